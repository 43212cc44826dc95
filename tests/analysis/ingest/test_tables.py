"""Tables and lists: a document in each row, whatever holds the rows; what is left out is told."""

import io
import json
import pickle
import struct
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import ResourceError, UnreadableFileError
from analysis.ingest.containers import rereading
from analysis.ingest.containers.opening import Columns, columns_of, open_table
from analysis.ingest.containers.records import Row
from analysis.ingest.copies.duplicates import find_duplicates
from analysis.ingest.documents import read_document
from analysis.ingest.sources import (
    SourceFile,
    SourceReference,
    gather,
    read_references,
    received,
    refer,
)
from analysis.lexicon.tables import load_columns, parse_columns, plain_name
from analysis.schema import DEFAULT_IMPORT, Failure, ImportOptions, Metadata
from tests.analysis.ingest.tables import TEXT, memory, ods, workbook, xls, zipped

OTHER = "市总工会召开主席办公会议，传达学习上级文件精神，研究部署下一阶段工作。"
HEADER = ["标题", "正文", "发布日期", "地区"]
ROWS = [["甲通知", TEXT, "2021年12月30日", "渝中"], ["乙通知", OTHER, "", ""]]


def rows(name, data, **options):
    found = open_table(name, data, ImportOptions(**options))
    return None if found is None else list(found)


def documents(name, data, **options):
    return [
        read_document(one.name, one.data, path=one.name)
        for one in received([(name, data)], ImportOptions(**options))
    ]


def csv(delimiter=",", header=HEADER, lines=ROWS):
    return "".join(delimiter.join(line) + "\r\n" for line in [header, *lines])


def failures(found):
    return [one.code for one in found if isinstance(one, Failure)]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("表.csv", csv().encode()),
        ("表.csv", csv().encode("utf-8-sig")),
        ("表.csv", csv().encode("gb18030")),
        ("表.csv", csv().encode("utf-16")),
        ("表.csv", csv(";").encode()),
        ("表.tsv", csv("\t").encode()),
        ("表.csv", csv("|").encode()),
        ("表.txt", csv("\t").encode("utf-16")),
        ("表.txt", csv().encode("gb18030")),
        ("表.xlsx", workbook({"甲": [HEADER, *ROWS]})),
        ("表.doc", workbook({"甲": [HEADER, *ROWS]})),
        ("表.ods", ods([HEADER, *ROWS])),
        ("表.json", json.dumps([dict(zip(HEADER, row, strict=True)) for row in ROWS]).encode()),
        (
            "表.txt",
            json.dumps(
                {"list": [dict(zip(HEADER, row, strict=True)) for row in ROWS]}, ensure_ascii=False
            ).encode("gb18030"),
        ),
        (
            "表.json",
            json.dumps(
                {name: [row[place] for row in ROWS] for place, name in enumerate(HEADER)}
            ).encode(),
        ),
        (
            "表.jsonl",
            "\n".join(json.dumps(dict(zip(HEADER, row, strict=True))) for row in ROWS).encode(),
        ),
    ],
)
def test_each_row_is_a_document_with_its_fields(name, data):
    first, second = documents(name, data)
    assert (first.text, second.text) == (TEXT, OTHER)
    assert (first.name, second.name) == ("甲通知", "乙通知")
    assert first.path == f"{name}/甲通知"
    assert first.metadata == Metadata(title="甲通知", date="2021-12-30", extra={"地区": "渝中"})
    assert second.metadata == Metadata(title="乙通知")
    assert first.removals == first.warnings == ()


def test_rows_without_text_are_told_and_empty_rows_are_passed_over():
    data = csv(lines=[*ROWS, ["丙", "", "", ""], ["", "", "", ""], ["丁", " ", "", ""]]).encode()
    *found, failure = rows("表.csv", data)
    assert [row.name for row in found] == ["甲通知", "乙通知"]
    assert failure == Failure(
        "表.csv",
        "表.csv：有 2 行没有正文（第4、6行），没有成为文档，其余照常导入；请补上正文后再导入。",
        "rows_without_text",
    )


