"""Strings as a tree, so that all are found in one pass over texts (``loops.runs.find_runs``)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.corpus.loops.runs import PAIRS

Rows = npt.NDArray[np.int32]


class Tree(NamedTuple):
    """Strings by their beginnings: node 0 is the empty one."""

    pairs: npt.NDArray[np.uint8]
    """1 for pairs of characters that a string may begin with, by the number of the pair."""
    roots: Rows
    """Node of each character as a beginning, or 0; shape ``(largest code point + 1,)``."""
    child_firsts: Rows
    """The nodes with one more character than each node: neighbours; shape ``(n_nodes + 1,)``."""
    signs: Rows
    """Last character of each node, shape ``(n_nodes,)``."""
    ended: Rows
    """The string that each node is, or -1; shape ``(n_nodes,)``."""


def plant(strings: Sequence[str]) -> Tree:
    """Return different strings, none of them empty, as a tree."""
    # Sorted, the strings of one beginning are neighbours, and so are the children of a node.
    order = sorted(range(len(strings)), key=strings.__getitem__)
    signs, ended, parents, level = [0], [-1], [0], {"": 0}
    for length in range(1, max(map(len, strings), default=0) + 1):
        before, level = level, {}
        for row in order:
            beginning = strings[row][:length]
            if len(beginning) == length and beginning not in level:
                level[beginning] = len(signs)
                signs.append(ord(beginning[-1]))
                parents.append(before[beginning[:-1]])
                ended.append(-1)
            if len(strings[row]) == length:
                ended[level[beginning]] = row
    nodes = np.arange(len(signs) + 1)
    child_firsts = np.searchsorted(np.asarray(parents[1:], dtype=np.int64), nodes) + 1
    letters = np.asarray(signs, dtype=np.int32)
    first, stop = child_firsts[:2]
    roots = np.zeros(int(letters[first:stop].max(initial=0)) + 1, dtype=np.int32)
    roots[letters[first:stop]] = np.arange(first, stop, dtype=np.int32)
    numbers = child_firsts.astype(np.int32), letters, np.asarray(ended, dtype=np.int32)
    return Tree(_pairs(strings), roots, *numbers)


def _pairs(strings: Sequence[str]) -> npt.NDArray[np.uint8]:
    pairs = np.zeros(PAIRS + 1, dtype=np.uint8)
    for string in strings:
        # Behind a string of one character anything may follow.
        number = slice(None) if len(string) == 1 else (ord(string[0]) * 31 ^ ord(string[1])) & PAIRS
        pairs[number] = 1
    return pairs
