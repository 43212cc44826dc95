"""Runs of tokens: where the strings that they make stand, and how these are cut into tokens."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from analysis.corpus.loops.compiling import compiled, compiled_for_each

Array = npt.NDArray[Any]
Ints = npt.NDArray[np.int64]

_GIVEN = "i4[] i4[] i4[] u4[] i4[] i8[] i4[] i4[] u4[] i4[] u1[] i4[] u1[]"


@compiled_for_each(f"{_GIVEN} | i8[] i4[] i4[] u1[] i8[] i8[]")
def cut_strings(
    places: Array,
    strings: Array,
    spans: Array,
    starts: Array,
    owners: Array,
    parts: Ints,
    terms: Array,
    token_firsts: Array,
    token_places: Array,
    lengths: Array,
    edges: Array,
    numbers: Array,
    sizes: Array,
    reached: Ints,
    codes: Array,
    found_parts: Array,
    counted: Array,
    cuts: Ints,
    size: Ints,
) -> None:
    """Add the places of strings in sentences of some part, and how tokens make them there.

    Parameters
    ----------
    places, strings, spans
        Where strings begin, ascending, and which; characters of each string.
    starts, owners, parts
        Where each sentence begins, and its owner; part of each owner, or -1 for what is outside.
    terms, token_firsts, token_places, lengths
        Tokens: their terms, the first of each sentence and the end, where each begins;
        characters of each term.
    edges, numbers, sizes
        Terms of the corpus that no run begins or ends with; what a term of the segment is there;
        numbers of tokens that a run may have.
    reached
        Room for a number for each string.
    codes, found_parts, counted, cuts
        Written behind what was found: the string, the part, whether a search from left to right
        would count the place, and how the string is cut into tokens there: equal ones with one
        cut have one number, 0 where it is no run of whole tokens of one sentence.
    size
        How many were found; written.
    """
    filled, sentence, before = size[0], 0, np.int64(-1)
    reached[:] = 0
    for number in range(len(places)):
        place, code = np.int64(places[number]), strings[number]
        stop = place + spans[code]
        counts = place >= reached[code]
        if counts:
            reached[code] = stop
        while sentence + 1 < len(starts) and starts[sentence + 1] <= place:
            sentence += 1
        part = parts[owners[sentence]]
        if part < 0:
            continue
        begin, end = np.int64(token_firsts[sentence]), np.int64(token_firsts[sentence + 1])
        before = max(before, begin - 1)
        while before + 1 < end and token_places[before + 1] < place:
            before += 1
        token, spot, cut = before + 1, place, np.int64(0)
        while token < end and spot < stop and token_places[token] == spot:
            length = np.int64(lengths[terms[token]])
            # Longer runs of longer words than anybody asks for are numbered alike very seldom.
            cut = (cut * 131 + length) & ((1 << 55) - 1)
            spot += length
            token += 1
        n = token - before - 1
        cuts[filled] = 0
        if spot == stop and n < len(sizes) and sizes[n] > 0:
            outer = edges[numbers[terms[before + 1]]] + edges[numbers[terms[token - 1]]]
            cuts[filled] = cut + 1 if outer == 0 else 0
        codes[filled] = code
        found_parts[filled] = part
        counted[filled] = counts
        filled += 1
    size[0] = filled


@compiled("i4[] i8[] i8[] | i8[] i8[] i8[] i8[] i8[]")
def number_cuts(
    codes: Array,
    cuts: Ints,
    latest: Ints,
    different: Ints,
    earlier: Ints,
    often: Ints,
    numbers: Ints,
    size: Ints,
) -> None:
    """Write a number for each string with its cut, by first appearance; -1 for the cut 0.

    Parameters
    ----------
    latest
        For each string -1; written: the last of its cuts.
    different, earlier
        Room for each different cut of a string, and for the one of the string before it.
    often
        Room for as many; written: how many places have the number.
    size
        How many different ones there are; written. What was written for other places goes on.
    """
    filled = size[0]
    for hit in range(len(codes)):
        numbers[hit] = -1
        if cuts[hit] == 0:
            continue
        number = latest[codes[hit]]
        while number >= 0 and different[number] != cuts[hit]:
            number = earlier[number]
        if number < 0:
            number = filled
            different[number] = cuts[hit]
            earlier[number] = latest[codes[hit]]
            latest[codes[hit]] = number
            often[number] = 0
            filled += 1
        numbers[hit] = number
        often[number] += 1
    size[0] = filled


@compiled("i4[] u1[] i8[] i8[] i8 | i8[] i8[]")
def count_places(
    codes: Array,
    counted: Array,
    numbers: Ints,
    often: Ints,
    least: int,
    n: Ints,
    n_word: Ints,
) -> None:
    """Count how often each string stands, and as a run of a frequent cut.

    Parameters
    ----------
    codes, counted, numbers
        For each place its string, 1 or 0 for whether it is counted, and the number of its cut.
    often, least
        How many places each number has, and how many make it frequent.
    n, n_word
        For each string; what is counted is added.
    """
    for place in range(len(codes)):
        number = numbers[place]
        n[codes[place]] += counted[place]
        n_word[codes[place]] += number >= 0 and often[number] >= least


@compiled("i4[] i4[] u1[] i8[] i8[] i8 i8[] i8[] | i8[] i8[] i8[] i8[] i8[]")
def add_neighbours(
    codes: Array,
    parts: Array,
    counted: Array,
    numbers: Ints,
    often: Ints,
    least: int,
    terms: Ints,
    latest: Ints,
    found_terms: Ints,
    found_parts: Ints,
    found_n: Ints,
    found_n_word: Ints,
    size: Ints,
) -> None:
    """Add how often each string stands in each part, where the places of a part are neighbours.

    Parameters
    ----------
    codes, parts, counted, numbers, often, least
        For each place its string, its part, and as for ``count_places``.
    terms
        For each string what it is called in what is written, or -1 for none.
    latest
        For each string -1, or its last entry; written.
    size
        How many entries there are; written.
    """
    filled = size[0]
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
        number = numbers[place]
        found_n[entry] += counted[place]
        found_n_word[entry] += number >= 0 and often[number] >= least
    size[0] = filled