def test_names_are_titles_or_numbers_of_rows_and_differ():
    lines = [["同", TEXT], ["同", OTHER], ["", TEXT], ["../a\\b", OTHER], ["同 (2)", TEXT]]
    found = rows("夹/表.csv", csv(header=["标题", "正文"], lines=lines).encode())
    names = [row.name for row in found]
    assert names == ["同", "同 (2)", "表 第4行", "..／a＼b", "同 (2) (2)"]
    assert [row.place for row in found] == [-1, -2, -3, -4, -5]


def test_cells_may_hold_signs_line_ends_quotation_marks_and_pages():
    page = f"<div><p>{TEXT}</p><p>{OTHER}</p><p>{TEXT}</p></div>"
    data = f'标题,正文,地区\n甲,"{TEXT}\n{OTHER},""一""",渝\n乙,"{page}",渝\n'.encode()
    first, second = documents("表.csv", data)
    assert first.text == f"{TEXT}\n{OTHER}，“一”".replace("“一”", '"一"')
    assert second.text == f"{TEXT}\n{OTHER}\n{TEXT}"


def test_signs_too_many_belong_to_the_text():
    data = "标题,正文,地区\n甲,一,二,三,渝\n乙,四,渝,,\n丙,五,渝\n".encode()
    found = [json.loads(row.data) for row in rows("表.csv", data)]
    assert [one["text"] for one in found] == ["一,二,三", "四", "五"]
    assert all(one["extra"] == {"地区": "渝"} for one in found)


def test_formulas_stay_as_their_text_or_their_shown_value():
    data = f'标题,正文\n"=HYPERLINK(""a"")","=1+1 {TEXT}"\n'.encode()
    (document,) = documents("表.csv", data)
    assert document.metadata.title == '=HYPERLINK("a")'
    assert document.text == f"=1+1 {TEXT}"
    (document,) = documents("表.xlsx", workbook({"甲": [["正文", "页数"], [f"={TEXT}", 3.0]]}))
    assert document.metadata.extra == {"页数": "3"}


def test_the_text_column_is_the_one_that_is_called_so_or_holds_most_characters():
    lines = [["1", "通知", TEXT, "渝"], ["2", "报告", OTHER, "川"]]
    first, _ = documents("表.csv", csv(header=["编号", "种类", "说明", "地"], lines=lines).encode())
    assert first.text == TEXT
    assert first.metadata.extra == {"编号": "1", "种类": "通知", "地": "渝"}
    first, second = documents("表.csv", csv(header=lines[0], lines=lines[1:]).encode())
    assert second.text == OTHER
    assert first.text == TEXT
    assert first.metadata.extra == {"第1列": "1", "第2列": "通知", "第4列": "渝"}
    first, _ = documents("表.csv", csv().encode(), text_column="标题")
    assert (first.text, first.metadata.extra["正文"]) == ("甲通知", TEXT)


def test_where_no_column_holds_the_text_a_sentence_lists_them():
    data = csv(header=["编号", "名称"], lines=[["1", "渝中"], ["2", "渝北"]]).encode()
    assert rows("表.csv", data) == [
        Failure(
            "表.csv",
            "表.csv：看不出哪一列是正文，没有导入；请把正文那一列的列名改成“正文”，"
            "或指明是哪一列：第1列（编号）、第2列（名称）。",
            "no_text_column",
        )
    ]
    (failure,) = rows("表.csv", csv().encode(), text_column="处理意见")
    assert failure.message == (
        "表.csv：没有“处理意见”这一列，没有导入；可以选的列有：标题、正文、发布日期、地区。"
    )


