"""Many terms found in a text: a tree of their beginnings, all of its branches in one table."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from analysis.corpus.loops.compiling import compiled

Array = npt.NDArray[Any]
Ints = npt.NDArray[np.int64]

_FOUND = "i4[] i8 i4[] i8[] i4[] i4[] i8[] | i4[] i4[] i8[]"
_SIGN = 21
"""Bits of a code point."""
_NODES = 0x9E3779B1
_SIGNS = 0x85EBCA6B
_WORD = 0xFFFFFFFF
_ENDS, _GOES_ON, _FLAGS = 1, 2, 2
# A node is the place of its branch in the table: the node before, the next sign, and as flags
# whether a term ends there and whether one goes on. A branch is looked for from a place on that is
# made of node and sign, so that they are spread evenly; where another one stands already, the next
# place is taken.


@compiled("i4[] i4[] | i4[] i8[] i4[]")
def plant_terms(signs: Array, lengths: Array, roots: Array, branches: Ints, ended: Array) -> None:
    """Write the tree of some terms.

    Parameters
    ----------
    signs, lengths
        The code points of all terms in a row, and how many each has.
    roots
        For each code point -1; written: its node as the beginning of a term, behind all places.
    branches
        -1 more often than there are signs, by far, and a power of two; written: the table.
    ended
        For each node -1, those of one character last; written: the term that it is.
    """
    mask = len(branches) - 1
    n_roots, at = np.int64(len(branches)), np.int64(0)
    for term in range(len(lengths)):
        node = np.int64(roots[signs[at]])
        if node < 0:
            node = n_roots
            roots[signs[at]] = node
            n_roots += 1
        for place in range(at + 1, at + lengths[term]):
            sign = np.int64(signs[place])
            branch = node << _SIGN | sign
            if node <= mask:
                branches[node] |= _GOES_ON
            mixed = (node * _NODES + sign * _SIGNS) & _WORD
            node = (mixed ^ mixed >> 15) & mask
            while branches[node] >= 0 and branches[node] >> _FLAGS != branch:
                node = (node + 1) & mask
            if branches[node] < 0:
                branches[node] = branch << _FLAGS
        if node <= mask:
            branches[node] |= _ENDS
        ended[node] = term
        at += lengths[term]


@compiled(f"u2[] {_FOUND}", f"u4[] {_FOUND}")
def find_terms(
    characters: Array,
    within: Array,
    everywhere: int,
    roots: Array,
    branches: Ints,
    ended: Array,
    spans: Array,
    reached: Ints,
    places: Array,
    codes: Array,
    size: Ints,
) -> None:
    """Write where terms stand and which; ``size``: how many places, also where there is no room.

    Parameters
    ----------
    within, everywhere
        Places where terms may begin, ascending; 1 for any place.
    roots, branches, ended
        The tree, of ``plant_terms``.
    spans, reached
        For each term how many characters from a place of it on no other one counts, and 0.
    """
    mask, n, room = len(branches) - 1, len(characters), len(places)
    filled = 0
    for number in range(n if everywhere else len(within)):
        place = number if everywhere else np.int64(within[number])
        sign = np.int64(characters[place])
        node = np.int64(roots[sign]) if sign < len(roots) else np.int64(-1)
        if node < 0:
            continue
        at, term, goes_on = place + 1, np.int64(ended[node]), True
        while True:
            if term >= 0 and place >= reached[term]:
                reached[term] = place + spans[term]
                if filled < room:
                    places[filled] = place
                    codes[filled] = term
                filled += 1
            if at == n or not goes_on:
                break
            sign = np.int64(characters[at])
            branch = node << _SIGN | sign
            mixed = (node * _NODES + sign * _SIGNS) & _WORD
            node = (mixed ^ mixed >> 15) & mask
            while branches[node] >= 0 and branches[node] >> _FLAGS != branch:
                node = (node + 1) & mask
            if branches[node] < 0:
                break
            term = np.int64(ended[node]) if branches[node] & _ENDS else np.int64(-1)
            goes_on = branches[node] & _GOES_ON != 0
            at += 1
    size[0] = filled
