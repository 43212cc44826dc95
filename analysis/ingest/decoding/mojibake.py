"""Text that was once read in the wrong encoding and saved so: å·¥ä¼š, 宸ヤ細, ¹¤»á for 工会.

What was misread is encoded again as it was read, and decoded as it should have been. That is done
only where the text becomes far more probable; what the misreading lost stays U+FFFD.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from analysis.ingest.decoding.likeness import likelihood

SAMPLE = 4096
"""Characters from the beginning that show whether a text was misread."""
SUSPECT = -9.5
"""Mean natural log probability of a character below which a text may be misread."""
GAIN = 3.0
"""What each character that is not ASCII must gain on average."""
LEAST = 12.0
"""What a text must gain in all."""
MAX_LOST = 0.35
"""Share of characters that may be lost in a text that is put right."""
LOST = "锟斤拷"
"""What U+FFFD in UTF-8 looks like in GBK: the characters before are lost for good."""
REPLACEMENT = "\ufffd"


class _Misreading(NamedTuple):
    """Bytes of encoding ``right`` that were read as ``wrong``."""

    wrong: str
    right: str


_MISREADINGS = (
    _Misreading("gb18030", "utf-8"),
    _Misreading("big5hkscs", "utf-8"),
    _Misreading("gb18030", "big5hkscs"),
    _Misreading("big5hkscs", "gb18030"),
    _Misreading("cp1252", "utf-8"),
    _Misreading("cp1252", "gb18030"),
    _Misreading("cp1252", "big5hkscs"),
)
_LATIN = re.compile(r"[\xc2-\xf4][\x80-\xbf\u0152-\u0178\u0192\u02c6\u02dc\u2013-\u2122]")
_CP1252 = {
    ord(bytes((code,)).decode("cp1252")): code
    for code in range(0x80, 0xA0)
    if code not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}
"""Characters of code page 1252 to the byte each stands for; Latin-1 has the same number."""
_FURTHER = "\x80-\xbf" + "".join(map(chr, _CP1252))
"""Second and third bytes of a character in UTF-8, as either code page shows them."""
_RUN = re.compile(f"(?:[\xe2-\xef][{_FURTHER}]{{2}}){{2,}}")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_LOST_CHARACTER = re.compile("\ufffd[?\ufffd]+")


def undo(text: str, *, may_be_latin: bool = True) -> tuple[str, str]:
    """Return the text put right, and the encoding it was misread in; empty if it was not.

    Parameters
    ----------
    may_be_latin
        Whether it may hold Latin letters with accents, if that is known.

    Examples
    --------
    >>> undo("宸ヤ細缁勭粐娣卞叆鍩哄眰")
    ('工会组织深入基层', 'gb18030')
    >>> undo("工会组织深入基层")
    ('工会组织深入基层', '')
    """
    sample = text[:SAMPLE]
    if likelihood(sample) < SUSPECT * len(sample):
        for misreading in _by_gain(sample):
            return _reread(text, misreading), misreading.wrong
    if may_be_latin and _LATIN.search(text):
        repaired = _repair_runs(text)
        return repaired, "cp1252" if repaired != text else ""
    return text, ""


def count_lost(text: str) -> int:
    """Return how many places hold the traces of characters that an earlier conversion lost."""
    return text.count(LOST) if LOST[0] in text else 0  # one character is found sooner


def _by_gain(sample: str) -> list[_Misreading]:
    """Return the misreadings that explain a sample, the best first."""
    before = likelihood(sample)
    wanted = max(LEAST, GAIN * len(_NOT_ASCII.findall(sample)))
    found = []
    for misreading in _MISREADINGS:
        after, n_odd = _reread_line(sample, misreading)
        gain = likelihood(after) - before - LEAST * n_odd
        if gain >= wanted and _is_chinese(after):
            found.append((gain, misreading))
    return [misreading for _, misreading in sorted(found, reverse=True)]


def _is_chinese(text: str) -> bool:
    kept = text.replace(REPLACEMENT, "")
    return len(kept) >= (1 - MAX_LOST) * len(text) and likelihood(kept) >= SUSPECT * len(kept)


def _reread(text: str, misreading: _Misreading) -> str:
    """Return a text read again, line by line: what was not misread stays."""
    lines = text.split("\n")
    for row, line in enumerate(lines):
        if not line.isascii():
            again, n_odd = _reread_line(line, misreading)
            is_better = likelihood(again) - LEAST * n_odd > likelihood(line)
            lines[row] = again if is_better else line
    return "\n".join(lines)


def _reread_line(line: str, misreading: _Misreading) -> tuple[str, int]:
    """Return a text read again, and how many of its characters the wrong encoding has not."""
    data = _encode(line, misreading.wrong)
    n_odd = data.count(b"?") - line.count("?") - line.count(REPLACEMENT)
    return _LOST_CHARACTER.sub(REPLACEMENT, data.decode(misreading.right, "replace")), n_odd


def _encode(text: str, wrong: str) -> bytes:
    if wrong == "cp1252":
        return text.translate(_CP1252).encode("latin-1", "replace")
    if wrong == "gb18030":
        known = text.replace(REPLACEMENT, "?")
        return b"\x80".join(part.encode("gb18030", "replace") for part in known.split("€"))
    return text.encode(wrong, "replace")


def _repair_runs(text: str) -> str:
    """Return a text with the stretches put right that are UTF-8 read as Latin letters."""
    pieces, last = [], 0
    for match in _RUN.finditer(text):
        again = match[0].translate(_CP1252).encode("latin-1").decode("utf-8", "replace")
        if likelihood(again) - likelihood(match[0]) >= LEAST:
            pieces += [text[last : match.start()], again]
            last = match.end()
    return "".join(pieces) + text[last:]
