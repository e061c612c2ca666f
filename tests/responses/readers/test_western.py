"""Short exports in old encodings: read as what they are, or asked about; never silently wrong."""

from __future__ import annotations

import pytest

from psychoseg.errors import ResponsesError
from psychoseg.responses.readers.encodings import to_utf8

WORDS = {
    "Portuguese": ("cp1252", "o café não é caro, ação e coração"),
    "French": ("cp1252", "très bien, où êtes-vous, ça va à la forêt"),
    "German": ("cp1252", "Größe, Äpfel, süß und schön"),
    "Spanish": ("cp1252", "niño mañana está aquí ¿sí?"),
    "Danish": ("cp1252", "rødgrød med fløde, blåbær, æble"),
    "Italian": ("cp1252", "perché è così, più città"),
    "Czech": ("cp1250", "příliš žluťoučký kůň úpěl ďábelské ódy"),
    "Polish": ("cp1250", "zażółć gęślą jaźń, bardzo dobrze"),
    "Hungarian": ("cp1250", "jó, őrült, tűz, nagyon örülök"),
    "Romanian": ("cp1250", "să învăţăm, cât de bine"),
    "Croatian": ("cp1250", "čaša, šuma, žaba, ćup"),
    "Slovak": ("cp1250", "čítanie kníh, ľudia, ňu, ďakujem"),
    "Turkish": ("cp1254", "çok güzel, iyi değil, ışık"),
    "Russian": ("cp1251", "очень хороший"),
    "Greek": ("cp1253", "πολύ καλά"),
    "Lithuanian": ("cp1257", "labai ąžuolas, ėjo, šiaurė"),
}


def export(language):
    encoding, words = WORDS[language]
    rows = "".join(f"{at},{word}\n" for at, word in enumerate(words.split(", ") * 5))
    return ("id,remark\n" + rows), encoding


@pytest.mark.parametrize("language", WORDS)
def test_no_language_is_turned_into_other_letters(language):
    text, encoding = export(language)

    try:
        found, _, notes = to_utf8(text.encode(encoding), "export.csv")
    except ResponsesError as problem:
        assert f"--encoding {encoding}" in str(problem)
    else:
        assert found.decode() == text
        assert "because line 2 is not UTF-8" in notes[0]


@pytest.mark.parametrize("language", ["Portuguese", "French", "German", "Spanish", "Danish"])
def test_a_western_export_is_read_without_asking(language):
    text, encoding = export(language)

    assert to_utf8(text.encode(encoding), "export.csv")[1] == encoding
