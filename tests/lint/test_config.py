"""Settings in files, and how they combine with the command line."""

from __future__ import annotations

import pytest

from psychoseg.errors import UsageError
from psychoseg.lint import config
from psychoseg.lint.choices import Choices
from psychoseg.lint.finding import Severity
from psychoseg.lint.settings import PRESETS, Settings

WHOLE = """\
[lint]
preset = "strict"
select = ["QW", "QR"]
extend-select = "QS"
ignore = ["tag-question"]
level = "info"
fail-level = "error"
brands = ["Perfect Pets"]
glossary = ["payback"]
exclude = ["old"]

[lint.severity]
QW101 = "error"

[lint.per-file-ignores]
"pilot/*.yml" = ["QR"]
"""


def test_every_setting_is_read(tmp_path):
    path = tmp_path / "psychoseg.toml"
    path.write_text(WHOLE)

    assert config.read(str(path)) == Settings(
        preset="strict",
        select=("QW", "QR"),
        extend_select=("QS",),
        ignore=("tag-question",),
        severity=(("QW101", "error"),),
        level="info",
        fail_level="error",
        per_file_ignores=(("pilot/*.yml", ("QR",)),),
        words=("Perfect Pets", "payback"),
        exclude=("old",),
        folder=str(tmp_path),
    )


def test_the_closest_file_above_counts_and_ends_the_search(tmp_path):
    inner = tmp_path / "study" / "deep"
    inner.mkdir(parents=True)
    (tmp_path / "psychoseg.toml").write_text('[lint]\nlevel = "info"\n')
    (tmp_path / "study" / "pyproject.toml").write_text('[tool.psychoseg.lint]\nlevel = "error"\n')
    (inner / "pyproject.toml").write_text('[project]\nname = "psychoseg"\n')

    assert config.nearest(str(inner / "q.yml")).level == "error"
    assert config.nearest(str(tmp_path / "q.yml")).level == "info"


def test_a_file_of_its_own_goes_before_a_shared_one(tmp_path):
    (tmp_path / "psychoseg.toml").write_text('[lint]\nlevel = "info"\n')
    (tmp_path / "pyproject.toml").write_text('[tool.psychoseg.lint]\nlevel = "error"\n')

    assert config.nearest(str(tmp_path / "q.yml")).level == "info"


def test_every_fault_is_named_with_its_line_and_the_nearest_valid_choice(tmp_path):
    path = tmp_path / "psychoseg.toml"
    path.write_text(
        '[lint]\nselct = ["QW"]\nlevel = "wraning"\nignore = 3\nseverity = {QW101 = "fatal"}\n'
        'per-file-ignores = ["a"]\n\n[report]\n'
    )

    with pytest.raises(UsageError, match="has settings that cannot be used") as caught:
        config.read(str(path))

    told = "\n".join(str(fault).removeprefix(str(path)) for fault in caught.value.faults)
    assert ":2: 'selct' is not a setting of lint; did you mean select?" in told
    assert ":3: level is 'wraning'; did you mean warning?" in told
    assert ":4: ignore should be a list of texts, found a number" in told
    assert ":5: the severity of QW101 is 'fatal'" in told
    assert ":6: per-file-ignores should map patterns" in told
    assert ":8: 'report' is not a table of settings" in told


@pytest.mark.parametrize("content", ["[lint\n", "lint = 1", "a = " + "[" * 5000])
def test_a_file_that_is_no_toml_or_no_table_says_so(tmp_path, content):
    path = tmp_path / "psychoseg.toml"
    path.write_text(content)

    with pytest.raises(UsageError, match=r"psychoseg\.toml (is not valid TOML|has settings)"):
        config.read(str(path))


def test_the_command_line_goes_before_files_and_lists_add_up():
    own = Settings(level="error", ignore=("QW104",), select=("QW",))
    file = Settings(level="info", fail_level="info", ignore=("QW101",), select=("QC",))

    both = own.over(file)

    assert (both.level, both.fail_level, both.select) == ("error", "info", ("QW",))
    assert set(both.ignore) == {"QW101", "QW104"}


def test_a_preset_gives_way_to_what_is_said_expressly():
    strict = Settings(preset="strict", fail_level="error").whole()

    assert (strict.least_shown, strict.least_failing) == (Severity.INFO, Severity.ERROR)
    assert Settings().least_shown is Severity.WARNING


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_selects_rules_that_exist(name):
    assert Choices(Settings(preset=name), search=False).rules("q.yml")


def test_rules_are_left_out_for_files_that_fit_a_pattern(tmp_path):
    (tmp_path / "psychoseg.toml").write_text('[lint.per-file-ignores]\n"pilot/*.yml" = ["QW"]\n')
    choices = Choices(Settings())

    def groups(path):
        return {rule.code[:2] for rule in choices.rules(str(tmp_path / path))}

    assert "QW" in groups("main/q.yml")
    assert "QW" not in groups("pilot/q.yml")


def test_folders_are_excluded_by_name_or_by_path(tmp_path):
    (tmp_path / "psychoseg.toml").write_text('[lint]\nexclude = ["old", "drafts/*.yml"]\n')
    choices = Choices(Settings())

    assert choices.excludes(str(tmp_path / "waves" / "old" / "q.yml"))
    assert choices.excludes(str(tmp_path / "drafts" / "q.yml"))
    assert not choices.excludes(str(tmp_path / "older.yml"))
