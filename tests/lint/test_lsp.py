"""The language server, spoken to over its standard input and output as an editor does."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from psychoseg.cli import main

TEXT = Path(__file__).with_name("opened.yml").read_text(encoding="utf-8")


class Editor:
    """Just enough of an editor: it sends, and waits for the answer or notice it names."""

    def __init__(self, folder):
        self.uri = (folder / "q.yml").as_uri()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "psychoseg", "lsp", "--stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PYTHONPATH": ":".join(sys.path), "PYTHONDONTWRITEBYTECODE": "1"},
        )
        self.count = 0

    def send(self, method, params, *, asks=False):
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        if asks:
            self.count += 1
            message["id"] = self.count
        body = json.dumps(message).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def receive(self, wanted):
        while True:
            length = 0
            while (line := self.process.stdout.readline().strip()) != b"":
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            message = json.loads(self.process.stdout.read(length))
            if message.get("method") == wanted or ("id" in message and message["id"] == wanted):
                return message

    def ask(self, method, params):
        self.send(method, params, asks=True)
        return self.receive(self.count)["result"]

    def open(self, text):
        self.send(
            "textDocument/didOpen",
            {"textDocument": {"uri": self.uri, "languageId": "yaml", "version": 1, "text": text}},
        )
        return self.diagnostics()

    def change(self, text, version):
        self.send(
            "textDocument/didChange",
            {"textDocument": {"uri": self.uri, "version": version}, "contentChanges": [{"text": text}]},
        )

    def diagnostics(self):
        return self.receive("textDocument/publishDiagnostics")["params"]["diagnostics"]


@pytest.fixture
def editor(tmp_path):
    pytest.importorskip("pygls", reason="the language server needs pygls, the extra lsp")
    opened = Editor(tmp_path)
    opened.ask("initialize", {"processId": None, "rootUri": None, "capabilities": {}})
    opened.send("initialized", {})
    yield opened
    opened.ask("shutdown", None)
    opened.send("exit", None)
    assert opened.process.wait(timeout=20) == 0
    opened.process.stdin.close()
    opened.process.stdout.close()


def test_a_session_from_opening_to_a_quick_fix(editor):
    tag, order = editor.open(TEXT)

    line = TEXT.splitlines()[7]
    start = len(line[: line.index("don't")].encode("utf-16-le")) // 2  # the leaf takes two units
    assert tag["range"]["start"] == {"line": 7, "character": start}
    assert (tag["code"], tag["severity"], tag["source"]) == ("QW104", 2, "psychoseg")

    shown = editor.ask(
        "textDocument/hover", {"textDocument": {"uri": editor.uri}, "position": tag["range"]["start"]}
    )
    assert "**QW104 tag-question**" in shown["contents"]["value"]
    nothing = editor.ask(
        "textDocument/hover", {"textDocument": {"uri": editor.uri}, "position": {"line": 0, "character": 0}}
    )
    assert nothing is None

    fix, allow = editor.ask(
        "textDocument/codeAction",
        {"textDocument": {"uri": editor.uri}, "range": order["range"], "context": {"diagnostics": [order]}},
    )
    assert (fix["kind"], fix["isPreferred"]) == ("quickfix", True)
    assert allow["title"] == "Allow option-order here, with a reason"
    (edit,) = fix["edit"]["changes"][editor.uri]
    assert edit["range"]["start"]["line"] == edit["range"]["end"]["line"] == 8

    editor.change(TEXT[:-30], 2)
    editor.change(TEXT.replace("type: open", "type: opne"), 3)
    (fault,) = editor.diagnostics()
    assert fault["severity"] == 1
    assert "did you mean open?" in fault["message"]

    editor.change("sections: [", 4)
    assert [found["severity"] for found in editor.diagnostics()] == [1]

    editor.send("textDocument/didClose", {"textDocument": {"uri": editor.uri}})
    assert editor.diagnostics() == []


def test_without_pygls_the_message_says_what_to_install(capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "lsprotocol", None)

    assert main(["lsp"]) == 2
    assert 'pip install "psychoseg[lsp]"' in capsys.readouterr().err
