"""The hooks other repositories choose from name commands that exist and the files they are meant for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from psychoseg.cli import COMMANDS

HOOKS = yaml.safe_load((Path(__file__).parents[2] / ".pre-commit-hooks.yaml").read_text())


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_runs_a_command_of_ours(hook):
    program, command, *_ = hook["entry"].split()

    assert program == "psychoseg"
    assert command in COMMANDS
    assert hook["language"] == "python"


@pytest.mark.parametrize(
    "name",
    ["questionnaire.yml", "study/questionnaire.yaml", "questionnaires/tea.yml", "a/questionnaires/b/c.yml"],
)
def test_questionnaires_are_checked(name):
    (hook,) = [hook for hook in HOOKS if hook["id"] == "psychoseg-lint"]

    assert re.search(hook["files"], name)
    assert not re.search(hook["exclude"], name)


@pytest.mark.parametrize(
    "name", ["docker-compose.yml", "study.yml", "questionnaires/tea.truth.yml", "questionnaire.md"]
)
def test_other_files_are_not(name):
    (hook,) = [hook for hook in HOOKS if hook["id"] == "psychoseg-lint"]

    assert not re.search(hook["files"], name) or re.search(hook["exclude"], name)
