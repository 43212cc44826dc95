"""Every encoding is found, also from few characters, and damage is counted."""

import hashlib
import random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from analysis.errors import UnknownNameError
from analysis.ingest.decoding.decode import Decoded, decode
from analysis.ingest.decoding.encodings import CODECS

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
    ("utf-32", SIMPLIFIED, "utf-32-le"),
    ("hz", SIMPLIFIED, "hz"),
]
JAPANESE = "日本国憲法は、日本国民の総意に基づいて、この憲法を確定する。"
KOREAN = "대한민국은 민주공화국이다. 모든 권력은 국민으로부터 나온다."
FRENCH = "Le président de la République a été élu à la majorité."
RUSSIAN = "Все люди рождаются свободными и равными"


@pytest.mark.parametrize(("encoding", "text", "name"), ENCODINGS)
def test_whole_text(encoding, text, name):
    assert decode(text.encode(encoding)) == Decoded(text, name, 0)


@pytest.mark.parametrize(("encoding", "text", "name"), ENCODINGS)
def test_ten_characters(encoding, text, name):
    rng = random.Random(1)  # noqa: S311
    for _ in range(40):
        start = rng.randrange(len(text) - 10)
        decoded = decode(text[start : start + 10].encode(encoding))
        assert decoded is not None
        assert decoded.text == text[start : start + 10]


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        (JAPANESE, "shift_jis", "cp932"),
        (JAPANESE, "euc_jp", "euc_jp"),
        (KOREAN, "euc_kr", "cp949"),
        (FRENCH, "cp1252", "cp1252"),
        ("Größe und Maße für die Straße", "latin-1", "cp1252"),
        (RUSSIAN, "cp1251", "cp1251"),
        *((text, "utf-8", "utf-8") for text in (JAPANESE, KOREAN, FRENCH, RUSSIAN)),
    ],
)
def test_other_languages_are_themselves_not_rare_chinese(text, encoding, name):
    assert decode(text.encode(encoding)) == Decoded(text, name, 0)


def test_gb18030_four_byte_characters():
    text = "㐀𠀀的工会组织深入基层开展调查研究"
    assert decode(text.encode("gb18030")) == Decoded(text, "gb18030", 0)


def test_hong_kong_characters():
    text = "香港嘅巿民喺度生活，佢哋啲嘢"
    assert decode(text.encode("big5hkscs")) == Decoded(text, "big5hkscs", 0)


def test_one_character_of_gbk_that_is_also_a_letter_of_utf8():
    assert decode("一".encode("gbk")).text == "一"
    assert decode("é".encode()).text == "é"


@pytest.mark.parametrize("encoding", ["gbk", "utf-16-le", "utf-16-be"])
def test_chinese_behind_much_ascii(encoding):
    text = "2024,12.5,abc\n" * 9000 + "工会组织深入基层\n" + "1,2\n" * 9
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("encoding", ["gbk", "utf-16-le"])
def test_two_characters_among_digits(encoding):
    text = "2024-03-05,12.5,888\n" * 30 + "合计,1,2\n" * 2
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(b"\xff\xfe\0\0", "utf-32-le"), (b"\0\0\xfe\xff", "utf-32-be"), (b"\x84\x31\x95\x33", "gbk")],
)
def test_byte_order_marks(mark, encoding):
    assert decode(mark + SIMPLIFIED.encode(encoding)).text == SIMPLIFIED


def test_a_mark_that_lies_is_no_answer():
    assert decode(b"\xef\xbb\xbf" + SIMPLIFIED.encode("gbk")).text == SIMPLIFIED


@pytest.mark.parametrize("label", ["gb2312", "utf-8", "big5", "windows-1252", "nothing"])
@pytest.mark.parametrize(("encoding", "text"), [("gbk", SIMPLIFIED), ("big5", TRADITIONAL)])
def test_a_label_is_only_a_candidate(label, encoding, text):
    page = f'<meta http-equiv="Content-Type" content="text/html; charset={label}">{text}'
    assert decode(page.encode(encoding)).text == page