def test_all_sheets_with_text_are_read_hidden_ones_too_and_others_are_told():
    book = workbook(
        {
            "一{}月": [["工会文件汇总"], ["标题", "正文"], ["甲", TEXT]],
            "统计": [["数"], [5]],
            "空": [],
            "藏": [[], [], [None, None, OTHER]],
        },
        hidden=["藏"],
    )
    first, failure, second = rows("表.xlsx", book)
    assert json.loads(first.data)["extra"] == {"表题": "工会文件汇总"}
    assert (first.name, second.name) == ("甲", "表 藏 第3行")
    assert (failure.name, failure.code) == ("表.xlsx/统计", "no_text_column")
    assert (first.place, second.place) == (-1, -2)


@pytest.mark.parametrize("title", [["办理情况表"], ["办理情况表", "", "", "", ""]])
def test_title_and_who_filled_in_stand_above_a_header_of_any_names(title):
    lines = [
        title,
        ["填报：信访局", None, None, None, "2023年4月6日"],
        ["编号", "来信", "收到", "承办", "处理情况"],
        [1, "停车难", "3月", "区政府", TEXT],
        [2, None, None, "区政府", OTHER],
    ]
    first, second = rows("表.xlsx", workbook({"页": lines}))
    content = json.loads(first.data)
    assert content["text"] == TEXT
    assert content["extra"]["表题"] == "办理情况表\n填报：信访局　2023年4月6日"
    assert content["extra"]["来信"] == "停车难"
    assert json.loads(second.data)["text"] == OTHER


def test_a_table_without_header_loses_no_row():
    found = rows(
        "表.xlsx", workbook({"页": [["甲", None, None], [1, "区", TEXT], [2, "县", OTHER]]})
    )
    assert [json.loads(row.data)["text"] for row in found if hasattr(row, "data")] == [TEXT, OTHER]


def test_dates_numbers_and_truths_of_cells_are_written_as_shown():
    header = ["正文", "日期", "页", "率", "真"]
    book = workbook({"甲": [header, [TEXT, "2021-12-30", 12.0, 0.25, True]]})
    (document,) = documents("表.xlsx", book)
    assert document.metadata.date == "2021-12-30"
    assert document.metadata.extra == {"页": "12", "率": "0.25", "真": "TRUE"}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (workbook({"甲": [["正文"], [TEXT]]})[:-300], "damaged_file"),
        (ods([["正文"], [TEXT]])[:-60], None),
        (workbook({}), "empty_table"),
        (zipped({"[Content_Types].xml": "<x", "xl/workbook.xml": "<x"}), "damaged_table"),
        (
            zipped({"[Content_Types].xml": "", "xl/workbook.xml": b" " * 6_000_000}),
            "table_size",
        ),
    ],
    ids=["cut", "cut ods", "empty", "no workbook", "bomb"],
)
def test_workbooks_that_cannot_be_read_are_told(monkeypatch, data, code):
    monkeypatch.setattr("analysis.ingest.containers.sheets.MAX_UNPACKED", 5_000_000)
    found = rows("表.xlsx", data)
    if found is None:  # not seen as a table any more; the reader of documents says what is wrong
        with pytest.raises(UnreadableFileError):
            read_document("表.xlsx", data)
        return
    assert failures(found) == [code]


def test_a_cell_far_out_ends_in_a_sentence_and_the_next_table_is_read():
    far = workbook({"甲": [["正文"], [TEXT]]})
    sheet = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    far = _with_row(far, sheet)
    (failure,) = rows("表.xlsx", far)
    assert failure.code == "sheet_crashed"  # nobody can tell whether memory was the reason
    assert "或者是内存不够（表格里有一个很远的单元格），或者是文件有缺陷" in failure.message
    assert len(rows("表.xlsx", workbook({"甲": [["正文"], [TEXT]]}))) == 1


def _with_row(book, row):
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    files[name] = files[name].replace(b"</sheetData>", row.encode() + b"</sheetData>")
    return zipped(files)


