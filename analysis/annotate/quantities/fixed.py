"""Numbers that their closest neighbours tell: 第三条, （一） and 一、 need no further look.

Two of three numbers of a law are of these. Each of them is read once, alone, in the general way.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any, NamedTuple

from analysis.annotate.quantities.bounds import load_bounds
from analysis.annotate.quantities.kinds import AT_LINE, SIGNS, kind_of
from analysis.annotate.quantities.phrases import read_phrase
from analysis.annotate.quantities.sites import DIGIT, SITE
from analysis.lexicon.units import load_units
from analysis.schema import Quantity

COUNTED = "条款项章节编次批期届"
"""What follows the number behind 第, most often; not 个, which may stand for 个百分点."""
NEUTRAL = "龥"
"""A character that no word around a number has: it stands behind a number that is read alone."""
CLOSING = ")）．"
"""What follows the number of a heading, besides 、."""
_CHINESE = "一二三四五六七八九十"


@cache
def load_sites() -> re.Pattern[str]:
    """Return ``SITE``, whose matches take in all that follows where nothing else can matter.

    A match longer than one character goes to ``read_fixed``. Behind 第三条 stands nothing that
    could belong to it (以上, 件); before （一） stands what may stand at the start of a line.
    """
    bounds, units = load_bounds(), load_units()
    forms = [units.by_first[first] for first in COUNTED]
    counted = "|".join(
        form.pattern if form else first for first, form in zip(COUNTED, forms, strict=True)
    )
    behind = re.escape("".join(sorted(bounds.first - {" "})))
    before = re.escape("".join(sorted(frozenset(AT_LINE) - bounds.last - frozenset(" 　"))))
    return re.compile(
        rf"{SITE.pattern}(?:(?:(?<=第[{_CHINESE}百])[{_CHINESE}百零〇]{{0,7}}|(?<=第[0-9])[0-9]{{0,3}})"
        rf"(?>{counted})(?![多半])(?! ?[{behind}])"
        rf"|(?:(?<=[{before}][{_CHINESE}])[{_CHINESE}]{{0,2}}|(?<=[{before}][0-9])[0-9]{{0,2}})"
        rf"(?:[{CLOSING}]|、(?! ?{DIGIT})|\.(?!\d)|[是要](?=[一-龥“])))?"
    )


class Fixed(NamedTuple):
    """A number that is the same wherever it stands; never a figure."""

    kind: str
    """Empty where it is no number after all."""
    sign: int
    """1 where the character before it is part of it: 第三条."""
    length: int
    fields: tuple[Any, ...]
    """Those of its quantity from ``value`` on."""


@lru_cache(maxsize=16384)
def read_fixed(written: str) -> Fixed:
    """Read a number that ``load_sites`` found behind the first character of ``written``."""
    alone = written + NEUTRAL
    phrase = read_phrase(alone, 1)
    kind = kind_of(alone, phrase) if phrase else ""
    if phrase is None or not kind:
        return Fixed("", 0, 0, ())
    sign, end = int(written[0] in SIGNS.get(kind, "")), phrase.end
    plain = Quantity(1, end, phrase.value, phrase.high, phrase.bound, phrase.unit, "", kind)
    return Fixed(kind, sign, end - 1, plain[2:])
