"""Bytes to text: find the encoding, never guess silently."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from typing import NamedTuple

from analysis.ingest.decoding import mojibake
from analysis.ingest.decoding.encodings import BYTE_ORDER_MARKS, choose_encoding, label_of
from analysis.ingest.decoding.likeness import CHINESE, CYRILLIC, JAPANESE, KOREAN, LATIN, likelihood
from analysis.ingest.decoding.realign import LENGTHS, realign

SAMPLE_BYTES = 8192
"""Bytes, from the first that is not ASCII on, that tell the encoding."""
LABELLED = 6.0
"""What an encoding gains if the file names it: a label is a candidate, not the answer."""
ACCUSTOMED = 6.0
"""What the encoding of the whole gains for a single line."""
DOUBTFUL = -9.0
"""Mean log probability of a character below which a line may be in another encoding."""
MAX_LINES = 20_000
"""Lines of a damaged text for which other encodings are tried."""
MAX_REALIGNED = 200_000
"""Bytes of damaged lines in which the step is looked for again."""
SHORT = 200
"""Bytes of which UTF-16 may happen to be UTF-8 too; control characters tell."""
SHIFTED_BYTES = 1000
LEAST_SHIFTED = -4.6
"""Mean log probability of a *byte* of damaged text: of Chinese it is -3.5, of binary data -6."""
REPLACEMENT = "\ufffd"


class _Candidate(NamedTuple):
    """An encoding; ``prior`` is the natural log of how much rarer it is than UTF-8.

    ``least``: mean log probability of a character below which bytes are not text in it.
    """

    encoding: str
    language: str
    prior: float
    least: float


_CANDIDATES = (
    _Candidate("utf-8", CHINESE, 0, -10.5),
    _Candidate("gb18030", CHINESE, 0, -10.5),
    _Candidate("big5hkscs", CHINESE, -1, -10.5),
    _Candidate("utf-16-le", CHINESE, -3, -11.0),
    _Candidate("utf-16-be", CHINESE, -3, -11.0),
    _Candidate("cp932", JAPANESE, -8, -8.0),
    _Candidate("euc_jp", JAPANESE, -8, -8.0),
    _Candidate("cp949", KOREAN, -8, -8.0),
    _Candidate("cp1252", LATIN, -10, -6.5),
    _Candidate("cp1251", CYRILLIC, -10, -6.5),
)
_IN_LINES = ("utf-8", "gb18030", "big5hkscs")
"""Encodings that may stand in one file, a line each."""
_NOT_ASCII = re.compile(rb"[\x80-\xff\0]")
_BEYOND_LATIN = re.compile(r"[\u0800-\U0010ffff]")
_LATIN_LEAD = b"\xc3"
"""What the letters of U+00C0 to U+00FF begin with in UTF-8."""
_MANY_UTF8 = re.compile(rb"(?:[\xe3-\xe9\xef][\x80-\xbf][\x80-\xbf]){3}")
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_HZ = re.compile(rb"~\{(?:[!-w][!-~])+~\}")


class Decoded(NamedTuple):
    """Text, the encoding it was in, and how many characters were damaged (U+FFFD in the text).

    ``misread``: the encoding the text had once been misread in, which was undone; mostly empty.
    """

    text: str
    encoding: str
    n_damaged: int
    misread: str = ""


def decode(data: bytes, encoding: str = "") -> Decoded | None:
    """Return the text of ``data``, or ``None`` if it is not text in any encoding.

    Byte-order mark first, then strict UTF-8, then the candidate in which the bytes make the most
    probable characters; lines that do not fit are tried in other encodings. Text that was once
    misread and saved so is put right.

    Parameters
    ----------
    data
        The bytes as received.
    encoding
        Name of the encoding, where people know better; then nothing is guessed or put right.

    Raises
    ------
    UnknownNameError
        There is no such encoding.
    """
    if encoding:
        return _forced(data, choose_encoding(encoding))
    for mark, marked in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            rest = data[len(mark) :]
            text = rest.decode(marked, "replace")
            if marked == "utf-8" or _is_text(text, -10.5):
                return _put_right(text, marked) if REPLACEMENT not in text else _guess(rest)
    plain, is_sure = _strict_utf8(data)
    if plain is None or not is_sure:
        guess = _guess(data)
        if guess or plain is None:
            return guess
    elif b"~{" in data and _HZ.search(data):
        return _from_hz(data, plain)
    return _put_right(plain, "utf-8", may_be_latin=_LATIN_LEAD in data)


def _forced(data: bytes, encoding: str) -> Decoded:
    for mark, marked in BYTE_ORDER_MARKS:
        if data.startswith(mark) and marked.startswith(encoding):
            data, encoding = data[len(mark) :], marked
            break
    text = data.decode(encoding, "replace")
    return Decoded(text, encoding, text.count(REPLACEMENT))


def _strict_utf8(data: bytes) -> tuple[str | None, bool]:
    """Return the text if it is UTF-8, an unfinished last character as U+FFFD, and if it is surely.

    A few Latin letters alone may also be Chinese characters in another encoding.
    """
    try:
        text, end = codecs.utf_8_decode(data, "strict", False)  # noqa: FBT003 - not at its end
    except UnicodeDecodeError:
        return None, False
    is_sure = "\0" not in text and (text.isascii() or _BEYOND_LATIN.search(text) is not None)
    if len(data) < SHORT and _CONTROL.search(data):
        is_sure = False
    return text + REPLACEMENT * (end < len(data)), is_sure


def _from_hz(data: bytes, plain: str) -> Decoded:
    text = data.decode("hz", "replace")
    is_better = likelihood(text) > likelihood(plain) + LABELLED
    return Decoded(text, "hz", text.count(REPLACEMENT)) if is_better else _put_right(plain, "utf-8")


def _put_right(text: str, encoding: str, *, may_be_latin: bool = True) -> Decoded:
    repaired, misread = mojibake.undo(text, may_be_latin=may_be_latin)
    return Decoded(repaired, encoding, repaired.count(REPLACEMENT), misread)


def _guess(data: bytes) -> Decoded | None:
    """Return the text in the encoding that explains the bytes best."""
    sample, label = _sample(data), label_of(data)
    texts = {c: _begin(sample, c.encoding) for c in _CANDIDATES}
    scores = {
        c: likelihood(text, c.language) + c.prior + LABELLED * (c.encoding == label)
        for c, text in texts.items()
    }
    order = sorted(scores, key=scores.__getitem__, reverse=True)
    best: _Candidate | None = order[0]
    if not _is_text(texts[order[0]], order[0].least, order[0].language):
        best = next((c for c in order if _is_shifted(sample, c)), None)
    if best is None:
        return None
    text = data.decode(best.encoding, "replace")
    if best.encoding in _IN_LINES and (REPLACEMENT in text or _may_be_mixed(data, best.encoding)):
        return _by_line(data, best.encoding)
    if best.language != CHINESE:
        return Decoded(text, best.encoding, text.count(REPLACEMENT))
    return _put_right(text, best.encoding)


def _sample(data: bytes) -> bytes:
    """Return the bytes from the first that is not ASCII on; before it, all encodings are alike."""
    found = _NOT_ASCII.search(data)
    start = max(found.start() - 16, 0) // 4 * 4 if found else 0
    return data[start : start + SAMPLE_BYTES]


def _begin(sample: bytes, encoding: str) -> str:
    """Return the text of a sample that may end inside a character."""
    is_end = len(sample) < SAMPLE_BYTES
    return codecs.getincrementaldecoder(encoding)("replace").decode(sample, is_end)


def _is_text(text: str, least: float, language: str = CHINESE) -> bool:
    return not text or likelihood(text[:SAMPLE_BYTES], language) >= least * len(text[:SAMPLE_BYTES])


def _is_shifted(sample: bytes, candidate: _Candidate) -> bool:
    """Return whether a sample is text once the step is found again behind damaged bytes."""
    if candidate.encoding not in LENGTHS:
        return False
    begin = sample[:SHIFTED_BYTES]
    return realign(begin, candidate.encoding).likelihood >= LEAST_SHIFTED * len(begin)


def _may_be_mixed(data: bytes, encoding: str) -> bool:
    return encoding != "utf-8" and _MANY_UTF8.search(data) is not None


def _by_line(data: bytes, best: str) -> Decoded:
    """Return the text of lines that may be in different encodings, or damaged."""
    used: Counter[str] = Counter()
    lines: list[str] = []
    n_tried = n_realigned = 0
    for line in data.splitlines(keepends=True):
        text, encoding = line.decode(best, "replace"), best
        if not line.isascii():
            if n_tried < MAX_LINES and _is_doubtful(line, text, best):
                n_tried += 1
                text, encoding = _best_of_line(line, best)
            if REPLACEMENT in text and encoding in LENGTHS and n_realigned < MAX_REALIGNED:
                n_realigned += len(line)
                text = _realigned(line, encoding)
            used[encoding] += 1
        lines.append(text)
    joined = "".join(lines)
    return Decoded(joined, "+".join(n for n, _ in used.most_common()), joined.count(REPLACEMENT))


def _realigned(line: bytes, encoding: str) -> str:
    rest = line[MAX_REALIGNED:].decode(encoding, "replace")
    return realign(line[:MAX_REALIGNED], encoding).text + rest


def _is_doubtful(line: bytes, text: str, best: str) -> bool:
    if REPLACEMENT in text or (best != "utf-8" and _strict_utf8(line)[1]):
        return True
    return likelihood(text) < DOUBTFUL * len(text)


def _best_of_line(line: bytes, best: str) -> tuple[str, str]:
    options = [(line.decode(name, "replace"), name) for name in _IN_LINES]
    return max(options, key=lambda item: likelihood(item[0]) + ACCUSTOMED * (item[1] == best))
