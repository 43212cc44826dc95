"""Binary Word files: pieces of either kind, fields, tables, parts; and what is refused."""

import struct
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import UnreadableFileError, UnsupportedFormatError
from analysis.ingest.documents import read_document
from tests.analysis.ingest.readers.official import LINES, assert_official, assert_read_or_refused
from tests.analysis.ingest.readers.olefiles import ole, word

FILES = Path(__file__).parents[3] / "data" / "formats"
SENTENCE = "各级工会组织深入基层开展调查研究，推动解决职工群众的急难愁盼问题。"
OFFICIAL = "".join(f"{line}\r" for line in LINES)
IN_TABLE, ROW_END = b"\x16\x24\x01", b"\x16\x24\x01\x17\x24\x01"


def lines_of(*pieces, **options):
    """Return the lines of a document behind its first, a sentence."""
    data = ole(word(f"{SENTENCE}\r", *pieces, **options))
    lines = read_document("a.doc", data).text.split("\n")
    assert lines[0] == SENTENCE
    return lines[1:]


def test_an_official_document_comes_out_as_its_plain_text():
    document = read_document("报告.doc", ole(word(OFFICIAL)))
    assert_official(document)
    assert document.encoding is None


def test_pieces_lie_anywhere_and_are_of_either_kind():
    cut = OFFICIAL.index("1,260")
    pieces = (OFFICIAL[:cut], b"1,260", OFFICIAL[cut + 5 : -10], OFFICIAL[-10:])
    assert_official(read_document("报告.doc", ole(word(*pieces))))


def test_a_file_of_another_program_with_tables_fields_and_notes():
    """Written by LibreOffice from a docx with tracked changes; it writes no 一、 into the text."""
    document = read_document("a.doc", (FILES / "rich.doc").read_bytes())
    assert document.metadata.title == "县总工会工作报告"
    assert document.text.split("\n") == [
        "走访企业46家，解决问题。",
        "主要做法",
        SENTENCE,
        "服务成效",
        "单位\t走访 （家）\t备注",
        "城关镇\t\t12",
        "清河\t5",
        "见公报全文𠀀字。",
        "前\t后",
        "下一行",
        SENTENCE,
        "数据来自统计公报。",
    ]
    told = "自动编号（一、二、等）不在文字里，没有读取；另存为 docx 再导入可以补上。"
    assert document.warnings == (told,)


def test_bytes_beyond_ascii_are_those_of_western_windows():
    assert lines_of(b"\x93GDP\x94 \x96 5\xb0C\r") == ["“GDP” – 5°C"]


def test_of_fields_the_result_is_kept():
    assert lines_of(
        "见\x13 HYPERLINK http://a.cn \x14公\x13 PAGE \x14报\x15告\x15全文\x13 XE 索引 \x15。\r"
    ) == ["见公报告全文。"]


def test_a_field_that_never_ends_swallows_nothing():
    lines = lines_of("\x13" + f"{SENTENCE}\r" * 300)
    assert lines == [SENTENCE] * 300


def test_entries_of_a_table_of_contents_are_removed_and_recorded():
    text = "目  录\r\x13 TOC \\o \x14一、做法\t1\r二、成效\t3\r\x15一、做法\r"
    document = read_document("a.doc", ole(word(f"县总工会工作报告\r{text}{SENTENCE}\r")))
    assert document.text == f"一、做法\n{SENTENCE}"
    removed = "".join(r.text for r in document.removals if r.step == "contents")
    assert removed.split() == ["目", "录", "一、做法", "1", "二、成效", "3"]


def test_rows_by_their_formatting_and_without():
    text = "甲\r乙\x07丙\x07\x07\x07丁\x07\x07\x07戊\r"
    place = 2048
    ends = [place + 2 * (n + 1) for n, c in enumerate(text) if c in "\r\x07"]
    kinds = [IN_TABLE, IN_TABLE, IN_TABLE, IN_TABLE, ROW_END, IN_TABLE, IN_TABLE, ROW_END, b""]
    runs = [(a, b, k) for a, b, k in zip([place, *ends], ends, kinds, strict=False)]
    assert lines_of(text, paragraphs=runs) == ["甲 乙\t丙", "丁", "戊"]
    assert lines_of("甲\x07乙\x07\x07丙\x07丁\x07\x07") == ["甲\t乙", "丙\t丁"]


def test_deleted_characters_go():
    text = "走访企业35家46家。\r"
    start = 2048 + 2 * 4
    runs = [(2048, start, b""), (start, start + 6, b"\x00\x08\x01"), (start + 6, start + 14, b"")]
    assert lines_of(text, deleted=runs) == ["走访企业46家。"]


def test_headers_and_comments_are_no_text_and_notes_are():
    parts = ["正文在这里。\r", "脚注一句。\r", "页眉\r", "批注\r", "尾注一句。\r", "框里的话\r"]
    size = [len(part) for part in parts]
    lengths = [len(SENTENCE) + 1 + size[0], size[1], size[2], 0, size[3], size[4], size[5]]
    assert lines_of("".join(parts), lengths=lengths) == [
        "正文在这里。",
        "脚注一句。",
        "尾注一句。",
        "框里的话",
    ]


def test_marks_of_layout():
    assert lines_of("甲\x0b乙\x0c丙\x1e丁\x1f戊\x01\x02\x05\x08己\t庚\r") == [
        "甲",
        "乙",
        "丙-丁戊己\t庚",
    ]


