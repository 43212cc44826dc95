"""A report as slides with charts that PowerPoint draws itself and people can change."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from app.palette import LIGHT
from app.reports.content import Bars, Paragraph, Report, Section, Table
from app.reports.markup import xml_text
from app.wording.text import text

_WIDE, _HIGH = 13.333, 7.5
_LEFT, _TOP, _BOTTOM = 0.6, 1.35, 0.5
"""Inches."""
_ROWS = 17
"""Rows of a table that a slide shows; the others follow on further slides."""
_SLIDES = 4
"""Slides that one table fills at most; the workbook has all of it."""
_CHARACTERS = 420
"""Characters of text that a slide holds."""
_SKIPPED = frozenset({"ledger", "quotes"})
"""Parts too long for slides; their sentences stand in the notes of the slides that cite them."""
_CHINESE, _LATIN = "微软雅黑", "Arial"
_EAST_ASIAN = re.compile(rb'<a:ea typeface="[^"]*"')
_LATIN_FACE = re.compile(rb'<a:latin typeface="[^"]*"')


def write(report: Report) -> bytes:
    """Return the report as PPTX."""
    from pptx import Presentation  # noqa: PLC0415  only for this format
    from pptx.util import Inches  # noqa: PLC0415

    show = Presentation()
    show.slide_width, show.slide_height = Inches(_WIDE), Inches(_HIGH)
    _set_fonts(show)
    show.core_properties.title = xml_text(report.title)
    _cover(show, report)
    for section in report.sections:
        if section.part not in _SKIPPED:
            _section(show, report, section)
    target = BytesIO()
    show.save(target)
    return target.getvalue()


def _cover(show: Any, report: Report) -> None:  # noqa: ANN401  library types
    slide = show.slides.add_slide(show.slide_layouts[6])
    _write(slide, [report.title], (0.9, 2.5, _WIDE - 1.8, 1.6), size=34, bold=True)
    _write(slide, [report.subtitle], (0.9, 4.2, _WIDE - 1.8, 0.6), size=16, muted=True)


def _section(show: Any, report: Report, section: Section) -> None:  # noqa: ANN401
    paragraphs = [block for block in section.blocks if isinstance(block, Paragraph)]
    if all(paragraph.kind == "small" for paragraph in paragraphs):
        paragraphs = []  # how a table is counted: its caption says so, and so does 方法
    for page in _pages(paragraphs):
        _text_slide(show, report, section.title, page)
    for table in section.blocks:
        if isinstance(table, Table):
            if table.bars is not None and len(table.data):
                _chart_slide(show, table, table.bars)
            _table_slides(show, report, table)


def _pages(paragraphs: Sequence[Paragraph]) -> list[list[Paragraph]]:
    """Divide paragraphs into slides."""
    pages: list[list[Paragraph]] = []
    used = 0
    for paragraph in paragraphs:
        size = len(paragraph.text) + 20
        if not pages or used + size > _CHARACTERS:
            pages.append([])
            used = 0
        pages[-1].append(paragraph)
        used += size
    return pages


def _text_slide(show: Any, report: Report, title: str, page: Sequence[Paragraph]) -> None:  # noqa: ANN401
    """Write paragraphs with the numbers of their notes; the notes of the slide quote them."""
    slide = _slide(show, title)
    lines = [
        "".join(run.text + "".join(f"[{number}]" for number in run.notes) for run in one.runs)
        for one in page
    ]
    longest = sum(map(len, lines))
    size = 20 if longest < 180 else 17 if longest < 320 else 14
    box = (_LEFT, _TOP, _WIDE - 2 * _LEFT, _HIGH - _TOP - _BOTTOM)
    _write(slide, lines, box, size=size)
    numbers = [number for one in page for run in one.runs for number in run.notes]
    if numbers:
        quoted = (report.note(number) for number in numbers)
        slide.notes_slide.notes_text_frame.text = "\n".join(
            xml_text(f"[{note.number}] {note.sentence}——{note.place}") for note in quoted
        )


def _chart_slide(show: Any, table: Table, bars: Bars) -> None:  # noqa: ANN401
    """Draw a native bar chart of the first rows, the first on top."""
    from pptx.chart.data import CategoryChartData  # noqa: PLC0415
    from pptx.enum.chart import XL_CHART_TYPE  # noqa: PLC0415
    from pptx.util import Inches  # noqa: PLC0415

    rows = table.data.head(bars.limit)
    data = CategoryChartData()
    data.categories = [xml_text(str(name)) for name in rows[bars.names]]
    for field in bars.values:
        values = [None if math.isnan(value) else value for value in rows[field].tolist()]
        data.add_series(xml_text(table.headings[field]), values)
    kind = XL_CHART_TYPE.BAR_STACKED if bars.stacked else XL_CHART_TYPE.BAR_CLUSTERED
    slide = _slide(show, table.title, table.caption)
    size = (Inches(_WIDE - 2 * _LEFT), Inches(_HIGH - _TOP - _BOTTOM))
    frame = slide.shapes.add_chart(kind, Inches(_LEFT), Inches(_TOP), *size, data)
    _style_chart(frame.chart, bars, counts=all(_whole(rows[field]) for field in bars.values))


def _style_chart(chart: Any, bars: Bars, *, counts: bool) -> None:  # noqa: ANN401
    from pptx.dml.color import RGBColor  # noqa: PLC0415
    from pptx.enum.chart import XL_LEGEND_POSITION  # noqa: PLC0415
    from pptx.util import Pt  # noqa: PLC0415

    chart.font.size = Pt(12)
    chart.has_title = False
    chart.has_legend = len(bars.values) > 1
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
    chart.category_axis.reverse_order = True
    chart.category_axis.format.line.color.rgb = _colour(LIGHT.border)
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    plot = chart.plots[0]
    plot.gap_width = 45
    plot.has_data_labels = True
    plot.data_labels.font.size = Pt(10)
    plot.data_labels.number_format = "#,##0" if counts else "#,##0.0"
    plot.data_labels.number_format_is_linked = False
    for series, colour in zip(plot.series, bars.colours, strict=True):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = RGBColor.from_string(colour.lstrip("#"))


def _table_slides(show: Any, report: Report, table: Table) -> None:  # noqa: ANN401
    rows = table.printed.rows
    parts = [rows[at : at + _ROWS] for at in range(0, len(rows), _ROWS)]
    for part in parts[:_SLIDES]:
        slide = _slide(show, table.title, table.caption)
        _table(slide, table, part)
    if len(parts) > _SLIDES:
        said = text("report.cut", report.lang, k=_ROWS * _SLIDES, n=len(rows))
        _write(slide, [said], (_LEFT, _HIGH - 0.45, 9, 0.35), size=11, muted=True)


def _table(slide: Any, table: Table, rows: Sequence[Sequence[str]]) -> None:  # noqa: ANN401
    from pptx.util import Inches  # noqa: PLC0415

    heads, width = table.printed.headings, _WIDE - 2 * _LEFT
    lines = (heads, *rows)
    height = min(0.31 * len(lines), _HIGH - _TOP - _BOTTOM)
    place = (Inches(_LEFT), Inches(_TOP), Inches(width), Inches(height))
    grid = slide.shapes.add_table(len(lines), len(heads), *place).table
    needs = [min(max(4, *(len(line[k]) for line in lines)), 40) for k in range(len(heads))]
    for column, need in zip(grid.columns, needs, strict=True):
        column.width = Inches(width * need / sum(needs))
    for at, line in enumerate(lines):
        for place_across, said in enumerate(line):
            right = table.printed.numeric[place_across]
            _cell(grid.cell(at, place_across), said, head=at == 0, right=right)


def _cell(cell: Any, said: str, *, head: bool, right: bool) -> None:  # noqa: ANN401
    from pptx.enum.text import PP_ALIGN  # noqa: PLC0415
    from pptx.util import Inches, Pt  # noqa: PLC0415

    cell.margin_top = cell.margin_bottom = Inches(0.03)
    cell.fill.solid()
    cell.fill.fore_color.rgb = _colour(LIGHT.chip if head else LIGHT.background)
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text = xml_text(said)
    run.font.size, run.font.bold = Pt(11), head
    run.font.color.rgb = _colour(LIGHT.text)


def _slide(show: Any, title: str, caption: str = "") -> Any:  # noqa: ANN401
    """Return a slide with a title, which readers of outlines find, and a caption under it."""
    from pptx.util import Inches, Pt  # noqa: PLC0415

    slide = show.slides.add_slide(show.slide_layouts[5])
    head = slide.shapes.title
    head.left, head.top = Inches(_LEFT), Inches(0.3)
    head.width, head.height = Inches(_WIDE - 2 * _LEFT), Inches(0.65)
    head.text_frame.text = xml_text(title)
    paragraph = head.text_frame.paragraphs[0]
    paragraph.font.size, paragraph.font.bold = Pt(24), True
    paragraph.font.color.rgb = _colour(LIGHT.text)
    from pptx.enum.text import PP_ALIGN  # noqa: PLC0415

    paragraph.alignment = PP_ALIGN.LEFT
    if caption:
        _write(slide, [caption], (_LEFT, 0.92, _WIDE - 2 * _LEFT, 0.35), size=12, muted=True)
    return slide


def _write(
    slide: Any,  # noqa: ANN401
    lines: Sequence[str],
    box: tuple[float, float, float, float],
    *,
    size: int,
    bold: bool = False,
    muted: bool = False,
) -> None:
    """Write lines into a box, inches from the left and top, width and height."""
    from pptx.util import Inches, Pt  # noqa: PLC0415

    frame = slide.shapes.add_textbox(*(Inches(side) for side in box)).text_frame
    frame.word_wrap = True
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if not place else frame.add_paragraph()
        paragraph.space_after = Pt(8)
        run = paragraph.add_run()
        run.text = xml_text(line)
        run.font.size, run.font.bold = Pt(size), bold
        run.font.color.rgb = _colour(LIGHT.muted if muted else LIGHT.text)


def _set_fonts(show: Any) -> None:  # noqa: ANN401
    """Give the theme a Chinese font beside the Latin one."""
    from pptx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415

    theme = show.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    chinese = f'<a:ea typeface="{_CHINESE}"'.encode()
    latin = f'<a:latin typeface="{_LATIN}"'.encode()
    theme._blob = _LATIN_FACE.sub(latin, _EAST_ASIAN.sub(chinese, theme.blob))  # noqa: SLF001


def _colour(written: str) -> Any:  # noqa: ANN401
    from pptx.dml.color import RGBColor  # noqa: PLC0415

    return RGBColor.from_string(written.lstrip("#"))


def _whole(values: Any) -> bool:  # noqa: ANN401
    return str(values.dtype).startswith("int")
