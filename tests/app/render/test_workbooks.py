import zipfile
from io import BytesIO

import pytest
from openpyxl import load_workbook

from analysis.schema import FREQUENCY, RESULT_TABLES, THEMES
from app.render.workbooks import NATIVE, workbook
from tests.app.charts.tables import frequency, themes

ABOUT = {"标题": "词频前 20", "口径": "单独成词 / 合计", "日期": "2026-11-23"}
TABLE = frequency(("=1+1", 15, 56), ("整改", 24, 26))


def opened(table=TABLE, spec=FREQUENCY, lang="zh"):
    data = workbook(table, spec, lang=lang, about=ABOUT)
    return load_workbook(BytesIO(data)), zipfile.ZipFile(BytesIO(data))


def test_data_has_headings_and_numbers_as_they_are():
    book, _ = opened()
    rows = [[cell.value for cell in row] for row in book["数据"].iter_rows()]
    assert rows[0][:5] == ["词", "分组", "单独成词", "合计", "词内"]
    assert rows[2][0] == "整改"
    assert rows[2][2:5] == [24, 26, 2]
    assert rows[2][rows[0].index("每万词")] == 48.0


def test_words_are_never_formulas():
    book, _ = opened()
    cell = book["数据"]["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_chart_is_excels_own_over_the_cells_of_the_data():
    _, parts = opened()
    chart = parts.read("xl/charts/chart1.xml").decode("utf-8")
    assert "<c:f>数据!$A$2:$A$3</c:f>" in chart
    assert "<c:f>数据!$C$2:$C$3</c:f>" in chart
    assert "<c:f>数据!$E$2:$E$3</c:f>" in chart
    assert 'c:grouping val="stacked"' in chart
    assert "词频前 20" in chart


def test_groups_stand_beside_the_names_on_the_axis():
    table = themes(("整改", "全总", 1, 2.5), ("整改", "团中央", 2, 5.0))
    _, parts = opened(table, THEMES)
    chart = parts.read("xl/charts/chart1.xml").decode("utf-8")
    assert "<c:f>数据!$A$2:$B$3</c:f>" in chart


def test_about_says_what_the_numbers_depend_on():
    book, _ = opened(lang="en")
    assert book.sheetnames == ["Data", "Chart", "About"]
    assert [[cell.value for cell in row] for row in book["About"].iter_rows()] == [
        ["标题", "词频前 20"],
        ["口径", "单独成词 / 合计"],
        ["日期", "2026-11-23"],
    ]


def test_lists_are_one_line():
    table = themes(("整改", "", 1, 2.5))
    table["top_terms"] = [[{"term": "整改", "n": 1}, {"term": "整治", "n": 0}]]
    book, _ = opened(table, THEMES)
    assert [cell.value for cell in book["数据"][2]][-1] == "整改 1、整治 0"


@pytest.mark.parametrize("spec", RESULT_TABLES, ids=lambda spec: spec.name)
def test_every_table_can_be_written_also_without_rows(spec):
    book, _ = opened(spec.empty(), spec)
    assert book.sheetnames == ["数据", "口径"]
    assert book["数据"].max_column == len(spec.names)


def test_native_charts_name_columns_that_exist():
    specs = {spec.name: spec for spec in RESULT_TABLES}
    for name, native in NATIVE.items():
        if name in specs:
            assert {native.names, *native.values} <= set(specs[name].names), name
