"""Translation memories (tmx): the Chinese segments, one a line; other languages stay out."""

from __future__ import annotations

from collections.abc import Mapping
from xml.parsers import expat

from analysis.ingest.characters import unify_lines
from analysis.ingest.decoding.decode import decode
from analysis.ingest.draft import Draft
from analysis.ingest.readers.content import Content
from analysis.ingest.refusals import bloated, damaged, without_text

CHINESE = ("zh", "cmn", "chi")
CHUNK = 1 << 20
_CODES = frozenset(("bpt", "ept", "ph", "it", "ut"))
"""Elements of a segment that hold codes of a program, not text."""


class _EntityError(Exception):
    """The file declares entities: nobody does for a good reason, and they may grow without end."""


class _Units:
    """Takes the segments of one variant of Chinese out of the events of a parser.

    The variant is the one that comes first in the file; a unit without it gives its first Chinese
    segment.
    """

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.n_others = 0
        self._variant = ""
        self._language = ""
        self._found: dict[str, str] = {}
        self._text: list[str] = []
        self._in_segment = False
        self._codes = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        if name == "tu":
            self._found = {}
        elif name == "tuv":
            language = attributes.get("xml:lang") or attributes.get("lang") or ""
            self._language = language.lower().replace("_", "-")
        elif name == "seg":
            self._in_segment, self._text = True, []
        elif name in _CODES:
            self._codes += 1

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if name in _CODES:
            self._codes -= 1
        elif name == "seg":
            self._in_segment = False
            self._take(" ".join("".join(self._text).split()))
        elif name == "tu" and self._found:
            self.lines.append(self._found.get(self._variant) or next(iter(self._found.values())))

    def characters(self, text: str) -> None:
        """Take text between elements."""
        if self._in_segment and not self._codes:
            self._text.append(text)

    def _take(self, text: str) -> None:
        if not self._language.startswith(CHINESE):
            self.n_others += 1
        elif text:
            self._variant = self._variant or self._language
            self._found.setdefault(self._language, text)


def read(name: str, data: bytes) -> Content:
    """Return the Chinese segments of a translation memory.

    Raises
    ------
    UnreadableFileError
        Damaged, without a Chinese segment, or with entities that are made to grow.
    """
    decoded = decode(data)
    units = _Units()
    try:
        _parse(decoded.text if decoded else "", units)
    except expat.ExpatError as error:
        raise damaged(name) from error
    except _EntityError as error:
        raise bloated(name) from error
    if not units.lines:
        raise without_text(name)
    warnings = []
    if units.n_others:
        warnings.append(f"只读入中文的句段，另有 {units.n_others} 个其他语言的句段没有读入。")
    return Content(Draft.of(unify_lines("\n".join(units.lines))), warnings=tuple(warnings))


def _parse(text: str, units: _Units) -> None:
    parser = expat.ParserCreate("utf-8")  # whatever the file says that it had been
    parser.buffer_text = True
    parser.StartElementHandler = units.start
    parser.EndElementHandler = units.end
    parser.CharacterDataHandler = units.characters
    parser.EntityDeclHandler = _refuse
    raw = text.lstrip("\ufeff").encode("utf-8", "replace")
    for start in range(0, len(raw), CHUNK):
        parser.Parse(raw[start : start + CHUNK], False)  # noqa: FBT003 - no name in this library
    parser.Parse(b"", True)  # noqa: FBT003


def _refuse(*_: object) -> None:
    raise _EntityError
