"""Tables made for tests: workbooks, sheets by hand, translation memories."""

from __future__ import annotations

import io
import struct
import zipfile
from itertools import accumulate

import xlsxwriter

from tests.analysis.ingest.readers.olefiles import ole

TEXT = "各级工会组织深入基层开展调查研究，推动解决职工群众的急难愁盼问题。"
ODS = "application/vnd.oasis.opendocument.spreadsheet"


def workbook(sheets, *, hidden=()):
    """Return an xlsx file; ``sheets``: rows by name, ``None`` for a cell that is not there."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        if name in hidden:
            sheet.hide()
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if cell is not None:
                    sheet.write(row, column, cell)
    book.close()
    return buffer.getvalue()


def zipped(files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def ods(rows):
    """Return an OpenDocument file with one sheet of texts."""
    lines = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p>'
            "</table:table-cell>"
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
        f'<office:body><office:spreadsheet><table:table table:name="甲">{lines}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    return zipped({"mimetype": ODS, "content.xml": content, "META-INF/manifest.xml": manifest})


def memory(units, *, head='<?xml version="1.0" encoding="UTF-8"?>'):
    """Return a translation memory; ``units``: (language, segment as markup) pairs of each unit."""
    inner = "".join(
        "<tu>"
        + "".join(f'<tuv xml:lang="{lang}"><seg>{text}</seg></tuv>' for lang, text in unit)
        + "</tu>"
        for unit in units
    )
    return f'{head}<tmx version="1.4"><header srclang="zh"/><body>{inner}</body></tmx>'


def xls(sheets):
    """Return a workbook of Excel 97 (BIFF8 in a compound file); ``sheets``: rows by name."""
    streams = [_sheet(rows) for rows in sheets.values()]
    names = [struct.pack("<BB", len(name), 1) + name.encode("utf-16-le") for name in sheets]
    start = len(_workbook([0] * len(names), names))
    places = list(accumulate([start, *map(len, streams[:-1])]))
    return ole({"Workbook": _workbook(places, names) + b"".join(streams)})


def _workbook(places, names):
    listed = (
        _record(0x85, struct.pack("<IBB", place, 0, 0) + name)
        for place, name in zip(places, names, strict=True)
    )
    return _begin(5) + _record(0x42, struct.pack("<H", 1200)) + b"".join(listed) + _record(0x0A)


def _sheet(rows):
    width = max(map(len, rows), default=0)
    cells = (
        _cell(row, column, cell)
        for row, line in enumerate(rows)
        for column, cell in enumerate(line)
    )
    size = _record(0x200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
    return _begin(0x10) + size + b"".join(cells) + _record(0x0A)


def _begin(kind):
    return _record(0x809, struct.pack("<HHHHII", 0x600, kind, 0, 1997, 0, 6))


def _cell(row, column, cell):
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(cell, float):
        return _record(0x203, place + struct.pack("<d", cell))
    return _record(0x204, place + struct.pack("<HB", len(cell), 1) + cell.encode("utf-16-le"))


def _record(number, data=b""):
    return struct.pack("<HH", number, len(data)) + data
