"""Rich text: characters however they are written, what is text, and files that want to do harm."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import UnreadableFileError
from analysis.ingest.documents import read_document
from tests.analysis.ingest.readers.official import LINES, assert_official, assert_read_or_refused

FILES = Path(__file__).parents[3] / "data" / "formats"
SENTENCE = "各级工会组织深入基层开展调查研究，推动解决职工群众的急难愁盼问题。"
HEAD = rb"{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fnil\fcharset134 SimSun;}{\f1\fcharset0 Arial;}}\f0 "


def hexed(text, encoding="gb18030"):
    return "".join(f"\\'{byte:02x}" for byte in text.encode(encoding)).encode()


def numbered(text):
    units = memoryview(text.encode("utf-16-le")).cast("H")
    return "".join(f"\\u{n if n < 32768 else n - 65536}?" for n in units).encode()


def lines_of(body, head=HEAD):
    """Return the lines of a document behind its first, a sentence."""
    data = head + hexed(SENTENCE) + rb"\par " + body + b"}"
    lines = read_document("a.rtf", data).text.split("\n")
    assert lines[0] == SENTENCE
    return lines[1:]


@pytest.mark.parametrize(
    "written",
    [hexed, numbered, lambda line: line.encode("gb18030").replace(b"\\", b"\\\\")],
    ids=["bytes", "numbers", "plain"],
)
def test_an_official_document_comes_out_as_its_plain_text(written):
    body = b"".join(written(line) + rb"\par" + b"\r\n" for line in LINES)
    document = read_document("报告.rtf", HEAD + body + b"}")
    assert_official(document)
    assert (document.encoding, document.warnings) == (None, ())


def test_a_file_of_another_program_with_tables_fields_and_notes():
    document = read_document("a.doc", (FILES / "rich.rtf").read_bytes())
    assert document.metadata.title == "县总工会工作报告"
    assert document.text.split("\n") == [
        "走访企业46家，解决问题。",
        "一、主要做法",
        SENTENCE,
        "二、服务成效",
        "单位\t走访 （家）\t备注",
        "城关镇\t\t12",
        "清河\t5",
        "见公报全文𠀀字。",
        "前\t后",
        "下一行",
        SENTENCE,
        "数据来自统计公报。",
    ]


def test_a_character_may_be_broken_anywhere():
    gong, hui = hexed("工"), hexed("会")
    assert lines_of(gong[:4] + b"\r\n" + gong[4:] + b"\n" + hui) == ["工会"]
    assert "丂".encode("gb18030") == b"\x81\x40"
    assert lines_of(rb"\'81@" + hui + rb"\'81\'40") == ["丂会丂"]


def test_fonts_say_what_their_bytes_are():
    fonts = rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset134 A;}{\f1\fcharset136 B;}}\f0 "
    body = rb"{\f1 " + hexed("工人", "big5") + rb"}\f0 " + hexed("工会")
    assert lines_of(body, fonts) == ["工人工会"]


@pytest.mark.parametrize("head", [rb"{\rtf1\ansi ", rb"{\rtf1\ansi\ansicpg1252 "])
def test_without_a_code_page_the_bytes_tell(head):
    assert lines_of(hexed("主要做法"), head) == ["主要做法"]


def test_characters_behind_a_number_that_stand_for_it_are_passed_over():
    assert lines_of(rb"{\uc2\u24037\'b9\'a4\uc0\u20250 }A{\uc1 \u20250XB}") == ["工会A会B"]
    assert lines_of(rb"\u24037\b \u20250{}a\par") == ["工会a"]


def test_signs_and_breaks():
    assert lines_of(
        rb"\ldblquote " + hexed("工会") + rb"\rdblquote\emdash\{a\}\~b\_c\tab d\line e\\f"
    ) == ["“工会”—{a} b-c\td", "e\\f"]


def test_what_is_no_text_is_left_out():
    assert lines_of(
        rb"{\header " + hexed("页眉") + rb"}{\*\unknown x}{\pict 0123}{\bin4 }}}}}"
        rb"{\field{\*\fldinst HYPERLINK http://a.cn}{\fldrslt " + hexed("公报") + rb"}}"
        rb"{\deleted " + hexed("删去") + rb"}{\*\bkmkstart a}" + hexed("全文。") + rb"\par"
    ) == ["公报全文。"]


def test_notes_boxes_and_labels():
    assert lines_of(
        rb"{\listtext\pard " + hexed("一、") + rb"\tab}" + hexed("做法") + rb"{\footnote "
        + hexed("注一句。") + rb"}{\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt " + hexed("框里的话")
        + rb"\par}}{\shprslt " + hexed("框里的话") + rb"}}\par{\listtext \'b7\tab}"
        + hexed("成效") + rb"\par"
    ) == ["一、做法", "框里的话", "成效", "注一句。"]  # fmt: skip


def test_rows_are_lines():
    assert lines_of(
        rb"\trowd\cellx1\cellx2\pard\intbl " + hexed("甲") + rb"\par " + hexed("乙") + rb"\cell "
        + hexed("丙") + rb"\cell\row\trowd\cell 5\cell\row\pard " + hexed("表后") + rb"\par"
    ) == ["甲 乙\t丙", "5", "表后"]  # fmt: skip


def test_entries_of_a_table_of_contents_are_removed_and_recorded():
    entries = hexed("一、做法") + rb"\tab 1\par " + hexed("二、成效") + rb"\tab 3\par "
    body = rb"{\field{\*\fldinst TOC \\o}{\fldrslt " + entries + rb"}}" + hexed("一、做法")
    data = HEAD + hexed("县总工会工作报告") + rb"\par " + body + rb"\par " + hexed(SENTENCE)
    document = read_document("a.rtf", data + b"}")
    assert document.text == f"一、做法\n{SENTENCE}"
    removed = "".join(r.text for r in document.removals if r.step == "contents")
    assert removed.split() == ["一、做法", "1", "二、成效", "3"]


def test_properties_are_hints():
    info = rb"{\info{\title " + hexed("关于促进就业的意见") + rb"}{\author " + hexed("张三") + rb"}"
    info += rb"{\creatim\yr2021\mo3\dy5\hr9}}"
    data = HEAD + info + hexed(SENTENCE) + b"}"
    found = read_document("a.rtf", data).metadata
    assert (found.title, found.date, found.author) == ("关于促进就业的意见", None, None)
    assert found.extra == {"文件属性中的作者": "张三", "文件创建日期": "2021-03-05"}


def test_what_breaks_off_is_read_and_told():
    document = read_document("a.rtf", HEAD + hexed(SENTENCE))
    assert document.text == SENTENCE
    assert document.warnings == ("文件在中途断开，后面的内容可能缺失。",)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"{\\rtf1" + b"{" * 1_000_000, "bloated_file"),
        (HEAD + rb"{\pict " + b"0f" * 100_000 + b"}}", "no_text"),
        (rb"{\rtf1 {\pict \bin99999999999 x}", "damaged_file"),
        (b"{\\rtf1", "damaged_file"),
    ],
    ids=["deep", "picture", "bin", "cut"],
)
def test_what_cannot_be_read_is_told_apart(data, code):
    with pytest.raises(UnreadableFileError) as raised:
        read_document("a.rtf", data)
    assert raised.value.code == code


def test_fields_in_fields_take_no_time():
    data = HEAD + hexed(SENTENCE) + rb"{\field{\*\fldinst{" * 1_500 + b"}" * 4_500 + b"}"
    assert read_document("a.rtf", data).text == SENTENCE


WHOLE = (FILES / "rich.rtf").read_bytes()


@pytest.mark.parametrize("tenth", range(1, 10))
def test_a_document_that_breaks_off_is_read_or_refused(tenth):
    assert_read_or_refused("a.rtf", WHOLE[: len(WHOLE) * tenth // 10])


@settings(max_examples=60)
@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=6))
def test_changed_bytes_are_read_or_refused(place, patch):
    assert_read_or_refused("a.rtf", WHOLE[:place] + patch + WHOLE[place + len(patch) :])


@settings(max_examples=60)
@given(st.lists(st.sampled_from([b"{", b"}", rb"\u-5?", rb"\'b9", rb"\*", rb"\footnote ", rb"\cell",
    rb"\row", rb"\par", rb"\field", rb"\fldinst ", rb"\bin3", rb"\uc0", b"a", rb"\intbl", b"\\",
    rb"\shptxt", rb"\listtext", rb"\f1", b"\xff"]), max_size=40))  # fmt: skip
def test_any_tokens_are_read_or_refused(tokens):
    assert_read_or_refused("a.rtf", HEAD + hexed(SENTENCE) + b"".join(tokens))
