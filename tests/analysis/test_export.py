"""Files read back: bytes, types, nulls, and cells that must not run as formulas."""

from __future__ import annotations

import csv
import io
import json

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from analysis.errors import UnknownNameError
from analysis.export import FORMATS, export, records, to_text
from analysis.schema import FACTS, RESULT_TABLES, THEMES, TableSpec

TABLE = THEMES.rows(
    [
        {
            "theme": "=1+1",
            "group": None,
            "n": 3,
            "per_10k_characters": 1 / 3,
            "documents": 2,
            "top_terms": [{"term": "整改", "n": 3}],
        },
        {
            "theme": "基层，“一线”\n第二行",
            "group": "全总",
            "n": 0,
            "per_10k_characters": float("nan"),
            "documents": 0,
            "top_terms": [],
        },
    ]
)
SETTINGS = {"scope": "全部", "themes": ["整改"], "hmm": True}
HEADINGS = {"theme": "主题", "n": "次数"}


def read_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_csv_opens_right_in_excel():
    data = export(TABLE, "csv", headings=HEADINGS)
    assert data.startswith(b"\xef\xbb\xbf")
    heads, first, second = read_csv(data)
    assert heads == ["主题", "group", "次数", "per_10k_characters", "documents", "top_terms"]
    assert first == ["'=1+1", "", "3", repr(1 / 3), "2", '[{"term": "整改", "n": 3}]']
    assert second == ["基层，“一线”\n第二行", "全总", "0", "", "0", "[]"]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_csv_disarms_formulas_in_cells_and_headings(sign: str):
    table = pd.DataFrame({"text": [sign + "cmd"], "n": [-1]})
    heads, cells = read_csv(export(table, "csv", headings={"text": sign + "head"}))
    assert (heads[0], cells) == ("'" + sign + "head", ["'" + sign + "cmd", "-1"])


def test_xlsx_has_raw_numbers_and_a_sheet_of_settings():
    data = export(TABLE, "xlsx", settings=SETTINGS, headings=HEADINGS)
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet, notes = book.worksheets
    assert [cell.value for cell in sheet[1]][:3] == ["主题", "group", "次数"]
    assert [cell.value for cell in sheet[2]][:5] == ["=1+1", None, 3, 1 / 3, 2]
    assert sheet["A2"].data_type == "s"
    assert sheet["D3"].value is None
    assert [[cell.value for cell in row] for row in notes.rows] == [
        ["scope", "全部"],
        ["themes", '["整改"]'],
        ["hmm", True],
    ]


def test_json_keeps_nulls_and_lists():
    first, second = json.loads(export(TABLE, "json"))
    assert (first["group"], first["top_terms"]) == (None, [{"term": "整改", "n": 3}])
    assert second["per_10k_characters"] is None
    both = json.loads(export(TABLE, "json", settings=SETTINGS, headings=HEADINGS))
    assert both["settings"] == SETTINGS
    assert both["rows"][0]["次数"] == 3


def test_jsonl_is_one_object_a_line():
    lines = export(TABLE, "jsonl").decode().splitlines()
    assert [json.loads(line)["n"] for line in lines] == [3, 0]
    assert "NaN" not in "".join(lines)


def test_parquet_keeps_types_and_settings():
    read = parquet.read_table(io.BytesIO(export(TABLE, "parquet", settings=SETTINGS)))
    assert read.column_names == THEMES.names
    assert read["n"].to_pylist() == [3, 0]
    assert read["top_terms"].to_pylist()[0] == [{"term": "整改", "n": 3}]
    assert json.loads(read.schema.metadata[b"wenjian"]) == SETTINGS


@pytest.mark.parametrize("form", sorted(FORMATS))
@pytest.mark.parametrize("spec", RESULT_TABLES, ids=lambda spec: spec.name)
def test_empty_tables_can_be_written(form: str, spec: TableSpec):
    data = export(spec.empty(), form, settings=SETTINGS)
    assert data or form == "jsonl"


def test_unknown_format_lists_the_choices():
    with pytest.raises(UnknownNameError, match="csv、xlsx、json、jsonl、parquet"):
        export(TABLE, "doc")


def test_records_are_plain():
    table = FACTS.empty()
    assert list(records(table)) == []
    (first, _) = records(TABLE)
    assert type(first["n"]) is int
    assert type(first["per_10k_characters"]) is float


def test_text_for_terminals_is_aligned_by_width():
    table = pd.DataFrame({"term": ["工会", "a"], "n": [1, 20], "p": [None, 0.123456789]})
    assert to_text(table) == "term  n   p\n工会  1\na     20  0.123457\n"
    assert to_text(pd.DataFrame({"text": ["整改" * 30]}), width=10).splitlines()[1] == "整改整改…"
    assert to_text(table.head(0)) == "term  n  p\n"


@settings(max_examples=60)
@given(st.lists(st.text(max_size=8), min_size=1, max_size=4))
def test_any_text_survives_csv_and_json(texts: list[str]):
    texts = [text.replace("\0", "") for text in texts]
    texts = [text.encode("utf-8", "ignore").decode() for text in texts]
    table = pd.DataFrame({"text": pd.Series(texts, dtype="str"), "n": range(len(texts))})
    rows = read_csv(export(table, "csv"))[1:]
    armed = ("=", "+", "-", "@", "\t", "\r")
    assert [row[0] for row in rows] == ["'" + t if t.startswith(armed) else t for t in texts]
    assert [row["text"] for row in json.loads(export(table, "json"))] == texts


def test_cells_are_cut_at_a_character_however_long_they_are():
    texts = ["", "abcd", "整改a", "整改ab", "a整改", "ab整改", "整改" * 500_000]
    lines = to_text(pd.DataFrame({"t": texts}), width=5).splitlines()[1:]
    assert lines == ["", "abcd", "整改a", "整改…", "a整改", "ab整…", "整改…"]
