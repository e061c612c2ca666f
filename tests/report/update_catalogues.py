"""Bring the catalogues up to date: new messages are added without a translation, those that are gone are dropped.

Run it as ``python tests/report/update_catalogues.py`` after a change of words, then translate what is empty.
"""

from __future__ import annotations

from psychoseg.report.catalogue import FOLDER, parsed
from psychoseg.report.language import LANGUAGES
from psychoseg.report.messages import messages


def written(code: str, known: dict[tuple[str, str], tuple[str, ...]], header: str) -> str:
    """The catalogue as a file: every message in order, with what is known of its translation."""
    blocks = [header]
    for one in messages():
        told = known.get((one.context, one.text), ("",))
        lines = [f"#: {one.place}"]
        if one.context:
            lines.append(f"msgctxt {_quoted(one.context)}")
        lines.append(f"msgid {_quoted(one.text)}")
        if one.many:
            forms = told if len(told) > 1 else ("", "")
            lines += [
                f"msgid_plural {_quoted(one.many)}",
                f"msgstr[0] {_quoted(forms[0])}",
                f"msgstr[1] {_quoted(forms[1])}",
            ]
        else:
            lines.append(f"msgstr {_quoted(told[0])}")
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


if __name__ == "__main__":
    for code in LANGUAGES:
        if code == "en":
            continue
        path = FOLDER / f"{code}.po"
        text = path.read_text("utf-8")
        header, _, _ = text.partition("\n\n")
        path.write_text(written(code, dict(parsed(text, path.name).messages), header), "utf-8")