def test_a_label_decides_where_the_bytes_do_not():
    texts = [
        decode(f'<meta charset="{label}">'.encode() + "檢視".encode("big5")).text[-2:]
        for label in ("big5", "gbk")
    ]
    assert texts == ["檢視", "浪跌"]


def test_one_bad_byte_does_not_make_utf8_something_else():
    data = SIMPLIFIED.encode() + b"\xff" + SIMPLIFIED.encode()
    decoded = decode(data)
    assert decoded.text == f"{SIMPLIFIED}\ufffd{SIMPLIFIED}"
    assert (decoded.encoding, decoded.n_damaged) == ("utf-8", 1)


def test_tail_cut_inside_a_character():
    decoded = decode(SIMPLIFIED.encode()[:-1])
    assert decoded.text == SIMPLIFIED[:-1] + "\ufffd"
    assert decoded.n_damaged == 1


@pytest.mark.parametrize("change", ["lost", "odd"])
def test_a_damaged_byte_does_not_shift_what_follows(change):
    data = SIMPLIFIED.encode("gbk")
    damaged = data[:31] + (data[32:] if change == "lost" else b"\xff" + data[31:])
    decoded = decode(damaged)
    assert decoded.text == f"{SIMPLIFIED[:15]}\ufffd{SIMPLIFIED[16:]}"
    assert decoded.n_damaged == 1


@pytest.mark.parametrize("encoding", ["gbk", "big5"])
def test_damage_in_traditional_text_reaches_two_characters_at_most(encoding):
    data = TRADITIONAL.encode(encoding)
    decoded = decode(data[:31] + b"\xff" + data[31:])
    assert decoded.text.startswith(TRADITIONAL[:15])
    assert decoded.text.endswith(TRADITIONAL[18:])
    assert decoded.n_damaged == 1


def test_the_euro_sign_of_code_page_936():
    assert decode("价格为每吨一百".encode("gbk") + b"\x80").text == "价格为每吨一百€"


def test_lines_of_different_encodings():
    lines = [(SIMPLIFIED, "utf-8"), (SIMPLIFIED, "gbk"), (TRADITIONAL, "big5"), ("abc", "ascii")]
    order = [0, 1, 1, 3, 2, 1, 0, 3]
    decoded = decode(b"\n".join(lines[i][0].encode(lines[i][1]) for i in order))
    assert decoded.text == "\n".join(lines[i][0] for i in order)
    assert (decoded.encoding, decoded.n_damaged) == ("gb18030+utf-8+big5hkscs", 0)


def test_utf8_behind_much_gbk_is_found():
    data = (SIMPLIFIED + "\n").encode("gbk") * 300 + (SIMPLIFIED + "\n").encode()
    assert decode(data).text == (SIMPLIFIED + "\n") * 301


@pytest.mark.parametrize("data", [hashlib.shake_128(b"seed").digest(4000), bytes(range(256)) * 8])
def test_binary_is_no_text(data):
    assert decode(data) is None


def test_random_bytes_of_any_length_are_no_text():
    found = [decode(hashlib.shake_128(b"%d" % n).digest(60 + n)) for n in range(90)]
    assert found == [None] * 90


# --------------------------------------------------------------------------- text misread before


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        (SIMPLIFIED, "latin-1", "utf-8"),
        (SIMPLIFIED[:4], "latin-1", "utf-8"),
        (SIMPLIFIED, "latin-1", "gbk"),
        (TRADITIONAL, "latin-1", "big5"),
        ("工会组织", "gb18030", "utf-8"),
        ("深入基层调查研究", "gb18030", "utf-8"),
        (TRADITIONAL, "gb18030", "big5"),
    ],
)
def test_a_misreading_without_loss_is_undone(text, wrong, right):
    misread = "cp1252" if wrong == "latin-1" else wrong
    data = text.encode(right).decode(wrong).encode()
    assert decode(data) == Decoded(text, "utf-8", 0, misread)


