import pytest

from psychoseg.errors import ResponsesError, StudyError
from psychoseg.responses.readers import Reading
from psychoseg.study import new
from psychoseg.study.config import read_wave
from psychoseg.study.layout import export_file
from psychoseg.study.loading import load


def told(stage, doing):
    """Nobody listens."""


def test_wave_yml_says_how_an_export_is_read(tmp_path):
    folder = tmp_path / "study"
    new(folder)
    wave = folder / "waves" / "1-spring"
    export = next((wave / "raw").iterdir())
    text = export.read_text()
    export.write_bytes(text.replace("mobile", "мобильный").encode("koi8_r", "ignore") + "".encode("koi8_r"))
    plain = (wave / "wave.yml").read_text()

    (wave / "wave.yml").write_text(plain + "\nread: {as: qualtrics, encoding: koi8_r}\n")
    loaded = load(folder, "1-spring", told)

    assert read_wave(folder, "1-spring").reading == Reading("qualtrics", "koi8_r")
    assert any("read as koi8-r, as asked" in change for change in loaded.responses.changes)
    (wave / "wave.yml").write_text(plain + "\nread: {enconding: koi8_r}\n")
    with pytest.raises(StudyError, match="did you mean encoding"):
        read_wave(folder, "1-spring")
    (wave / "wave.yml").write_text(plain + "\nread: {as: spss}\n")
    with pytest.raises(ResponsesError, match="which the reader spss does not read"):
        load(folder, "1-spring", told)


def test_files_that_describe_the_export_may_lie_beside_it(tmp_path):
    folder = tmp_path / "study"
    new(folder)
    raw = folder / "waves" / "1-spring" / "raw"
    export = next(raw.iterdir())
    (raw / "survey.lss").write_text("<document/>")

    assert export_file(folder, "1-spring") == export
