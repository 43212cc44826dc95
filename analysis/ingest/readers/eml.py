"""Mail (eml), and pages that were saved as mail is written (mht).

The structure is parsed by the standard library, but without its policy for headers and bodies: that
decodes strictly by the labels, and labels of Chinese mail lie.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from email.utils import parseaddr, parsedate_to_datetime
from itertools import pairwise
from typing import NamedTuple

from analysis.ingest.cautions import decoding_warnings
from analysis.ingest.characters import unify_lines
from analysis.ingest.decoding.decode import Decoded, decode
from analysis.ingest.fold import count_han
from analysis.ingest.readers import fragment, page, plain
from analysis.ingest.readers.content import Content
from analysis.ingest.refusals import damaged, without_text
from analysis.lexicon.encodings import known_encoding

MAX_NAMED = 10
"""Attachments that a warning names."""
FORWARDED = "转发的邮件.eml"
"""What mail in mail is called where it has no name."""
FULLER = 3
"""Times as many Chinese characters as the plain form that make the page the mail."""
SURE_BYTES = 8
"""Length from which bytes of a header tell their encoding better than its label."""

_ERRORS = (
    MessageError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    OverflowError,  # a day or a zone of twenty digits
    RecursionError,
)
"""What the library ends in on damaged mail."""
_PREFIX = re.compile(
    r"\A(?:\s*(?:re|fw|fwd|aw|转发|回复|答复|轉寄|回覆)\s*(?:\[\d+\])?[:：])+\s*", re.IGNORECASE
)
_HEAD = re.compile(r"(?i)<title\b[^<>]*>[^<]*</title\s*>")


def read(name: str, data: bytes) -> Content:
    """Return the text of a mail: subject as title, sender as author, its date.

    The plain form is read, else the page; what is attached is named in a warning. Of a mail that
    only forwards another one, that one is read. A saved page is read as a page.

    Raises
    ------
    UnreadableFileError
        Damaged, or without text.
    """
    try:
        message = BytesParser(policy=compat32).parsebytes(data.lstrip())
        (texts, pages, files, forwarded), values = _opened(message)
        attached = [*files, *(one for one, _ in forwarded)]
        is_page = message.get_content_type() == "multipart/related" and not texts
        warnings = [w for d in (texts or pages) for w in decoding_warnings(d)]
    except _ERRORS as error:
        raise damaged(name) from error
    if is_page and pages and "subject" in message and not attached:
        return _with(page.read(unify_lines(pages[0].text)), {}, warnings)
    text = "\n\n".join(decoded.text for decoded in texts)
    source = pages[0].text if pages else ""
    if count_han(source) > FULLER * count_han(text) or not text.strip():
        content = fragment.read(unify_lines(_HEAD.sub("", source)))
    else:
        content = plain.read(unify_lines(text))
    if not content.draft.text.strip():
        raise without_text(name)
    return _with(content, values, [*warnings, *_told(attached)])


def _with(content: Content, values: dict[str, str], warnings: Sequence[str]) -> Content:
    return Content(
        content.draft,
        {**content.values, **values},
        (*content.warnings, *warnings),
        markup=content.markup,
    )


class _Parts(NamedTuple):
    """What a mail is made of."""

    texts: list[Decoded]
    pages: list[Decoded]
    attached: list[str]
    forwarded: list[tuple[str, Message]]
    """Mail in mail, by the names it goes by."""


def _opened(message: Message) -> tuple[_Parts, dict[str, str]]:
    """Return the parts and values of a mail; of one without text, those of the mail it forwards.

    What its own headers say goes before what those of the other say.
    """
    parts, values = _sorted(message), _values(message)
    if parts.texts or parts.pages or not parts.forwarded:
        return parts, values
    (_, first), *others = parts.forwarded
    inner, inner_values = _opened(first)
    attached, forwarded = parts.attached + inner.attached, others + inner.forwarded
    inner = inner._replace(attached=attached, forwarded=forwarded)
    return inner, inner_values | values


def _sorted(message: Message) -> _Parts:
    texts: list[Decoded] = []
    pages: list[Decoded] = []
    attached: list[str] = []
    forwarded: list[tuple[str, Message]] = []
    for part in _leaves(message):
        kind, name = part.get_content_type(), _header(part.get_filename() or "")
        if part.is_multipart():
            forwarded += [(name or FORWARDED, mail) for mail in _mails(part)]
        elif name or "attachment" in str(part.get("content-disposition", "")).lower():
            attached.append(name or kind)
        elif kind in {"text/plain", "text/html"}:
            decoded = _payload(part)
            if decoded and decoded.text.strip():
                (texts if kind == "text/plain" else pages).append(decoded)
    return _Parts(texts, pages, attached, forwarded)


def _mails(part: Message) -> list[Message]:
    """Return the mail that is a part; a report on its delivery is none."""
    inner = part.get_payload() if part.get_content_type() == "message/rfc822" else []
    return [one for one in inner if isinstance(one, Message)][:1]


def _leaves(message: Message) -> Iterator[Message]:
    """Yield the parts that hold something, mail in mail as a whole."""
    if message.get_content_maintype() == "multipart" and message.is_multipart():
        for part in message.get_payload():
            if isinstance(part, Message):
                yield from _leaves(part)
    else:
        yield message


def _payload(part: Message) -> Decoded | None:
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return None
    decoded = decode(raw)
    if decoded is None or part.get_param("format") != "flowed":
        return decoded
    glue = "" if str(part.get_param("delsp", "")).lower() == "yes" else " "
    return decoded._replace(text=_joined(decoded.text, glue))


def _joined(text: str, glue: str) -> str:
    """Return a text whose lines go on in the next one where they end in a space.

    Quoted lines and the mark above a signature (``-- ``) do not.
    """
    pieces = []
    for line, following in pairwise([*text.split("\n"), ""]):
        written = line.removesuffix("\r")
        goes_on = written.endswith(" ") and written[0] != ">" and written.strip(" \t-")
        if goes_on and following.strip() and following[0] != ">":
            pieces.append(written[:-1] + glue)
        else:
            pieces.append(f"{line}\n")
    return "".join(pieces)[:-1]


def _values(message: Message) -> dict[str, str]:
    raw = {name.lower(): value for name, value in reversed(list(message.raw_items()))}
    subject = _PREFIX.sub("", _header(raw.get("subject", "")))
    sender = parseaddr(_header(raw.get("from", "")))[0]
    found = {"title": subject, "author": sender if count_han(sender) else ""}
    return {name: value for name, value in found.items() if value} | _sent(message)


def _sent(message: Message) -> dict[str, str]:
    try:
        sent = parsedate_to_datetime(str(message.get("date", "")))
    except _ERRORS:
        return {}
    return {"date": f"{sent:%Y-%m-%d}", "time": f"{sent:%H:%M:%S}"}


def _header(value: object) -> str:
    """Return a header as text: encoded words of one kind belong together, a character may be cut.

    A header with a word that cannot be decoded is left as it is written.

    Examples
    --------
    >>> _header("=?gb2312?B?uaS74bmk1/c=?=")
    '工会工作'
    """
    pieces: list[tuple[bytes, str]] = []
    # Bytes that are in no encoded word come as lone surrogates.
    written = str(value).encode("utf-8", "surrogateescape").decode("latin-1")
    try:
        words = decode_header(written)
    except (MessageError, ValueError):
        words = [(written, None)]
    for piece, charset in words:
        raw = piece if isinstance(piece, bytes) else piece.encode("latin-1", "replace")
        if pieces and pieces[-1][1] == (charset or ""):
            raw = pieces.pop()[0] + raw
        pieces.append((raw, charset or ""))
    return " ".join("".join(_decoded(raw, charset) for raw, charset in pieces).split())


def _decoded(raw: bytes, charset: str) -> str:
    if raw.isascii() and not charset:
        return raw.decode("ascii")
    label = known_encoding(charset)
    found = decode(raw) if len(raw) >= SURE_BYTES or label is None else None
    return found.text if found else raw.decode(label or "utf-8", "replace")


def _told(attached: Sequence[str]) -> Iterator[str]:
    if attached:
        named = "".join(f"“{name}”" for name in attached[:MAX_NAMED])
        rest = f" 等 {len(attached)} 个" if len(attached) > MAX_NAMED else ""
        yield f"附件{named}{rest}没有导入，请另存后再导入。"