def test_a_limit_of_rows_is_told_with_the_number_and_nothing_is_cut():
    lines = [[f"标题{n}", TEXT] for n in range(30)]
    data = csv(header=["标题", "正文"], lines=lines).encode()
    assert len(rows("表.csv", data, max_rows=30)) == 30
    (failure,) = rows("表.csv", data, max_rows=29)
    assert failure.code == "table_rows"
    assert "有 31 行（表头在内），超过一个表格 29 篇文档的上限" in failure.message
    book = workbook(
        {"甲": [["正文"], *([TEXT] for _ in range(9))], "乙": [["正文"], [TEXT], [TEXT]]}
    )
    found = rows("表.xlsx", book, max_rows=10)
    assert (len(found), failures(found)) == (10, ["table_rows"])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("文.csv", f"{TEXT}\n{OTHER}\n"),
        ("文.csv", "今天,天气好。\n明天\n后天,也,好\n大后天\n"),
        ("文.txt", f"标题：内容\n{TEXT}"),
        ("文.txt", f"今天, 内容很好\n{TEXT}"),
        ("文.md", "| 标题 | 正文 |\n| --- | --- |\n| 甲 | 乙 |"),
        ("文.txt", "[2021]12号文件印发以来，各级工会认真落实。"),
        ("文.txt", "{一}总体要求"),
        ("文.txt", "[1, 2]"),
        ("文.txt", "[" * 100_000),
    ],
)
def test_prose_is_no_table(name, text):
    assert rows(name, text.encode()) is None


def test_one_column_is_a_table_if_its_header_says_so():
    first, second = documents("文.csv", f"正文\n{TEXT}\n{OTHER}\n".encode())
    assert (first.text, second.text) == (TEXT, OTHER)
    assert first.name == "文 第2行"


def test_fields_of_any_length_and_lone_quotation_marks():
    long = TEXT * 8000
    (document,) = documents("表.csv", f"正文;页\n{long};3\n".encode("gb18030"))
    assert document.text == long
    (failure,) = rows("表.csv", f'标题,正文\n甲,"{TEXT}\n乙,{OTHER}\n'.encode())
    assert (failure.code, "第 2 行" in failure.message) == ("open_quote", True)


@pytest.mark.parametrize("sign", [",", "\t"])
def test_quotation_marks_that_belong_to_no_cell_join_no_rows(sign):
    lines = [["甲", f'"开头{TEXT}'], ["乙", OTHER], ["丙", f'"又一处{TEXT}'], ["丁", OTHER]]
    lines[1:1] = [["戊", f"一{TEXT}"]]
    found = rows("表.csv", csv(sign, ["标题", "正文"], lines).encode())
    assert [json.loads(one.data)["text"] for one in found] == [text for _, text in lines]
    assert [one.name for one in found] == ["甲", "戊", "乙", "丙", "丁"]


def test_rows_in_quotation_marks_that_may_be_one_cell_or_several_are_told():
    lines = [["甲", f'"{TEXT}'], ["乙", OTHER], ["丙", f'{TEXT}"'], ["丁", OTHER]]
    failure, first, second = rows("表.csv", csv(header=["标题", "正文"], lines=lines).encode())
    assert (first.name, second.name) == ("甲", "丁")
    assert failure.code == "merged_rows"
    assert failure.message == (
        "表.csv：有 1 处一对引号里包着几行，而每行单独看也像一篇（第 2—4 行），"
        "按引号并成了一篇；如果不对，请删去这些引号再导入。"
    )
    data = f'标题,正文\n甲,"{TEXT}\n{OTHER}"\n'.encode()
    assert len(rows("表.csv", data)) == 1


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ({"title": "甲", "text": TEXT}, TEXT),
        ({"data": {"article": {"content": [TEXT, OTHER]}, "title": "甲"}}, f"{TEXT}\n{OTHER}"),
        ({"title": "甲", "说明": TEXT}, TEXT),
    ],
)
def test_a_json_object_with_a_text_is_one_document(content, text):
    (file,) = received([("文.json", json.dumps(content).encode())])
    document = read_document(file.name, file.data)
    assert (file.name, document.name, document.text) == ("文.json", "文", text)
    assert document.metadata.title == "甲"


