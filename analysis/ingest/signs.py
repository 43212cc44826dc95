"""Some of many characters in a text: a look-up a character, which is quicker than a pattern."""

from __future__ import annotations

import re
from functools import cached_property

import numpy as np
import numpy.typing as npt

SIZE = 1 << 16
SURROGATES = slice(0xD800, 0xE000)
"""Units of characters beyond U+FFFF."""
Units = npt.NDArray[np.uint16]


class Signs:
    """Rare characters: most texts hold none of them.

    Parameters
    ----------
    characters
        As they stand inside the brackets of a pattern.
    """

    def __init__(self, characters: str) -> None:
        self.pattern = re.compile(f"[{characters}]")

    def occur(self, text: str) -> bool:
        """Return whether a text holds one of the characters.

        Examples
        --------
        >>> Signs("a-c").occur("工会b"), Signs("a-c").occur("工会")
        (True, False)
        """
        found = self.possible.take(units_of(text)).any()  # sooner than brackets do it
        return bool(found) and self.pattern.search(text) is not None

    @cached_property
    def possible(self) -> npt.NDArray[np.bool_]:
        """For each unit of 16 bits whether it may be one of the characters."""
        table = np.zeros(SIZE, dtype=np.bool_)
        found = self.pattern.finditer("".join(map(chr, range(SIZE))))
        table[[match.start() for match in found]] = True
        table[SURROGATES] = True  # of characters beyond 16 bits, which only the pattern knows
        return table


class Families:
    """Some families of signs, up to eight, that are asked for with one look-up a character."""

    def __init__(self, *families: Signs) -> None:
        self._families = families

    def may_occur(self, text: str) -> list[bool]:
        """Return for each family whether a text may hold one of its characters.

        Beyond U+FFFF that is not known: such a character may be of any family.

        Examples
        --------
        >>> Families(Signs("a-c"), Signs("工")).may_occur("工会")
        [False, True]
        """
        seen = int(np.bitwise_or.reduce(self._table.take(units_of(text)), initial=0))
        return [bool(seen >> place & 1) for place in range(len(self._families))]

    @cached_property
    def _table(self) -> npt.NDArray[np.uint8]:
        table = np.zeros(SIZE, dtype=np.uint8)
        for place, family in enumerate(self._families):
            table |= family.possible.astype(np.uint8) << place
        return table


def units_of(text: str) -> Units:
    """Return the units of 16 bits of a text: one a character, two of those beyond U+FFFF."""
    return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype=np.uint16)