def old(text, flags=0):
    """Return a file of Word 95: the bytes of the text lie behind its header."""
    data = text.encode("gb18030")
    head = b"\xdc\xa5\x65\x00" + bytes(6) + flags.to_bytes(2, "little") + bytes(12)
    head += (256).to_bytes(4, "little") + (256 + len(data)).to_bytes(4, "little") + bytes(20)
    head += len(data).to_bytes(4, "little")
    return ole({"WordDocument": head.ljust(256, b"\0") + data})


def test_word_95_is_bytes_in_a_code_page():
    assert_official(read_document("报告.doc", old(OFFICIAL)))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (ole(word(OFFICIAL, flags=0x0100)), "locked_file"),
        (ole({"EncryptedPackage": b"x" * 5000, "EncryptionInfo": b"x"}), "locked_file"),
        (ole({"WordDocument": word(OFFICIAL)["WordDocument"]}), "damaged_file"),
        (ole(word(OFFICIAL) | {"1Table": b"\0" * 5000}), "damaged_file"),
        (ole(word("\x01\r\r")), "no_text"),
        (old(OFFICIAL, flags=0x0004), "old_word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 9999, "damaged_file"),
        (ole(word(OFFICIAL))[:5000], "damaged_file"),
    ],
    ids=["password", "package", "no table", "no pieces", "empty", "fast 95", "junk", "cut"],
)
def test_what_cannot_be_read_is_told_apart(data, code):
    with pytest.raises(UnreadableFileError) as raised:
        read_document("a.doc", data)
    assert raised.value.code == code


@pytest.mark.parametrize(
    ("stream", "kind"),
    [
        ("Workbook", "旧版 Excel（xls）"),
        ("PowerPoint Document", "旧版 PowerPoint（ppt）"),
        ("__properties_version1.0", "Outlook 邮件（msg）"),
        ("Other", "旧版 Office 或类似"),
    ],
)
def test_other_files_in_such_a_container_are_named(stream, kind):
    with pytest.raises(UnsupportedFormatError) as raised:
        read_document("a.doc", ole({stream: b"x"}))
    assert raised.value.values["kind"] == kind


def test_a_page_under_the_name_of_a_word_file_is_read_as_a_page():
    lines = "".join(f"<p>{line}</p>" for line in LINES)
    assert_official(read_document("报告.doc", f"<html><body>{lines}</body></html>".encode()))


@pytest.mark.parametrize("size", [60, 64, 44, 72])
def test_a_header_with_large_numbers_is_refused(size):
    data = bytearray(ole(word(OFFICIAL)))
    data[size : size + 4] = b"\xff\xff\xff\x7f"
    assert_read_or_refused("a.doc", bytes(data))


def test_a_summary_that_makes_no_sense_is_passed_over():
    data = ole(word(OFFICIAL) | {"\x05SummaryInformation": summary(0x101E)})
    assert_official(read_document("a.doc", data))
    found = read_document(
        "a.doc", ole(word(f"{SENTENCE}\r") | {"\x05SummaryInformation": summary(2)})
    )
    assert found.metadata.title == "关于促进就业的意见"


def test_counts_of_properties_are_not_believed():
    """Found by chance: a summary whose first property says that it has four thousand million."""
    assert_read_or_refused("a.doc", (FILES / "summary_of_many.doc").read_bytes())
    vector = summary(0x1000 | 2)
    data = ole(word(OFFICIAL) | {"\x05SummaryInformation": vector[:76] + b"\xff" * 4 + vector[80:]})
    assert_official(read_document("a.doc", data))


def summary(kind):
    """Return a set of properties: the code page, 936 if ``kind`` is a number, and a title."""
    title = "关于促进就业的意见".encode("gb18030") + b"\0"
    title = title.ljust(-len(title) % 4 + len(title), b"\0")
    values = struct.pack("<II", kind, 936 if kind == 2 else 0)
    values += struct.pack("<II", 30, len(title)) + title
    table = struct.pack("<II" + "II" * 2, 24 + len(values), 2, 1, 24, 2, 32)
    return b"\xfe\xff" + bytes(22) + struct.pack("<I16xI", 1, 48) + table + values


def test_many_pieces_over_the_same_bytes_are_too_long():
    text = f"{SENTENCE}\r" * 20_000
    with pytest.raises(UnreadableFileError) as raised:
        read_document("a.doc", ole(overlapping(text, 40)))
    assert raised.value.code == "too_long"


def overlapping(text, n):
    """Return a file whose piece table names the same characters ``n`` times."""
    streams = word(text[:100])
    main = streams["WordDocument"] + text.encode("utf-16-le")
    table = bytearray(streams["1Table"])
    start = table.index(b"\x02", 20)
    ends = b"".join((k * len(text)).to_bytes(4, "little") for k in range(n + 1))
    code = b"\0\0" + len(streams["WordDocument"]).to_bytes(4, "little") + b"\0\0"
    plc = ends + code * n
    table[start:] = b"\x02" + len(plc).to_bytes(4, "little") + plc
    main = main[:0x1A6] + (len(table) - 16).to_bytes(4, "little") + main[0x1AA:]
    return {"WordDocument": main, "1Table": bytes(table)}


WHOLE = (FILES / "rich.doc").read_bytes()


@pytest.mark.parametrize("tenth", range(1, 10))
def test_a_document_that_breaks_off_is_read_or_refused(tenth):
    assert_read_or_refused("a.doc", WHOLE[: len(WHOLE) * tenth // 10])


@settings(max_examples=100)
@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=6))
def test_changed_bytes_are_read_or_refused(place, patch):
    assert_read_or_refused("a.doc", WHOLE[:place] + patch + WHOLE[place + len(patch) :])