def test_objects_in_objects_and_what_stands_beside_the_list():
    content = {"total": 2, "data": {"items": [{"id": 7, "body": TEXT}, {"id": 8, "body": OTHER}]}}
    first, second = documents("表.json", json.dumps(content).encode())
    assert (first.text, second.text) == (TEXT, OTHER)
    assert first.metadata.extra == {"total": "2", "id": "7"}
    assert first.name == "表 第1条"
    first, second = documents("表.json", json.dumps([TEXT, OTHER]).encode())
    assert second.text == OTHER


def test_halves_of_characters_are_shown_as_damage():
    (document,) = documents("表.json", json.dumps([{"text": TEXT + "\ud800甲"}]).encode())
    assert document.text == f"{TEXT}\ufffd甲"
    assert document.warnings == ("有 1 个字符已损坏，无法还原，显示为 \ufffd。",)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.json", b'{"a": ', "bad_json"),
        ("a.json", b"[1, 2]", "no_objects"),
        ("a.json", b"[]", "no_objects"),
        ("a.json", b"[" * 100_000, "deep_json"),
        ("a.json", b"[" + b"9" * 5000 + b"]", "deep_json"),
        ("a.json", b'{"a":' * 900 + b"1" + b"}" * 900, "no_text_column"),
        ("a.jsonl", b"{\n{\n", "bad_json"),
        ("a.json", "工会".encode(), "bad_json"),
        ("a.json", json.dumps([{f"k{n}": "甲"} for n in range(4000)]).encode(), "table_size"),
        ("a.jsonl", b"\n".join(b'{"k%d": 1}' % n for n in range(4000)), "table_size"),
    ],
)
def test_json_that_cannot_be_read_is_told(name, data, code):
    assert failures(rows(name, data)) == [code]


def test_broken_lines_are_told_by_number_and_the_rest_goes_on():
    lines = [json.dumps({"text": TEXT}), '{"text": ', "", json.dumps({"text": OTHER, "n": None})]
    first, second, failure = rows("表.jsonl", "\n".join(lines).encode())
    assert (first.name, second.name) == ("表 第1行", "表 第4行")
    assert failure.message == (
        "表.jsonl：有 1 行不是正确的 JSON（第 2 行），没有导入，其余照常导入；请改正。"
    )


def test_the_chinese_of_a_translation_memory_is_one_document():
    units = [
        [("en", "Unions"), ("zh-CN", f"<bpt i='1'>&lt;b&gt;</bpt>{TEXT}<ept i='1'/>")],
        [("zh-TW", "工會"), ("zh-CN", f"<hi>{OTHER}</hi>")],
        [("fr", "Syndicats")],
        [("en", "x"), ("zh-TW", "會議結束，請遵照辦理。")],
    ]
    data = memory(units, head='<?xml version="1.0" encoding="UTF-16"?>').encode("utf-16")
    document = read_document("记忆.tmx", data)
    assert document.text == f"{TEXT}\n{OTHER}\n會議結束，請遵照辦理。"
    assert document.warnings[0] == "只读入中文的句段，另有 3 个其他语言的句段没有读入。"
    assert read_document("记忆.txt", memory(units).encode()).text == document.text
    gb = memory(units[:1], head='<?xml version="1.0" encoding="GBK"?>').encode("gbk")
    assert read_document("记忆.tmx", gb).text == TEXT


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE tmx [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">'
    '<!ENTITY x SYSTEM "file:///etc/passwd">]>'
)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (memory([[("en", "x")]]), "no_text"),
        (memory([[("zh", TEXT)]])[:-20], "damaged_file"),
        (memory([[("zh", "&b;&x;")]], head=LAUGHS), "bloated_file"),
        (f"<tmx>{'<tu>' * 50_000}", "damaged_file"),
    ],
)
def test_translation_memories_that_cannot_be_read_are_told(data, code):
    with pytest.raises(UnreadableFileError) as raised:
        read_document("记忆.tmx", data.encode())
    assert raised.value.code == code


