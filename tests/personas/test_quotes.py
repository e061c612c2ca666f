"""Which written answers may stand on a persona's page."""

import pytest

from psychoseg.personas.quotes import _readable


@pytest.mark.parametrize(
    "text",
    [
        "I drink green tea every morning",
        "我每天早上都喜欢喝一杯绿茶因为很香",
        "私は毎朝日本の緑茶を飲むのが大好きです",
        "ฉันชอบดื่มชาเขียวทุกเช้ากับครอบครัว",
        "मुझे हर सुबह एक कप चाय पीना बहुत पसंद है",
        "أحب أن أشرب الشاي الأخضر كل صباح",
    ],
)
def test_sentences_of_every_script_are_readable(text):
    assert _readable(text)


@pytest.mark.parametrize(
    "text",
    ["Too short", "好茶", "?!? 12 34 56 78 ---", "My mail is [e-mail removed] as you know", "word " * 60],
)
def test_scraps_and_masked_texts_are_not(text):
    assert not _readable(text)
