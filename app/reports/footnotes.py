"""Footnotes in a Word document: python-docx has none, so that their part is written here.

Word numbers them by itself, in the order of the references in the text; the notes of a report have
the same order and are each referred to once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.reports.content import Note
from app.reports.markup import xml_text

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_PART = "/word/footnotes.xml"
_TEXT, _REFERENCE = "footnote text", "footnote reference"
_SEPARATORS = (("separator", -1), ("continuationSeparator", 0))


def add_footnotes(document: Any, notes: Sequence[Note]) -> None:  # noqa: ANN401  library type
    """Add the part that holds the notes, with its styles; references are added by ``refer``."""
    from docx.opc.packuri import PackURI  # noqa: PLC0415
    from docx.opc.part import Part  # noqa: PLC0415
    from lxml import etree  # noqa: PLC0415

    _add_styles(document)
    root = _element("footnotes")
    for kind, number in _SEPARATORS:
        paragraph = _in(_in(root, "footnote", type=kind, id=number), "p")
        _in(_in(paragraph, "r"), kind)
    for note in notes:
        _write(_in(_in(root, "footnote", id=note.number), "p"), note)
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    part = Part(PackURI(_PART), _TYPE, data, document.part.package)
    document.part.relate_to(part, _RELATION)
    _tell_settings(document)


def refer(paragraph: Any, number: int) -> None:  # noqa: ANN401
    """Add the reference to a note at the end of a paragraph."""
    run = _in(paragraph._p, "r")  # noqa: SLF001  the only way in
    _in(_in(run, "rPr"), "rStyle", val=_style_id(_REFERENCE))
    _in(run, "footnoteReference", id=number)


def _write(paragraph: Any, note: Note) -> None:  # noqa: ANN401
    """Write the sentence with the cited figures in bold, then its place."""
    _in(_in(paragraph, "pPr"), "pStyle", val=_style_id(_TEXT))
    mark = _in(paragraph, "r")
    _in(_in(mark, "rPr"), "rStyle", val=_style_id(_REFERENCE))
    _in(mark, "footnoteRef")
    _piece(paragraph, " ")
    at = 0
    for start, end in note.marks:
        _piece(paragraph, note.sentence[at:start])
        _piece(paragraph, note.sentence[start:end], bold=True)
        at = end
    _piece(paragraph, note.sentence[at:])
    _piece(paragraph, f"——{note.place}" if note.sentence else note.place)


def _piece(paragraph: Any, text: str, *, bold: bool = False) -> None:  # noqa: ANN401
    if not text:
        return
    run = _in(paragraph, "r")
    if bold:
        _in(_in(run, "rPr"), "b")
    piece = _in(run, "t")
    piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    piece.text = xml_text(text)


def _add_styles(document: Any) -> None:  # noqa: ANN401
    from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415
    from docx.shared import Pt  # noqa: PLC0415

    text = document.styles.add_style(_TEXT, WD_STYLE_TYPE.PARAGRAPH)
    text.base_style = document.styles["Normal"]
    text.font.size = Pt(9)
    text.paragraph_format.first_line_indent = 0
    text.paragraph_format.space_after = Pt(2)
    text.paragraph_format.line_spacing = 1.0
    reference = document.styles.add_style(_REFERENCE, WD_STYLE_TYPE.CHARACTER)
    reference.font.superscript = True


def _tell_settings(document: Any) -> None:  # noqa: ANN401
    """Name the separators in the settings, where Word looks for them."""
    from docx.oxml.ns import qn  # noqa: PLC0415

    settings = document.settings.element
    properties = _element("footnotePr")
    for _, number in _SEPARATORS:
        _in(properties, "footnote", id=number)
    after = settings.find(qn("w:compat"))
    if after is None:
        settings.append(properties)
    else:
        after.addprevious(properties)


def _style_id(name: str) -> str:
    return name.replace(" ", "")


def _element(name: str) -> Any:  # noqa: ANN401
    from docx.oxml import OxmlElement  # noqa: PLC0415

    return OxmlElement(f"w:{name}")


def _in(parent: Any, name: str, **attributes: object) -> Any:  # noqa: ANN401
    """Add an element of Word's to another, with attributes of Word's."""
    from docx.oxml.ns import qn  # noqa: PLC0415

    child = _element(name)
    for attribute, value in attributes.items():
        child.set(qn(f"w:{attribute}"), str(value))
    parent.append(child)
    return child
