"""A report as a Word document: headings, text with footnotes, tables, charts as pictures."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from app.palette import LIGHT
from app.render.pictures import picture
from app.reports.content import Chart, Paragraph, Report, Section, Table
from app.reports.footnotes import add_footnotes, refer
from app.reports.markup import xml_text
from app.wording.text import text

_BODY, _HEADS = ("Times New Roman", "宋体"), ("Arial", "黑体")
_CENTIMETRES = 16.0
_WIDE_CENTIMETRES = 24.7
_WIDE_COLUMNS = 6
"""Tables with more columns stand on pages that lie on their side."""
_LONG, _SHORT = 26, 6
"""Most and least characters that a column is made for."""


def write(report: Report) -> bytes:
    """Return the report as DOCX."""
    from docx import Document  # noqa: PLC0415  only for this format

    document = Document()
    _set_up(document)
    add_footnotes(document, report.notes)
    document.core_properties.title = xml_text(report.title)
    document.core_properties.author = text("app.name", report.lang)
    document.add_paragraph(xml_text(report.title), style="Title")
    document.add_paragraph(xml_text(report.subtitle), style="Subtitle")
    writer = _Writer(document, report)
    for section in report.sections:
        writer.section(section)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


class _Writer:
    """Writes sections one after the other; counts charts and tables."""

    def __init__(self, document: Any, report: Report) -> None:  # noqa: ANN401  library type
        self.document = document
        self.report = report
        self.numbers = {"chart": 0, "table": 0}

    def section(self, section: Section) -> None:
        """Write a heading and what stands under it."""
        tables = [block for block in section.blocks if isinstance(block, Table)]
        wide = any(len(table.printed.headings) > _WIDE_COLUMNS for table in tables)
        if wide:
            _turn(self.document, lying=True)
        self.document.add_heading(xml_text(section.title), level=section.level)
        for block in section.blocks:
            if isinstance(block, Paragraph):
                self.paragraph(block)
            elif isinstance(block, Table):
                self.table(block, _WIDE_CENTIMETRES if wide else _CENTIMETRES)
            else:
                self.chart(block)
        if wide:
            _turn(self.document, lying=False)

    def paragraph(self, block: Paragraph) -> None:
        """Write text with its footnotes."""
        style = {"body": "Body Text", "item": "List Bullet", "small": "Caption"}[block.kind]
        paragraph = self.document.add_paragraph(style=style)
        for run in block.runs:
            written = paragraph.add_run(xml_text(run.text))
            written.bold = run.strong or None
            for number in run.notes:
                refer(paragraph, number)

    def chart(self, chart: Chart) -> None:
        """Write a chart as a picture, with its caption below."""
        from docx.shared import Cm  # noqa: PLC0415

        data = picture(chart.draw(LIGHT), "png")
        self.document.add_picture(BytesIO(data), width=Cm(_CENTIMETRES))
        shape = self.document.inline_shapes[-1]
        shape._inline.docPr.set("descr", xml_text(chart.title))  # noqa: SLF001  no other way
        self.caption("chart", chart.title, chart.caption)

    def table(self, table: Table, width: float) -> None:
        """Write a table under its caption."""
        self.caption("table", table.title, table.caption, above=True)
        printed = table.printed
        lines = (printed.headings, *printed.rows)
        grid = self.document.add_table(len(lines), len(printed.headings), style="Table Grid")
        grid.autofit = False
        widths = _widths(printed.headings, printed.rows, width)
        for column, size in zip(grid.columns, widths, strict=True):
            column.width = size
        for place, (row, said) in enumerate(zip(grid.rows, lines, strict=True)):
            cells = zip(row.cells, said, printed.numeric, widths, strict=True)
            for cell, one, right, size in cells:
                cell.width = size
                _fill(cell, one, bold=not place, right=right)
        _repeat(grid.rows[0])
        self.document.add_paragraph(style="Caption")

    def caption(self, kind: str, title: str, caption: str, *, above: bool = False) -> None:
        """Write number, title and measure of a chart or table."""
        self.numbers[kind] += 1
        number = text(f"report.{kind}_number", self.report.lang, n=self.numbers[kind])
        paragraph = self.document.add_paragraph(style="Caption")
        paragraph.paragraph_format.keep_with_next = above
        paragraph.add_run(xml_text(f"{number}  {title}")).bold = True
        if caption:
            paragraph.add_run(xml_text(f"  {caption}"))


def _set_up(document: Any) -> None:  # noqa: ANN401
    """Set paper and styles; Chinese letters have a font of their own beside the Latin one."""
    from docx.shared import Cm, Pt, RGBColor  # noqa: PLC0415

    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.5)
    page.top_margin = page.bottom_margin = Cm(2.5)
    ink, muted = (RGBColor.from_string(one.lstrip("#")) for one in (LIGHT.text, LIGHT.muted))
    sizes = {"Normal": 11, "Body Text": 11, "List Bullet": 11, "Caption": 9, "Table Grid": 9}
    heads = {"Title": 20, "Subtitle": 11, "Heading 1": 15, "Heading 2": 12.5}
    for name, size in (sizes | heads).items():
        style = document.styles[name]
        style.font.size = Pt(size)
        style.font.color.rgb = muted if name in {"Caption", "Subtitle"} else ink
        style.font.italic = False
        style.font.bold = name.startswith("Heading") or name == "Title"
        _fonts(style, *(_HEADS if name in heads else _BODY))
    body = document.styles["Body Text"].paragraph_format
    body.first_line_indent, body.line_spacing = Pt(22), 1.5
    document.styles["List Bullet"].paragraph_format.line_spacing = 1.4


def _fonts(style: Any, latin: str, chinese: str) -> None:  # noqa: ANN401
    from docx.oxml.ns import qn  # noqa: PLC0415

    style.font.name = latin
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    fonts.set(qn("w:eastAsia"), chinese)


def _turn(document: Any, *, lying: bool) -> None:  # noqa: ANN401
    """Begin a page that lies on its side, or stands again."""
    from docx.enum.section import WD_ORIENT, WD_SECTION  # noqa: PLC0415

    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE if lying else WD_ORIENT.PORTRAIT
    short, long = sorted((section.page_width, section.page_height))
    section.page_width, section.page_height = (long, short) if lying else (short, long)


def _fill(cell: Any, said: str, *, bold: bool = False, right: bool = False) -> None:  # noqa: ANN401
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
    from docx.shared import Pt  # noqa: PLC0415

    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run(xml_text(said))
    run.font.size = Pt(9)
    run.bold = bold or None


def _repeat(row: Any) -> None:  # noqa: ANN401
    """Have the headings stand on every page that the table reaches."""
    from docx.oxml import OxmlElement  # noqa: PLC0415

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001  no other way


def _widths(
    headings: tuple[str, ...], rows: tuple[tuple[str, ...], ...], width: float
) -> list[Any]:
    """Return the widths of columns by how long their texts are."""
    from docx.shared import Cm  # noqa: PLC0415

    needs = []
    for place, heading in enumerate(headings):
        lengths = [len(heading), *(len(row[place]) for row in rows)]
        needs.append(
            min(max(*lengths, _SHORT - 2) + 2, _LONG) if rows else max(len(heading), _SHORT)
        )
    return [Cm(width * need / sum(needs)) for need in needs]
