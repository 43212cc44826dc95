"""Runs of tokens read, made longer by one token at a time, and numbered where they are frequent."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from analysis.corpus.loops.compiling import compiled, compiled_for_each

Array = npt.NDArray[Any]
Ints = npt.NDArray[np.int64]

_GOLDEN = 0x9E3779B1
_WORD = 0xFFFFFFFF
# Multiples of it are spread evenly over all numbers of 32 bits.


@compiled_for_each("u1[] i8[] i4[] i8[] i4[] i4[] u4[] i4[] i4[] | i4[] u1[] i8[]")
def read_documents(
    chosen: Array,
    sentence_firsts: Ints,
    owners: Array,
    parts: Ints,
    terms: Array,
    token_firsts: Array,
    token_places: Array,
    lengths: Array,
    numbers: Array,
    found: Array,
    joined: Array,
    size: Ints,
) -> None:
    """Add the tokens of some documents, those of sentences that are of some part.

    Parameters
    ----------
    chosen, sentence_firsts
        1 for documents that are read; the first sentence of each, and the end.
    owners, parts
        Owner of each sentence; part of each owner, or -1 for what is outside.
    terms, token_firsts, token_places, lengths
        Tokens: their terms, the first of each sentence and the end, where each begins;
        characters of each term.
    numbers
        What a term of the segment is in the corpus.
    found, joined
        Written behind what was found: the term in the corpus, and whether the next token touches
        this one in the same sentence.
    size
        How many were found; written.
    """
    filled = size[0]
    for document in range(len(chosen)):
        if chosen[document] == 0:
            continue
        for sentence in range(sentence_firsts[document], sentence_firsts[document + 1]):
            if parts[owners[sentence]] < 0:
                continue
            end = np.int64(-1)
            for token in range(token_firsts[sentence], token_firsts[sentence + 1]):
                term = terms[token]
                if filled > 0:
                    joined[filled - 1] = end == np.int64(token_places[token])
                end = np.int64(token_places[token]) + lengths[term]
                found[filled] = numbers[term]
                filled += 1
    if filled > 0:
        joined[filled - 1] = 0
    size[0] = filled


@compiled("i4[] i4[] u1[] i4[] i8 i8 i8 | i4[] i4[] i8[] i8[]")
def lengthen_runs(
    first: Array,
    code: Array,
    joined: Array,
    numbers: Array,
    n_terms: int,
    length: int,
    least: int,
    buckets: Array,
    longer: Array,
    keys: Ints,
    size: Ints,
) -> None:
    """Write which runs can become longer by a token, without most of those that are rare then.

    Parameters
    ----------
    first, code
        First token of each run, and a number for its terms.
    joined, numbers
        For each token whether the next one touches it; a number below ``n_terms`` for its term, or
        -1 for one that is rare.
    length
        Tokens of the longer runs.
    least
        Those that share a bucket and are fewer are all rare.
    buckets
        Zeros, a power of two.
    longer, keys
        Room for all runs; written: the first token of each longer run, and a number for its terms.
    size
        Written: how many there are.
    """
    mask, filled = len(buckets) - 1, 0
    # Twice the same rather than kept from one time to the next: most runs are not written.
    for run in range(len(first)):
        last = np.int64(first[run]) + length - 1
        if joined[last - 1] == 1 and numbers[last] >= 0:
            key = np.int64(code[run]) * n_terms + numbers[last]
            mixed = ((key ^ key >> 32) * _GOLDEN) & _WORD
            buckets[(mixed ^ mixed >> 15) & mask] += 1
    for run in range(len(first)):
        last = np.int64(first[run]) + length - 1
        if joined[last - 1] == 1 and numbers[last] >= 0:
            key = np.int64(code[run]) * n_terms + numbers[last]
            mixed = ((key ^ key >> 32) * _GOLDEN) & _WORD
            if buckets[(mixed ^ mixed >> 15) & mask] >= least:
                longer[filled] = first[run]
                keys[filled] = key
                filled += 1
    size[0] = filled


@compiled("i4[] i8[] i8 | i8[] i4[] i4[] i4[] i4[] i8[]")
def number_runs(
    first: Array,
    keys: Ints,
    least: int,
    table: Ints,
    counts: Array,
    slots: Array,
    kept: Array,
    codes: Array,
    size: Ints,
) -> None:
    """Write the runs that occur often enough, their different terms numbered by first appearance.

    Parameters
    ----------
    first, keys
        First token of each run, and a number for its terms.
    table, counts
        -1 and 0, more often than there are runs, by far, and a power of two.
    slots
        Room for a number for each run.
    kept, codes
        Room for all runs; written: the first token of each that is kept, and its number.
    size
        Written: how many there are, and how many different ones.
    """
    mask = len(table) - 1
    for run in range(len(keys)):
        key = keys[run]
        mixed = ((key ^ key >> 32) * _GOLDEN) & _WORD
        slot = (mixed ^ mixed >> 15) & mask
        while table[slot] >= 0 and table[slot] != key:
            slot = (slot + 1) & mask
        table[slot] = key
        counts[slot] += 1
        slots[run] = slot
    filled, different = 0, 0
    for run in range(len(keys)):
        slot = slots[run]
        if counts[slot] >= least:
            # From here on the table holds numbers, and counts say which are given already.
            table[slot] = different
            counts[slot] = -1
            different += 1
        if counts[slot] < 0:
            kept[filled] = first[run]
            codes[filled] = table[slot]
            filled += 1
    size[0] = filled
    size[1] = different