@pytest.fixture
def mixed(tmp_path):
    """Tables beside and in zip files, in all formats."""
    book = workbook({"一": [HEADER, *ROWS], "二": [HEADER, *ROWS[:1]]})
    (tmp_path / "表.csv").write_bytes(csv(lines=[*ROWS, ["丙", "", "", ""]]).encode("gb18030"))
    (tmp_path / "表.xlsx").write_bytes(book)
    (tmp_path / "一.json").write_bytes(json.dumps({"text": TEXT}).encode())
    (tmp_path / "文.txt").write_bytes(TEXT.encode())
    inner = zipped({"里.jsonl": "\n".join(json.dumps({"text": t}) for t in (TEXT, OTHER))})
    (tmp_path / "包.zip").write_bytes(zipped({"a/表.xlsx": book, "内.zip": inner, "b.txt": TEXT}))
    return tmp_path


def test_references_stand_for_rows(mixed):
    gathered, referred = list(gather([mixed])), list(refer([mixed]))
    assert len(gathered) == 14
    files = [one for one in gathered if isinstance(one, SourceFile)]
    references = [one for one in referred if isinstance(one, SourceReference)]
    assert [one.path for one in files] == [one.path for one in references]
    assert failures(gathered) == failures(referred) == ["rows_without_text"]
    again = pickle.loads(pickle.dumps(references))  # noqa: S301
    assert list(read_references(again)) == files
    assert list(read_references(again[::-1])) == files[::-1]
    places = {one.path.removeprefix(f"{mixed}/"): one.place[1:] for one in references}
    assert places["包.zip/内.zip/里.jsonl/里 第2行"] == ("1", "0", "-2")
    assert places["表.csv/乙通知"] == ("-2",)
    assert places["一.json"] == ("-1",)
    assert places["文.txt"] == ()


def test_a_table_is_opened_once_for_rows_that_follow_one_another(mixed, monkeypatch):
    references = [
        one
        for one in refer([mixed / "表.xlsx", mixed / "包.zip"])
        if isinstance(one, SourceReference)
    ]
    opened = []
    real = open_table

    def count(name, data, options=DEFAULT_IMPORT):
        opened.append(name)
        return real(name, data, options)

    monkeypatch.setattr("analysis.ingest.containers.opening.open_table", count)
    assert all(isinstance(one, SourceFile) for one in read_references(references))
    assert opened == [str(mixed / "表.xlsx"), "a/表.xlsx", "里.jsonl"]


def test_rows_that_changed_after_they_were_referred_to_are_failures(mixed):
    table = mixed / "表.csv"
    references = [one for one in refer([table]) if isinstance(one, SourceReference)]
    table.write_bytes(csv(lines=[ROWS[0], ["乙通知", TEXT, "", ""]]).encode())
    same, changed = read_references(references)
    assert (same.name, changed.code) == ("甲通知", "changed_file")
    table.write_bytes(TEXT.encode())
    assert failures(read_references(references)) == ["changed_file"] * 2


def test_references_keep_the_column_that_was_chosen(mixed):
    options = ImportOptions(text_column="标题", max_rows=7)
    first, *_ = refer([mixed / "表.csv"], options)
    assert first.options == options
    (file,) = read_references([first])
    assert json.loads(file.data)["text"] == "甲通知"


def test_the_same_text_in_other_formats_is_a_duplicate():
    traditional = "各級工會組織深入基層開展調查研究，推動解決職工群眾的急難愁盼問題。"
    page = f"<html><body><p>{TEXT}</p><p>{OTHER}</p></body></html>"
    read = [
        read_document("文.txt", f"{TEXT}\n{OTHER}".encode()),
        read_document("文.html", page.encode()),
        *documents("表.csv", f'标题,正文\n甲,"{TEXT}\n{OTHER}"\n'.encode("gb18030")),
        read_document("繁.txt", f"{traditional}\n{OTHER}".encode("big5", "ignore")),
    ]
    assert find_duplicates(read[:3])[0] == (-1, 0, 0)
    assert find_duplicates([read[0], read_document("繁.txt", f"{traditional}\n{OTHER}".encode())])[
        0
    ] == (-1, 0)


