"""Which row of a table names its columns: none is lost for it, and little is repeated."""

import json
import tomllib
from importlib import resources

import pytest

from analysis.ingest.containers.opening import open_table
from analysis.ingest.containers.records import Row
from analysis.lexicon.tables import load_columns
from analysis.schema import Failure, ImportOptions
from tests.analysis.ingest.tables import TEXT, workbook

OTHER = "市总工会召开主席办公会议，传达学习上级文件精神，研究部署下一阶段工作。"


def read(name, data, **options):
    found = list(open_table(name, data, ImportOptions(**options)))
    records = [json.loads(one.data) for one in found if isinstance(one, Row)]
    return records, [one for one in found if isinstance(one, Failure)]


def table(*lines):
    return "".join(",".join(line) + "\n" for line in lines).encode()


def texts(data, name="表.csv"):
    return [record["text"] for record in read(name, data)[0]]


@pytest.mark.parametrize(
    "first",
    [("甲", "短讯一则"), ("甲乙", "短讯"), ("刘某某", "会议通知")],
)
def test_a_short_first_row_like_those_below_is_a_document(first):
    others = [("乙", TEXT), ("丙", OTHER), ("丁丁", TEXT)]
    records, _ = read("表.csv", table(first, *others))
    assert [record["text"] for record in records] == [first[1], TEXT, OTHER, TEXT]
    assert records[0]["extra"] == {"第1列": first[0]}


def test_a_sheet_of_one_column_loses_no_short_first_row():
    assert texts(workbook({"页": [["会议通知"], [TEXT], [OTHER]]}), "表.xlsx") == [
        "会议通知",
        TEXT,
        OTHER,
    ]
    records, _ = read("表.xlsx", workbook({"页": [["处理意见"], [TEXT]]}), text_column="处理意见")
    assert [record["text"] for record in records] == [TEXT]


@pytest.mark.parametrize(
    "header",
    [("号码", "承办", "意见"), ("姓名", "承办", "意见"), ("来信主题", "承办单位名称", "意见")],
)
def test_a_first_row_unlike_those_below_names_the_columns(header):
    numbers = ("1", "2") if header[0] == "号码" else ("张三", "李四")
    data = table(header, (numbers[0], "区政府", TEXT), (numbers[1], "县政府", OTHER))
    records, _ = read("表.csv", data)
    assert [record["text"] for record in records] == [TEXT, OTHER]
    assert records[1]["extra"] == {header[0]: numbers[1], header[1]: "县政府"}


@pytest.mark.parametrize("cells", [("戊", "内容"), ("5", "内容"), ("内容", "戊")])
@pytest.mark.parametrize("above", [(TEXT, OTHER, TEXT, OTHER), ("短讯", "又一则", TEXT, "三")])
def test_a_cell_that_is_called_like_a_column_makes_no_header_of_a_document(cells, above):
    lines = [(name, text) for name, text in zip("甲乙丙丁", above, strict=True)]
    records, failures = read("表.csv", table(*lines, cells, ("己", OTHER * 3), ("庚", TEXT)))
    assert [record["text"] for record in records] == [*above, cells[1], OTHER * 3, TEXT]
    assert not failures
    assert not any("表题" in record["extra"] for record in records)


def test_a_row_below_a_header_of_other_names_is_none_for_one_word():
    records, _ = read("表.csv", table(("编号", "来信"), ("1", "内容"), ("2", TEXT), ("3", OTHER)))
    assert [record["text"] for record in records] == ["内容", TEXT, OTHER]


def test_documents_above_a_header_beyond_doubt_stay_documents():
    lines = [["某某县文件汇总", ""], ["甲", TEXT], ["标题", "正文"], ["乙", OTHER]]
    records, _ = read("表.xlsx", workbook({"页": lines}))
    assert [record["text"] for record in records] == [TEXT, OTHER]
    assert records[0]["fields"] == {"title": "甲"}
    assert records[1]["extra"] == {"表题": "某某县文件汇总"}


def test_what_every_row_would_repeat_is_cut_and_told():
    data = f"{'说明' * 5000}\n标题,正文,{'栏' * 5000}\n".encode() + f"甲,{TEXT},乙\n".encode() * 900
    found = list(open_table("表.csv", data))
    size = sum(len(one.data) for one in found if isinstance(one, Row))
    assert size < 2_000_000
    records, (failure,) = read("表.csv", data)
    assert len(records) == 900
    assert records[5]["extra"] == {"表题": "说明" * 100, "栏" * 60: "乙"}
    assert failure.code == "cut_beside"
    assert failure.message == (
        "表.csv：表头上方有 10000 个字，太长，每篇的“表题”只留前 200 个字；其余照常导入。"
    )


def test_what_stands_beside_a_list_is_cut_and_told():
    beside = {f"说明{n}": "字" * 3000 for n in range(50)}
    content = {"来源": "某县", **beside, "items": [{"text": TEXT, "title": "甲"}] * 500}
    found = list(open_table("表.json", json.dumps(content, ensure_ascii=False).encode()))
    assert sum(len(one.data) for one in found if isinstance(one, Row)) < 500 * 8000
    assert json.loads(found[0 if isinstance(found[0], Row) else 1].data)["text"] == TEXT
    records, (failure,) = read("表.json", json.dumps(content).encode())
    assert records[3]["extra"]["说明0"] == "字" * 200
    assert sum(map(len, records[3]["extra"].values())) <= 2000
    assert (failure.code, len(records)) == ("cut_beside", 500)
    assert "合计 2000 个字" in failure.message


def test_a_day_of_signing_goes_before_one_of_publishing_in_tables_and_pages():
    header = ("标题", "正文", "发布日期", "成文日期")
    records, _ = read("表.csv", table(header, ("甲", TEXT, "2021-12-30", "2021-12-28")))
    assert records[0]["fields"]["date"] == "2021-12-28"
    assert records[0]["extra"] == {"发布日期": "2021-12-30"}
    records, _ = read("表.csv", table(header, ("甲", TEXT, "2021-12-30", "待定")))
    assert records[0]["fields"]["date"] == "2021-12-30"
    assert records[0]["extra"] == {"成文日期": "待定"}


def test_lists_of_labels_agree_on_what_is_a_date():
    folder = resources.files("analysis.resources")
    rules, pages = (
        tomllib.loads((folder / name).read_text("utf-8")) for name in ("residue.toml", "pages.toml")
    )
    in_lines = {
        name
        for rows in rules.values()
        if isinstance(rows, list)
        for row in rows
        if row.get("field") == "date"
        for name in row.get("names", ())
    }
    in_cells = {name for name, field in pages["cells"].items() if field in {"date", "发布日期"}}
    in_tables = {name for name, field in load_columns().fields.items() if field == "date"}
    assert len(in_lines) > 10
    assert in_lines | in_cells <= in_tables
