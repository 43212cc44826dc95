"""Where some strings stand in segments, all found together by their rarest characters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.corpus.segments.arrays import Arrays

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


class _Step(NamedTuple):
    """The next characters of strings that agree so far, shape ``(n_nodes,)`` where not said."""

    firsts: Ints
    """The nodes that follow each node of the step before, shape ``(n_before + 1,)``."""
    signs: Ints
    offsets: Ints
    """Where the character stands, counted from the rarest one of the string."""
    ended: Ints
    """String that is whole, or -1."""


class Anchors(NamedTuple):
    """Strings as a tree: at each step their next rarest character."""

    steps: list[_Step]
    offsets: Ints
    """Where in each string its rarest character stands."""


def plant(strings: Sequence[str], texts: Sequence[Arrays]) -> Anchors:
    """Return strings as they are looked for in some segments.

    Parameters
    ----------
    strings
        Different folded strings, none empty.
    """
    lengths = np.fromiter(map(len, strings), np.int64, len(strings))
    data = "".join(strings).encode("utf-32-le", errors="surrogatepass")
    signs = np.frombuffer(data, dtype=np.uint32).astype(np.int64)
    owners = np.repeat(np.arange(len(lengths)), lengths)
    firsts = np.cumsum(lengths) - lengths
    offsets = np.arange(len(signs)) - firsts[owners]
    order = np.lexsort((offsets, _frequencies(signs, texts), owners))
    signs, offsets = signs[order], offsets[order]
    rarest = offsets[firsts]
    offsets -= rarest[owners]
    steps, nodes, n_nodes = [], np.zeros(len(lengths), dtype=np.int64), 1
    rows = np.arange(len(lengths))
    for step in range(int(lengths.max(initial=0))):
        rows = rows[lengths[rows] > step]
        at = firsts[rows] + step
        keys = np.stack([nodes[rows], offsets[at], signs[at]])
        different, found = np.unique(keys, axis=1, return_inverse=True)
        nodes[rows] = found
        ended = np.full(different.shape[1], -1, dtype=np.int64)
        whole = lengths[rows] == step + 1
        ended[found[whole]] = rows[whole]
        borders = np.searchsorted(different[0], np.arange(n_nodes + 1))
        steps.append(_Step(borders, different[2], different[1], ended))
        n_nodes = different.shape[1]
    return Anchors(steps, rarest)


def find_anchored(texts: Arrays, anchors: Anchors, inside: Flags) -> tuple[Ints, Ints]:
    """Return every place of every string in some documents, overlapping ones among them.

    Parameters
    ----------
    inside
        Documents of the segment in which they are looked for, shape ``(n_documents,)``.

    Returns
    -------
    tuple of arrays
        Places, and positions among the strings, shape ``(n,)`` each; places of one string ascend.
    """
    found: list[tuple[Ints, Ints]] = [(_NONE, _NONE)]
    for number, step in enumerate(anchors.steps):
        if number == 0:
            places, nodes = _rarest(texts, step.signs, inside)
        else:
            places, nodes = _following(texts, step, places, nodes)
        codes = step.ended[nodes]
        whole = np.flatnonzero(codes >= 0)
        found.append((places[whole] - anchors.offsets[codes[whole]], codes[whole]))
    places, codes = (np.concatenate(column) for column in zip(*found, strict=True))
    return places, codes


_NONE = np.zeros(0, dtype=np.int64)


def _rarest(texts: Arrays, signs: Ints, inside: Flags) -> tuple[Ints, Ints]:
    """Return the places of some characters in some documents, and which character it is."""
    letters, firsts = texts["letters"], texts["letter_firsts"]
    rows = np.searchsorted(letters, signs)
    known = np.flatnonzero(np.append(letters, 0)[rows] == signs)
    starts = firsts[rows[known]].astype(np.int64)
    sizes = firsts[rows[known] + 1] - starts
    characters = int(np.diff(texts["firsts"])[inside].sum())
    if characters < READ * int(sizes.sum()):
        return _read(texts, signs, inside)
    stops = np.cumsum(sizes)
    rows = np.repeat(starts - stops + sizes, sizes) + np.arange(sizes.sum())
    places, nodes = texts["letter_places"][rows], np.repeat(known, sizes)
    if not inside.all():
        kept = np.flatnonzero(np.repeat(inside, np.diff(texts["firsts"]))[places])
        places, nodes = places[kept], nodes[kept]
    return places.astype(np.int64), nodes


READ = 2
"""So many characters are read in the time in which one place of a character is looked up."""


def _read(texts: Arrays, signs: Ints, inside: Flags) -> tuple[Ints, Ints]:
    """Return what ``_rarest`` does by reading the documents, which are few."""
    borders = np.flatnonzero(np.diff(inside, prepend=False, append=False))
    starts, stops = texts["firsts"][borders[::2]], texts["firsts"][borders[1::2]]
    if not len(starts):
        return _NONE, _NONE
    ranges, whole = zip(starts.tolist(), stops.tolist(), strict=True), texts["characters"]
    text = np.concatenate([whole[start:stop] for start, stop in ranges])
    nodes = np.full(max(int(signs.max(initial=0)), int(text.max())) + 1, -1, dtype=np.int32)
    nodes[signs] = np.arange(len(signs))
    at = np.flatnonzero((nodes >= 0).take(text))
    upto = np.cumsum(stops - starts)
    before = starts - upto + stops - starts
    n = np.diff(np.searchsorted(at, upto), prepend=0)
    return at + np.repeat(before, n), nodes.take(text.take(at)).astype(np.int64)


def _following(texts: Arrays, step: _Step, places: Ints, nodes: Ints) -> tuple[Ints, Ints]:
    """Return the places, and nodes of the step, where its characters stand."""
    sizes = np.diff(step.firsts)[nodes]
    stops = np.cumsum(sizes)
    children = np.repeat(step.firsts[nodes] - stops + sizes, sizes) + np.arange(sizes.sum())
    places = np.repeat(places, sizes)
    # Beyond either end stands the separator at the last place, which no string holds.
    characters = texts["characters"].take(places + step.offsets[children], mode="wrap")
    same = np.flatnonzero(characters == step.signs[children])
    return places[same], children[same]


def _frequencies(signs: Ints, texts: Sequence[Arrays]) -> Ints:
    """Return how often each character stands in all segments."""
    different, rows = np.unique(signs, return_inverse=True)
    often = np.zeros(len(different), dtype=np.int64)
    for part in texts:
        letters, sizes = np.append(part["letters"], 0), np.append(np.diff(part["letter_firsts"]), 0)
        found = np.searchsorted(letters[:-1], different)
        often += np.where(letters[found] == different, sizes[found], 0)
    return often[rows]