def test_what_a_misreading_lost_stays_damage():
    misread = SIMPLIFIED.encode().decode("gb18030", "replace")
    decoded = decode(misread.encode())
    kept = [a == b for a, b in zip(decoded.text, SIMPLIFIED, strict=False)]
    assert 0 < decoded.n_damaged == decoded.text.count("\ufffd") < 12
    assert kept[0]
    assert sum(c in SIMPLIFIED for c in decoded.text) > 0.8 * len(SIMPLIFIED)


def test_a_stretch_of_latin_letters_in_chinese_text_is_undone():
    stretch = "工会组织".encode().decode("latin-1")
    decoded = decode(f"标题：{stretch}，职工 café 很好".encode())
    assert (decoded.text, decoded.misread) == ("标题：工会组织，职工 café 很好", "cp1252")


@pytest.mark.parametrize(
    "text",
    [
        "Müller und José, façade",
        "café”—“été”… naïve",
        "龘靐齉爩鱻麤龗灪籱吁",
        "鑫淼焱垚犇骉瞐賱赑䶮人名",
        JAPANESE,
        KOREAN,
        "锟斤拷锟斤拷" + SIMPLIFIED,
        "ÄÖÜäöüß",
    ],
)
def test_rare_characters_are_no_misreading(text):
    assert decode(text.encode()) == Decoded(text, "utf-8", 0)


# --------------------------------------------------------------------------- chosen by people


def test_a_chosen_encoding_holds():
    data = TRADITIONAL.encode("big5")
    assert decode(data, "Big5-HKSCS") == Decoded(TRADITIONAL, "big5hkscs", 0)
    wrong = decode(data, "gb2312")
    assert wrong.encoding == "gb18030"
    assert wrong.text != TRADITIONAL
    assert decode("工会".encode("utf-8-sig"), "utf-8").text == "工会"
    assert decode("工会".encode("utf-16"), "utf-16").text == "工会"
    assert decode("工会".encode("gbk"), "utf-8").n_damaged > 0


@pytest.mark.parametrize("name", ["rot13", "hex", "idna", "", " ", "不知道", "x" * 999, "utf-7"])
def test_other_names_are_told_with_those_that_are_known(name):
    if not name:
        assert decode(b"abc", name).encoding == "utf-8"
        return
    with pytest.raises(UnknownNameError) as raised:
        decode(b"abc", name)
    assert raised.value.code == "unknown_encoding"
    assert raised.value.values == {"name": name, "choices": "、".join(CODECS)}
    assert str(raised.value).endswith("。")


@pytest.mark.parametrize("name", CODECS)
def test_every_choice_reads_any_bytes(name):
    assert decode(bytes(range(256)), name).text
    assert decode("abc".encode(name), name).text == "abc"


# --------------------------------------------------------------------------- properties


@settings(max_examples=100)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0")))
def test_utf8_is_never_taken_for_something_else(text):
    assume(text.isascii() or any(c > "\u0800" for c in text))
    decoded = decode((text + "。").encode())
    assert decoded is not None
    assert decoded.encoding == "utf-8"


@settings(max_examples=100)
@given(st.binary(max_size=400))
def test_any_bytes_are_answered(data):
    decoded = decode(data)
    assert decoded is None or decoded.n_damaged == decoded.text.count("\ufffd")


@settings(max_examples=60)
@given(st.data())
def test_cuts_in_any_encoding_are_right(data):
    text, encoding = data.draw(st.sampled_from([(t, e) for e, t, _ in ENCODINGS[2:12]]))
    start = data.draw(st.integers(0, len(text) - 8))
    end = data.draw(st.integers(start + 8, len(text)))
    assert decode(text[start:end].encode(encoding)).text == text[start:end]
