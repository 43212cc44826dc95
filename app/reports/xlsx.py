"""A report as a workbook: one sheet a table with Excel's own charts, the notes, the settings."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any

import pandas as pd

from analysis.export import SHEET_ROWS, plain
from app.palette import LIGHT
from app.render.workbooks import SAFE, cell_of, write_table
from app.reports.content import Bars, Report, Table
from app.wording.text import text

_UNSAFE = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_LONGEST_NAME = 31
_SETTINGS_WIDTH = 100


def write(report: Report) -> bytes:
    """Return the report as XLSX; numbers are not rounded and tables not cut."""
    import xlsxwriter  # noqa: PLC0415  only for this format

    data = BytesIO()
    with xlsxwriter.Workbook(data, SAFE) as book:
        book.set_properties({"title": report.title})
        names = _Names()
        for table in report.tables():
            _sheet(book, names.unused(table.title), table)
        if report.notes:
            _notes(book, names.unused(text("report.notes.title", report.lang)), report)
        about = book.add_worksheet(names.unused(text("export.sheet.about", report.lang)))
        _pairs(about, {report.title: report.subtitle, **report.about})
        settings = book.add_worksheet(names.unused(text("report.sheet.settings", report.lang)))
        settings.set_column(0, 0, _SETTINGS_WIDTH)
        lines = report.settings.splitlines() or [text("report.settings.default", report.lang)]
        settings.write_column(0, 0, [cell_of(line) for line in lines])
    return data.getvalue()


class _Names:
    """Names of sheets, which Excel wants short, without some signs, and each once."""

    def __init__(self) -> None:
        self.used: set[str] = set()

    def unused(self, title: str) -> str:
        """Return a name for a sheet that no other has."""
        base = " ".join(title.translate(_UNSAFE).split())[:_LONGEST_NAME] or "-"
        name, number = base, 1
        while name.lower() in self.used:
            number += 1
            name = f"{base[: _LONGEST_NAME - 4]} {number}"
        self.used.add(name.lower())
        return name


def _sheet(book: Any, name: str, table: Table) -> None:  # noqa: ANN401  xlsxwriter has no types
    sheet = book.add_worksheet(name)
    rows = table.data.head(SHEET_ROWS - 1)
    columns = {str(field): [plain(v) for v in rows[field].tolist()] for field in rows}
    write_table(book, sheet, columns, [table.headings[field] for field in columns])
    if table.bars is not None and len(rows):
        chart = _chart(book, name, table, table.bars)
        sheet.insert_chart(1, len(columns) + 1, chart)


def _chart(book: Any, name: str, table: Table, bars: Bars) -> Any:  # noqa: ANN401
    """Return a bar chart over the cells of a sheet, the first row on top."""
    fields = [str(field) for field in table.data]
    last = min(len(table.data), bars.limit)
    label = fields.index(bars.names)
    chart = book.add_chart({"type": "bar", **({"subtype": "stacked"} if bars.stacked else {})})
    for field, colour in zip(bars.values, bars.colours, strict=True):
        place = fields.index(field)
        chart.add_series(
            {
                "name": table.headings[field],
                "categories": [name, 1, label, last, label],
                "values": [name, 1, place, last, place],
                "fill": {"color": colour},
                "border": {"color": LIGHT.data, "width": 0.75},
                "gap": 50,
            }
        )
    chart.set_title({"name": table.title, "overlay": False, "name_font": {"size": 12}})
    chart.set_y_axis({"reverse": True, "major_gridlines": {"visible": False}})
    chart.set_x_axis({"major_gridlines": {"visible": True, "line": {"color": LIGHT.border}}})
    chart.set_legend({"position": "bottom"} if len(bars.values) > 1 else {"none": True})
    chart.set_size({"width": 720, "height": 110 + 22 * last * (1 if bars.stacked else 1.3)})
    return chart


def _notes(book: Any, name: str, report: Report) -> None:  # noqa: ANN401
    table = pd.DataFrame(
        [(note.number, note.sentence, note.place) for note in report.notes],
        columns=["number", "sentence", "place"],
    )
    columns = {str(field): table[field].tolist() for field in table}
    heads = [text(f"report.notes.{field}", report.lang) for field in columns]
    write_table(book, book.add_worksheet(name), columns, heads)


def _pairs(sheet: Any, values: Mapping[str, str]) -> None:  # noqa: ANN401
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)
    for row, (name, value) in enumerate(values.items()):
        sheet.write_row(row, 0, [cell_of(name), cell_of(value)])
