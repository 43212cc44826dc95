"""PDF files written by hand: characters of a Chinese font at given places, nothing embedded."""

import re
from typing import NamedTuple

WIDTH, HEIGHT = 595, 842
_FONT = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H "
    "/DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light "
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 "
    "/W [1 95 500] >>] >>"
)


class Placed(NamedTuple):
    """A piece of text and where its first character stands."""

    text: str
    left: float
    bottom: float
    size: float = 12


def pdf(pages, *, extra="", trailer="", rotation=0, font=_FONT):
    """Return the bytes of a PDF; ``pages`` are lists of ``Placed``."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        font,
    ]
    for number, page in enumerate(pages):
        content = "\n".join(
            f"BT /F1 {part.size} Tf {_matrix(part, rotation)} Tm "
            f"<{part.text.encode('utf-16-be').hex()}> Tj ET"
            for part in page
        )
        page_object = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Rotate {rotation} "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * number} 0 R >>"
        )
        stream = f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"
        objects += [page_object, stream]
    return assembled([*objects, *([extra] if extra else [])], trailer)


def assembled(objects, trailer=""):
    """Return a PDF of these objects, numbered from 1; the first is the catalog."""
    data, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n"
    end += f"<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{len(data)}\n%%EOF"
    return data + end.encode("latin-1")


def _matrix(part, rotation):
    """Return direction and place of a text on a page that is turned before it is shown."""
    across, up = part.left, part.bottom
    return {
        0: f"1 0 0 1 {across} {up}",
        90: f"0 1 -1 0 {WIDTH - up} {across}",
        180: f"-1 0 0 -1 {WIDTH - across} {HEIGHT - up}",
        270: f"0 -1 1 0 {up} {HEIGHT - across}",
    }[rotation]


def printed(lines, *, columns=30, size=12, indent=2, per_page=20, left=90):
    """Return pages as a printer sets paragraphs: full lines, the first of each set in."""
    rows = [
        (row, indent if n == 0 else 0)
        for line in lines
        for n, row in enumerate(broken(line, columns, indent))
    ]
    return [
        [
            Placed(text, left + shift * size, 560 - 24 * n, size)
            for n, (text, shift) in enumerate(rows[first : first + per_page])
        ]
        for first in range(0, len(rows), per_page)
    ]


def broken(line, columns, indent):
    """Yield the rows of a paragraph; no row begins with a mark that closes, no number is cut."""
    row, used = "", float(indent)
    for piece in re.findall(r"[“（]*(?:[!-~]+|[^“（])[，。、；：？”）%]*", line):
        size = sum(0.5 if c.isascii() else 1 for c in piece)
        if used + size > columns:
            yield row
            row, used = "", 0.0
        row, used = row + piece, used + size
    yield row