def test_json_that_is_no_record_is_no_document():
    for data in (b'{"text":"x"}', b'{"text":"x","fields":3,"extra":{}}', b'{"text":"' + b"x" * 9):
        with pytest.raises(UnreadableFileError, match="没有可以成为文档的文字"):
            read_document("a.txt", data)


def test_names_of_columns_are_plain_and_of_known_fields():
    columns = load_columns()
    assert set(columns.fields.values()) <= {name for name in vars(Metadata()) if name != "extra"}
    for name in (*columns.text, *columns.fields):
        assert plain_name(name) == name
    assert not set(columns.text) & columns.fields.keys()
    assert not columns.others & {*columns.text, *columns.fields}


@pytest.mark.parametrize(
    "text",
    [
        "text = 3\n[fields]",
        'text = "正文"\n[fields]',
        "text = [3]\n[fields]",
        'text = ["正文"]\nothers = "编号"\n[fields]',
        'text = ["正文"]\n[fields]\n"标题" = 3',
        'text = ["正文"]',
    ],
)
def test_names_of_columns_that_are_no_lists_are_refused(text):
    with pytest.raises(ResourceError, match=r"tables\.toml"):
        parse_columns(text)


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=5))
def test_what_json_holds_comes_back_as_it_was(pairs):
    content = [{"text": text, "栏": cell} for text, cell in pairs]
    found = rows("表.json", json.dumps(content).encode())
    kept = [(text, cell) for text, cell in pairs if text.strip()]
    records = [json.loads(row.data) for row in found if isinstance(row, Row)]
    assert [one["text"] for one in records] == [text for text, _ in kept]
    assert [one["extra"].get("栏", "") for one in records] == [cell.strip() for _, cell in kept]


