"""Runs of tokens: where the strings that they make stand, and how these are cut into tokens."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from analysis.corpus.loops.compiling import compiled

Array = npt.NDArray[Any]
Ints = npt.NDArray[np.int64]

_PLANTED = "i8[] u1[] u1[] i4[] i4[] i4[] i4[] | i8[] i8[] i8[]"
PAIRS = (1 << 15) - 1
"""Pairs of neighbouring characters are told apart by so many numbers from 0 on."""


@compiled(f"u2[] {_PLANTED}", f"u4[] {_PLANTED}")
def find_planted(
    characters: Array,
    firsts: Ints,
    inside: Array,
    pairs: Array,
    roots: Array,
    child_firsts: Array,
    signs: Array,
    ended: Array,
    places: Ints,
    codes: Ints,
    size: Ints,
) -> None:
    """Write where the strings of a tree (``segments.tree``) stand in some documents, and which.

    ``size`` is how many places there are; as many as there is room for are written.
    """
    filled, room = 0, len(places)
    last = len(characters) - 1
    for document in range(len(inside)):
        if inside[document] == 0:
            continue
        for place in range(firsts[document], firsts[document + 1]):
            sign = np.int64(characters[place])
            # Most pairs of characters begin no string: one look says so.
            if place < last and pairs[(sign * 31 ^ characters[place + 1]) & PAIRS] == 0:
                continue
            node, at = (roots[sign] if sign < len(roots) else 0), place
            while node > 0:
                if ended[node] >= 0:
                    if filled < room:
                        places[filled] = place
                        codes[filled] = ended[node]
                    filled += 1
                if at == last:
                    break
                at += 1
                child, stop = child_firsts[node], child_firsts[node + 1]
                while child < stop and signs[child] != characters[at]:
                    child += 1
                node = child if child < stop else 0
    size[0] = filled


@compiled("i4[] u4[] i4[] i4[] u1[] u1[] i4[] i8[] i8[] | i8[]")
def cut_strings(
    terms: Array,
    token_places: Array,
    lengths: Array,
    firsts: Array,
    edges: Array,
    sizes: Array,
    sentences: Array,
    starts: Ints,
    stops: Ints,
    cuts: Ints,
) -> None:
    """Write how strings are cut into tokens: equal strings with one cut have one number.

    Parameters
    ----------
    terms, token_places, lengths, firsts
        Tokens of the segment: their terms and places, characters of each term, first token of
        each sentence and the end.
    edges, sizes
        Terms that no run begins or ends with; numbers of tokens that a run may have.
    sentences, starts, stops
        Where each string stands, in text order.
    cuts
        Written: 0 for what is no run of whole tokens of one sentence.
    """
    n_tokens = len(terms)
    before = np.int64(-1)
    for number in range(len(starts)):
        begin, end = np.int64(firsts[sentences[number]]), np.int64(firsts[sentences[number] + 1])
        before = max(before, begin - 1)
        while before + 1 < n_tokens and token_places[before + 1] < starts[number]:
            before += 1
        cuts[number] = 0
        token, place, cut = before + 1, starts[number], np.int64(0)
        while token < end and place < stops[number] and token_places[token] == place:
            length = np.int64(lengths[terms[token]])
            # Longer runs of longer words than anybody asks for are numbered alike very seldom.
            cut = (cut * 131 + length) & ((1 << 55) - 1)
            place += length
            token += 1
        n = token - before - 1
        whole = place == stops[number] and n < len(sizes) and sizes[n]
        if whole and not edges[terms[before + 1]] and not edges[terms[token - 1]]:
            cuts[number] = cut + 1


@compiled("i8[] i8[] u1[] i8[] i8[] i8[] | i8[] i8[] i8[] i8[] i8[]")
def add_neighbours(
    codes: Ints,
    parts: Ints,
    counted: Array,
    runs: Ints,
    terms: Ints,
    latest: Ints,
    found_terms: Ints,
    found_parts: Ints,
    found_n: Ints,
    found_n_word: Ints,
    size: Ints,
) -> None:
    """Write how often each string stands in each part, where the places of a part are neighbours.

    Parameters
    ----------
    codes, parts, counted, runs
        For each place its string, its part, and 1 or 0: whether it is counted, and as a run.
    terms
        For each string what it is called in what is written, or -1 for none.
    latest
        For each string -1; written: its last entry.
    """
    filled = np.int64(0)
    for place in range(len(codes)):
        code = codes[place]
        if terms[code] < 0:
            continue
        entry = latest[code]
        if entry < 0 or found_parts[entry] != parts[place]:
            entry = filled
            latest[code] = entry
            found_terms[entry] = terms[code]
            found_parts[entry] = parts[place]
            found_n[entry] = 0
            found_n_word[entry] = 0
            filled += 1
        found_n[entry] += counted[place]
        found_n_word[entry] += runs[place]
    size[0] = filled
