"""Rich text (rtf): control words, groups, and characters in three ways of writing.

A reader of our own: the one library there is takes time that grows with the cube of the fields in
a line, breaks characters at line ends and where their second byte is written plain, and leaves out
footnotes.
"""

from __future__ import annotations

import codecs
import re

from analysis.ingest.decoding.decode import decode
from analysis.ingest.draft import Draft
from analysis.ingest.lines import take_lines
from analysis.ingest.readers.content import Content
from analysis.ingest.readers.properties import property_values, title_hint
from analysis.ingest.readers.rtf_events import RichText
from analysis.ingest.readers.rtf_words import CODE_PAGES
from analysis.ingest.readers.word_lines import gather_lines
from analysis.ingest.refusals import MAX_CHARACTERS, bloated, damaged, too_long, without_text
from analysis.ingest.wrapping import CONTENTS

SAMPLE_BYTES = 20_000

_HIGH = re.compile(rb"(?:\\'[89a-fA-F][0-9a-fA-F](?:\\'[0-9a-fA-F]{2})?|[\x80-\xff][\x40-\xff]?)+")
_CODE_PAGE = re.compile(rb"\\ansicpg(\d{1,5})")


def read(name: str, data: bytes, *, max_characters: int = MAX_CHARACTERS) -> Content:
    """Return the text of a rich text file.

    A row of a table is one line, its cells parted by tabs; of fields the result is kept; notes
    stand at the end, text boxes behind their paragraph; deleted text, headers and comments are left
    out. The entries of a table of contents are removed and recorded.

    Raises
    ------
    UnreadableFileError
        Damaged, without text, or too large.
    """
    reader = RichText(data, _encoding(data), max_characters)
    if not reader.run():
        raise bloated(name)
    if reader.size > max_characters:
        raise too_long(name, reader.size, max_characters)
    body = gather_lines(reader.lines())
    if not body.lines:
        raise without_text(name) if reader.is_closed else damaged(name)
    draft = Draft.of("\n".join(body.lines))
    values = reader.properties
    warnings = () if reader.is_closed else ("文件在中途断开，后面的内容可能缺失。",)
    return Content(
        take_lines(draft, dict.fromkeys(body.contents_rows(), CONTENTS)),
        property_values(values),
        warnings,
        hints=title_hint(values),
    )


def _encoding(data: bytes) -> str:
    """Return the encoding of bytes in fonts that do not say: as stated, else by looking at them."""
    stated = _CODE_PAGE.search(data, 0, 2_000)
    page = int(stated[1]) if stated else 0
    if page in CODE_PAGES:
        return CODE_PAGES[page]
    pieces = [match[0] for match, _ in zip(_HIGH.finditer(data), range(2_000), strict=False)]
    sample = b"\n".join(_plain_bytes(piece) for piece in pieces)[:SAMPLE_BYTES]
    found = decode(sample) if len(sample) >= 8 else None
    encoding = found.encoding if found else f"cp{page or 1252}"
    try:
        codecs.lookup(encoding)
    except LookupError:
        return "gb18030"
    return encoding if not encoding.startswith("utf-16") else "gb18030"


def _plain_bytes(piece: bytes) -> bytes:
    return re.sub(rb"\\'(..)", lambda match: bytes.fromhex(match[1].decode()), piece)