SEEDS = [
    ("表.csv", csv().encode()),
    ("表.xlsx", workbook({"甲": [HEADER, *ROWS]})),
    ("表.ods", ods([HEADER, *ROWS])),
    ("表.xls", xls({"甲": [HEADER, *ROWS], "乙": [["数"], [5.0]]})),
    ("表.json", json.dumps([{"text": TEXT, "n": [1, {"a": 2}]}]).encode()),
    ("表.jsonl", b'{"text": "x"}\n{"text": "y"}\n'),
    ("记忆.tmx", memory([[("zh", TEXT), ("en", "x")]]).encode()),
    ("包.zip", zipped({"表.csv": csv(), "b.txt": TEXT})),
]


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(range(len(SEEDS))), st.data())
def test_damage_anywhere_ends_in_documents_or_sentences(seed, data):
    name, content = SEEDS[seed]
    damaged = bytearray(content)
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(damaged) - 1))
        damaged[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
        if not damaged:
            return
    for one in received([(name, bytes(damaged))], DEFAULT_IMPORT):
        if isinstance(one, Failure):
            assert one.message.startswith(one.name)
            continue
        with suppress(UnreadableFileError):
            assert read_document(one.name, one.data).text


def test_old_workbooks_have_sheets_and_numbers_too():
    book = xls({"一": [["正文", "页"], [TEXT, 3.0]], "二": [["正文"], [OTHER]]})
    first, second = rows("旧.xls", book)
    assert json.loads(first.data)["extra"] == {"页": "3"}
    assert (first.name, second.name) == ("旧 一 第2行", "旧 二 第2行")


def test_a_sheet_of_mostly_empty_places_is_refused_at_once():
    far = _with_row(
        workbook({"甲": [["正文"], [TEXT]]}),
        '<row r="1500"><c r="NTP1500" t="inlineStr"><is><t>x</t></is></c></row>',
    )
    assert failures(rows("表.xlsx", far)) == ["sheet_memory"]


def test_a_packed_name_of_a_format_that_is_damaged_is_no_crash():
    data = bytearray(zipped({"mimetype": "application/epub+zip" * 9, "b.txt": TEXT}))
    place = data.index(b"mimetype") + len("mimetype")
    data[place : place + 8] = b"\xff" * 8
    codes = failures(received([("包.zip", bytes(data))]))
    assert codes == ["damaged_member"]


def test_entities_in_sheets_are_not_resolved():
    attack = ods([["正文"], ["&x;"]])
    with zipfile.ZipFile(io.BytesIO(attack)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["content.xml"] = files["content.xml"].replace(
        b'encoding="UTF-8"?>',
        b'encoding="UTF-8"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    )
    found = rows("表.ods", zipped(files))
    assert "root" not in repr(found)


def test_old_workbooks_that_are_none_are_told():
    assert (
        rows("旧.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + struct.pack("<500H", *range(500)))
        is None
    )


def test_the_columns_of_a_table_can_be_looked_at_before():
    book = workbook({"一": [HEADER, *ROWS], "统计": [["项", "数"], ["甲", 5]]})
    assert columns_of("表.xlsx", book) == (
        Columns("一", tuple(HEADER), "正文", 2),
        Columns("统计", ("项", "数"), "", 2),
    )
    found = columns_of("表.csv", csv().encode(), ImportOptions(text_column="标题"))
    assert found == (Columns("", tuple(HEADER), "标题", 2),)
    assert columns_of("文.txt", TEXT.encode()) == columns_of("a.json", b"{") == ()
    assert columns_of("文.json", json.dumps({"text": TEXT}).encode()) == ()


def test_a_large_table_is_opened_once_for_many_jobs(tmp_path, monkeypatch):
    lines = [[f"标题{n}", f"{TEXT}{n}", "", ""] for n in range(60)]
    (tmp_path / "表.csv").write_bytes(csv(lines=lines).encode())
    references = list(refer([tmp_path / "表.csv"]))
    opened = []
    real = open_table

    def count(name, data, options=DEFAULT_IMPORT):
        opened.append(name)
        return real(name, data, options)

    monkeypatch.setattr("analysis.ingest.containers.opening.open_table", count)
    for first in range(0, 60, 10):
        found = list(read_references(references[first : first + 10]))
        assert [json.loads(one.data)["text"] for one in found] == [
            f"{TEXT}{n}" for n in range(first, first + 10)
        ]
    assert len(opened) == 1
    assert [one.name for one in read_references(references[:1])] == ["标题0"]
    assert len(opened) == 2


def test_records_that_nobody_asks_for_are_let_go_of_after_a_while(monkeypatch):
    monkeypatch.setattr(rereading, "HELD", 0.01)
    table = rereading._LastTable()
    data = csv(lines=[[f"标题{n}", TEXT, "", ""] for n in range(9)]).encode()
    assert None not in table.take("表.csv", data, [-1, -4], DEFAULT_IMPORT)
    table._timer.join()
    assert (table._rows, table._key) == ({}, None)
    assert None not in table.take("表.csv", data, range(-1, -10, -1), DEFAULT_IMPORT)
    assert (table._rows, table._timer) == ({}, None)


def test_the_beginning_of_a_large_table_tells_its_encoding_unless_the_rest_differs(monkeypatch):
    monkeypatch.setattr("analysis.ingest.containers.opening.LARGE", 2000)
    line = f"甲,{TEXT}\r\n".encode("gb18030")
    table = "标题,正文\r\n".encode("gb18030") + line * 100
    *_, last = rows("表.csv", table + f"乙,{OTHER}\r\n".encode("gb18030"))
    assert json.loads(last.data)["text"] == OTHER
    *_, last = rows("表.csv", table + f"乙,{OTHER}\r\n".encode())
    assert json.loads(last.data)["text"] == OTHER
