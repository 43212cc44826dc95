"""Every encoding is found, also from few characters, and damage is counted."""

import hashlib
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.ingest.decode import decode

SIMPLIFIED = (
    "连日来各级工会组织深入基层开展调查研究，推动解决职工群众的急难愁盼问题，"
    "把学习教育、检视问题和整改落实贯通起来，取得了实际成效。"
)
TRADITIONAL = (
    "連日來各級工會組織深入基層開展調查研究，推動解決職工群眾的問題，"
    "把學習教育、檢視問題和整改落實貫通起來，取得了實際成效。"
)
ENCODINGS = [
    ("utf-8", SIMPLIFIED, "utf-8"),
    ("utf-8-sig", SIMPLIFIED, "utf-8"),
    ("gbk", SIMPLIFIED, "gb18030"),
    ("gb2312", SIMPLIFIED, "gb18030"),
    ("gb18030", SIMPLIFIED, "gb18030"),
    ("gbk", TRADITIONAL, "gb18030"),
    ("big5", TRADITIONAL, "big5hkscs"),
    ("big5hkscs", TRADITIONAL, "big5hkscs"),
    ("utf-16", SIMPLIFIED, "utf-16-le"),
    ("utf-16-le", SIMPLIFIED, "utf-16-le"),
    ("utf-16-be", SIMPLIFIED, "utf-16-be"),
    ("utf-16-le", TRADITIONAL, "utf-16-le"),
]


@pytest.mark.parametrize(("encoding", "text", "name"), ENCODINGS)
def test_whole_text(encoding, text, name):
    decoded = decode(text.encode(encoding))
    assert decoded == (text, name, 0)


@pytest.mark.parametrize(("encoding", "text", "name"), ENCODINGS)
def test_ten_characters(encoding, text, name):
    rng = random.Random(1)  # noqa: S311
    for _ in range(40):
        start = rng.randrange(len(text) - 10)
        decoded = decode(text[start : start + 10].encode(encoding))
        assert decoded is not None
        assert decoded.text == text[start : start + 10]


def test_gb18030_four_byte_characters():
    text = "㐀𠀀的工会组织深入基层开展调查研究"
    assert decode(text.encode("gb18030")) == (text, "gb18030", 0)


def test_one_bad_byte_does_not_make_utf8_something_else():
    data = SIMPLIFIED.encode() + b"\xff" + SIMPLIFIED.encode()
    decoded = decode(data)
    assert decoded.text == f"{SIMPLIFIED}\ufffd{SIMPLIFIED}"
    assert (decoded.encoding, decoded.n_damaged) == ("utf-8", 1)


def test_tail_cut_inside_a_character():
    decoded = decode(SIMPLIFIED.encode()[:-1])
    assert decoded.text == SIMPLIFIED[:-1] + "\ufffd"
    assert decoded.n_damaged == 1


def test_lines_of_different_encodings():
    data = (SIMPLIFIED + "\n").encode() * 3 + (SIMPLIFIED + "\n").encode("gbk") * 3
    decoded = decode(data)
    assert decoded.text == (SIMPLIFIED + "\n") * 6
    assert decoded.n_damaged == 0


def test_double_encoding_is_undone():
    assert decode(SIMPLIFIED.encode().decode("latin-1").encode()).text == SIMPLIFIED


def test_latin_letters_are_not_double_encoding():
    text = "Müller und José, façade"
    assert decode(text.encode()).text == text


@pytest.mark.parametrize("data", [hashlib.shake_128(b"seed").digest(4000), bytes(range(256)) * 8])
def test_binary_is_no_text(data):
    assert decode(data) is None


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0")))
def test_utf8_is_never_changed_in_length_of_plain_text(text):
    decoded = decode(text.encode())
    assert decoded is not None
    assert decoded.encoding == "utf-8"


@given(st.binary(max_size=400))
def test_any_bytes_are_answered(data):
    decoded = decode(data)
    assert decoded is None or decoded.n_damaged == decoded.text.count("\ufffd")
