"""The schema says what the readers read: no key more, no key less."""

import ast
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import jsonschema
import pytest
import yaml

import psychoseg.questionnaire
from psychoseg.cli import main
from psychoseg.questionnaire import read
from psychoseg.questionnaire.keys import ITEM, TABLES
from psychoseg.questionnaire.schema import schema
from psychoseg.resources import folder

ROOT = Path(__file__).parents[2]
READERS = Path(psychoseg.questionnaire.__file__).parent
FILES = [
    Path(__file__).parent / "everything.yml",
    *(path for path in folder("questionnaires").glob("*.yml") if not path.name.endswith(".truth.yml")),
    ROOT / "notebooks" / "personality" / "questionnaire.yml",
]
ASKING = {
    "text", "identifier", "choice", "flag", "whole", "number", "texts", "entries", "pairs", "inner", "find",
}  # fmt: skip


READER_NAMES = {"reader", "inner"}


def keys_read():
    """Every key some reader asks for by its name."""
    found = set()
    for path in READERS.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in ASKING
            ):
                found |= {arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant)}
            elif (
                isinstance(node, ast.Call)
                and getattr(node.args[:1] and node.args[0], "id", "") in READER_NAMES
            ):
                found |= {arg.value for arg in node.args[1:] if isinstance(arg, ast.Constant)}
    return found


def test_every_key_that_is_read_is_in_the_schema_and_every_key_in_the_schema_is_read():
    described = {name for table in TABLES.values() for name in table}

    assert keys_read() - described == set()
    assert described - keys_read() == set()


def as_json(value):
    """What an editor's JSON view of a YAML file holds: keys are texts."""
    if isinstance(value, dict):
        return {str(key): as_json(entry) for key, entry in value.items()}
    if isinstance(value, date):
        return value.isoformat()
    return [as_json(entry) for entry in value] if isinstance(value, list) else value


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_questionnaires_that_ship_meet_the_schema(path):
    jsonschema.validate(as_json(yaml.safe_load(path.read_text("utf-8"))), schema())


def test_the_file_of_everything_holds_every_key():
    def keys(value):
        if isinstance(value, dict):
            return set(value).union(*map(keys, value.values()))
        return set().union(*map(keys, value)) if isinstance(value, list) else set()

    written = keys(yaml.safe_load(FILES[0].read_text("utf-8")))

    assert {name for table in TABLES.values() for name in table} - written == {"parent"}
    assert read(FILES[0]).untranslated("de")


def test_the_schema_is_itself_valid():
    jsonschema.Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize(
    "item",
    [
        {"id": "a", "text": "Why?"},
        {"id": "a", "text": "Why?", "type": "opne"},
        {"id": "1st", "text": "Why?", "type": "open"},
        {"id": "a", "text": "Why?", "type": "open", "revesre": True},
        {"id": "a", "text": "Why?", "type": "open", "sensitive": "yes"},
        {"id": "a", "text": {"label": "Why?"}, "type": "open"},
        {"id": "a", "text": "Why?", "type": "single", "options": {"1": {"lable": "Yes"}, "2": "No"}},
    ],
)
def test_what_the_readers_refuse_the_schema_refuses_too(item):
    file = {"id": "q", "title": "Q", "sections": [{"id": "s", "items": [item]}]}

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(file, schema())


def test_every_key_is_described_for_the_editor():
    assert all(key.says.endswith(".") for table in TABLES.values() for key in table.values())
    assert schema()["$defs"]["item"]["properties"]["reverse"]["description"] == ITEM["reverse"].says


def test_the_command_prints_the_schema_without_the_numeric_stack(capsys):
    code = (
        "import sys; from psychoseg.cli import main; main(['schema']); "
        "print(sorted({'numpy', 'pandas'} & set(sys.modules)), file=sys.stderr)"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert json.loads(done.stdout) == schema()
    assert done.stderr.strip() == "[]"
    with pytest.raises(SystemExit):
        main(["schema", "--help"])
    assert "yaml-language-server" in capsys.readouterr().out
