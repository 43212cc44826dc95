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
        return bool(self._in(text).any()) and self.pattern.search(text) is not None

    def _in(self, text: str) -> npt.NDArray[np.bool_]:
        """Return for each 16 bits of a text whether they may be one of the characters."""
        found: npt.NDArray[np.bool_] = self._possible.take(units_of(text))  # sooner than brackets
        return found

    @cached_property
    def _possible(self) -> npt.NDArray[np.bool_]:
        table = np.zeros(SIZE, dtype=np.bool_)
        found = self.pattern.finditer("".join(map(chr, range(SIZE))))
        table[[match.start() for match in found]] = True
        table[SURROGATES] = True  # of characters beyond 16 bits, which only the pattern knows
        return table


def units_of(text: str) -> Units:
    """Return the units of 16 bits of a text: one a character, two of those beyond U+FFFF."""
    return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype=np.uint16)
