"""A result table as a workbook with a chart that Excel draws itself and people can change.

Sheets: the data (headings as on the screen, numbers not rounded), the chart where the table has
one, and what the numbers depend on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from types import MappingProxyType
from typing import Any

import pandas as pd

from analysis.export import CELL_CHARACTERS, plain
from analysis.schema import TableSpec
from app.palette import LIGHT
from app.wording.headings import heading
from app.wording.text import Lang, text

BARS = 20
"""Rows that the chart shows; all are in the data."""
SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
"""How every workbook is opened: words of documents are never formulas or links."""
_WIDEST, _NARROWEST = 60, 8


@dataclass(frozen=True)
class NativeChart:
    """Which columns Excel draws: ``names`` along the axis, one series a column of ``values``."""

    names: str
    values: tuple[str, ...]
    stacked: bool = False


NATIVE: Mapping[str, NativeChart] = MappingProxyType(
    {
        "frequency": NativeChart("term", ("n_word", "n_inside"), stacked=True),
        "breakdown": NativeChart("token", ("n",)),
        "themes": NativeChart("theme", ("per_10k_characters",)),
        "organisations": NativeChart("canonical", ("mentions",)),
        "fact_shares": NativeChart("organisation", ("figures",)),
        "facts": NativeChart("noun", ("value",)),
        "keyness": NativeChart("term", ("score",)),
        "collocates": NativeChart("term", ("n_together",)),
        "shared": NativeChart("text", ("length",)),
    }
)
"""By the name of the table's spec; other tables have no chart."""
GROUPED = "group"


def workbook(
    table: pd.DataFrame,
    spec: TableSpec,
    *,
    lang: Lang,
    about: Mapping[str, object],
) -> bytes:
    """Return the table as XLSX.

    Parameters
    ----------
    table
        A table of ``spec``; names and codes may stand in it as people read them.
    about
        What the numbers depend on, in the order to write; the first is the title of the chart.
    """
    import xlsxwriter  # noqa: PLC0415  only for this format

    shown = {str(name): [plain(value) for value in table[name].tolist()] for name in table}
    data = BytesIO()
    with xlsxwriter.Workbook(data, SAFE) as book:
        sheet = book.add_worksheet(text("export.sheet.data", lang))
        write_table(book, sheet, shown, [heading(spec.name, field, lang) for field in shown])
        _draw(book, shown, spec, lang, title=str(next(iter(about.values()), "")))
        notes = book.add_worksheet(text("export.sheet.about", lang))
        notes.set_column(0, 0, 18)
        notes.set_column(1, 1, 80)
        for row, (name, value) in enumerate(about.items()):
            notes.write_row(row, 0, [name, cell_of(value)])
    return data.getvalue()


def write_table(
    book: Any,  # noqa: ANN401  xlsxwriter has no types
    sheet: Any,  # noqa: ANN401
    columns: Mapping[str, Sequence[object]],
    headings: Sequence[str],
) -> None:
    """Write headings and columns of plain values to a sheet, with filters and fitting widths."""
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, headings, book.add_format({"bold": True, "bottom": 1}))
    for place, (values, head) in enumerate(zip(columns.values(), headings, strict=True)):
        cells = [cell_of(value) for value in values]
        sheet.write_column(1, place, cells)
        widest = max([len(head) * 2, *(_width(cell) for cell in cells[:200])])
        sheet.set_column(place, place, min(max(widest + 2, _NARROWEST), _WIDEST))
    if columns and len(next(iter(columns.values()))):
        sheet.autofilter(0, 0, len(next(iter(columns.values()))), len(columns) - 1)


def _draw(
    book: Any,  # noqa: ANN401
    columns: Mapping[str, Sequence[object]],
    spec: TableSpec,
    lang: Lang,
    *,
    title: str,
) -> None:
    """Add a sheet with a native bar chart over the cells of the data, the first row on top."""
    native = NATIVE.get(spec.name)
    rows = len(next(iter(columns.values()), []))
    if native is None or not rows:
        return
    fields = list(columns)
    last = min(rows, BARS)
    chart = book.add_chart({"type": "bar", **({"subtype": "stacked"} if native.stacked else {})})
    sheet = text("export.sheet.data", lang)
    label = fields.index(native.names)
    grouped = GROUPED in fields and len(set(columns[GROUPED])) > 1
    ends = sorted((label, fields.index(GROUPED) if grouped else label))
    fills = (LIGHT.data, LIGHT.data_pale) if native.stacked else (LIGHT.data,)
    for field, fill in zip(native.values, fills, strict=False):
        place = fields.index(field)
        chart.add_series(
            {
                "name": heading(spec.name, field, lang),
                "categories": [sheet, 1, ends[0], last, ends[1]],
                "values": [sheet, 1, place, last, place],
                "fill": {"color": fill},
                "border": {"color": LIGHT.data, "width": 0.75},
                "data_labels": {"value": True},
                "gap": 40,
            }
        )
    chart.set_title({"name": title, "overlay": False, "name_font": {"size": 12}})
    chart.set_y_axis({"reverse": True, "major_gridlines": {"visible": False}})
    chart.set_x_axis({"major_gridlines": {"visible": True, "line": {"color": LIGHT.border}}})
    chart.set_legend({"position": "bottom"} if len(native.values) > 1 else {"none": True})
    chart.set_size({"width": 760, "height": 90 + 24 * last})
    book.add_worksheet(text("export.sheet.chart", lang)).insert_chart("B2", chart)


def cell_of(value: object) -> str | float | bool | None:
    """Return a value as a cell holds it: numbers as they are, all else as one line of text."""
    if value is None or isinstance(value, (bool, int, float)):
        return value
    return _line(value)[:CELL_CHARACTERS]


def _line(value: object) -> str:
    """Return a value as one line of text; lists as their pieces."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return " ".join(_line(part) for part in value.values())
    if isinstance(value, (list, tuple)):
        return "、".join(_line(part) for part in value)
    return str(value)


def _width(cell: object) -> int:
    return sum(2 if ord(character) > 0x2E80 else 1 for character in str(cell or ""))
