"""A report as an archive: every table as CSV, every chart as PNG and SVG, settings, a read-me."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pandas as pd

from analysis.export import to_csv
from app.charts.titled import titled
from app.palette import LIGHT
from app.render.file_names import safe_name
from app.render.pictures import picture
from app.reports.content import Chart, Paragraph, Report
from app.wording.text import text

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""Time of every file inside: the same report gives the same bytes."""
SETTINGS = "settings.toml"
CORRECTIONS = "corrections.json"


def write(report: Report) -> bytes:
    """Return the report as ZIP."""
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as archive:
        for name, content in _files(report):
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return data.getvalue()


def _files(report: Report) -> Iterator[tuple[str, bytes]]:
    yield text("report.zip.readme", report.lang), _readme(report).encode("utf-8-sig")
    yield SETTINGS, report.settings.encode("utf-8")
    if report.corrections:
        yield CORRECTIONS, report.corrections.encode("utf-8")
    tables = text("report.zip.tables", report.lang)
    for place, table in enumerate(report.tables(), start=1):
        name = f"{tables}/{place:02d} {safe_name(table.title)}.csv"
        yield name, to_csv(table.data, headings=dict(table.headings))
    if report.notes:
        title = text("report.notes.title", report.lang)
        yield f"{tables}/{safe_name(title)}.csv", _notes(report)
    charts = text("report.zip.charts", report.lang)
    for place, chart in enumerate(report.charts(), start=1):
        figure = _titled(report, chart)
        for form in ("png", "svg"):
            name = f"{charts}/{place:02d} {safe_name(chart.title)}.{form}"
            yield name, picture(figure, form)


def _titled(report: Report, chart: Chart):  # noqa: ANN202  a figure
    return titled(
        chart.draw(LIGHT),
        title=chart.title,
        caption=chart.caption,
        note=report.subtitle,
        palette=LIGHT,
    )


def _notes(report: Report) -> bytes:
    heads = {field: text(f"report.notes.{field}", report.lang) for field in _NOTE_FIELDS}
    rows = [(note.number, note.sentence, note.place) for note in report.notes]
    return to_csv(pd.DataFrame(rows, columns=list(_NOTE_FIELDS)), headings=heads)


_NOTE_FIELDS = ("number", "sentence", "place")


def _readme(report: Report) -> str:
    """Return what the numbers depend on, and the text of the report with its notes."""
    lines = [report.title, report.subtitle, ""]
    lines += [f"{name}：{value}" for name, value in report.about.items()]
    for section in report.sections:
        lines += ["", f"{'#' * section.level} {section.title}"]
        lines += [_said(block) for block in section.blocks if isinstance(block, Paragraph)]
    lines += ["", *(f"[{note.number}] {note.sentence} {note.place}" for note in report.notes)]
    return "\r\n".join(lines) + "\r\n"


def _said(paragraph: Paragraph) -> str:
    return "".join(
        run.text + "".join(f"[{number}]" for number in run.notes) for run in paragraph.runs
    )
