"""Many strings found together, and how tokens make them, against a plain search."""

from __future__ import annotations

import random
import re

import numpy as np
import pytest

from analysis.corpus.loops.runs import cut_strings
from analysis.corpus.segments.segment import Segment
from analysis.corpus.segments.sieve import Sieve
from tests.analysis.several import NUMBERS, several

_TOKENS = ("token_terms", "token_firsts", "token_places", "term_lengths")


def plain(text: str, string: str) -> list[int]:
    return [at for at in range(len(text)) if text.startswith(string, at)]


def sift(segment: Segment, strings: list[str], inside: np.ndarray):
    texts = segment.texts
    return Sieve(strings).find(texts["characters"], texts["firsts"], inside.astype(np.uint8))


def cut(segment: Segment, strings: list[str], inside: np.ndarray):
    """Places of one segment: those of all its sentences are of one part."""
    words, size = segment.words, np.zeros(1, dtype=np.int64)
    places, found = sift(segment, strings, inside)
    codes, parts = np.full((2, len(places)), -1, dtype=np.int32)
    counted, cuts = np.zeros(len(places), dtype=np.uint8), np.zeros(len(places), dtype=np.int64)
    n_terms = len(words["term_lengths"])
    cut_strings.over(1 << 20)(
        range(1),
        *(places, found, np.asarray(list(map(len, strings)), dtype=np.int32)),
        *(words["sentence_places"], np.zeros(segment.n_sentences, dtype=np.int32)),
        *(np.asarray([7]), *(words[name] for name in _TOKENS)),
        *(np.zeros(n_terms, np.uint8), np.arange(n_terms, dtype=np.int32)),
        *(np.asarray([0, 1], dtype=np.uint8), np.zeros(len(strings), dtype=np.int64)),
        *(codes, parts, counted, cuts, size),
    )
    assert size[0] == len(places)
    return codes, parts, counted, cuts


@pytest.mark.parametrize("number", NUMBERS)
def test_hits_are_those_of_a_plain_search(number: int):
    draw = random.Random(number)  # noqa: S311 - no secret
    segments = several(number).layout.segments
    joined = ["".join(map(chr, one.texts["characters"].tolist())) for one in segments]
    pieces = [text[at : at + draw.randint(1, 6)] for text in joined for at in range(0, 900, 30)]
    ends = [text[-4:-1] for text in joined] + [text[:3] for text in joined]
    strings = sorted(
        {p for p in pieces + ends + ["人人", "的", "龘", "龘的"] if p and "\0" not in p}
    )
    for segment, text in zip(segments, joined, strict=True):
        inside = np.asarray([draw.random() < 0.6 for _ in range(segment.n_documents)])
        chosen = np.repeat(inside, np.diff(segment.texts["firsts"]))
        words = starts_of(segment)
        codes, parts, counted, cuts = cut(segment, strings, inside)
        assert (parts == 7).all()
        for code, string in enumerate(strings):
            here = np.flatnonzero(codes == code)
            expected = [at for at in plain(text, string) if chosen[at]]
            once = [match.start() for match in re.finditer(re.escape(string), text)]
            once = [at for at in once if chosen[at]]
            assert len(here) == len(expected)
            assert counted[here].sum() == len(once)
            assert (cuts[here] > 0).sum() == sum(words.get(at) == string for at in expected)


def starts_of(segment: Segment) -> dict[int, str]:
    """Each word of a segment by the place where it begins."""
    terms = segment.terms.to_pylist()
    codes = segment.words["token_terms"].tolist()
    return dict(
        zip(segment.words["token_places"].tolist(), map(terms.__getitem__, codes), strict=True)
    )


@pytest.mark.parametrize("kind", [np.uint16, np.uint32])
def test_strings_at_ends_and_beyond_sixteen_bits_are_found(kind: type[np.unsignedinteger]):
    text = "人人会\0会人\0\0人𠮷会人" if kind is np.uint32 else "人人会\0会人\0\0人会会人"
    characters = np.asarray(list(map(ord, text)), dtype=kind)
    firsts = np.asarray([0, 4, 7, 8, len(text)])
    strings = ["人", "会人", "人人会", "𠮷会人", "人𠮷会人", "𠮷人"]
    for inside in ([1, 1, 1, 1], [1, 0, 1, 0], [0, 1, 0, 1], [0, 0, 0, 0]):
        places, codes = Sieve(strings).find(characters, firsts, np.asarray(inside, dtype=np.uint8))
        chosen = np.repeat(inside, np.diff(firsts)) > 0
        found = sorted(zip(places.tolist(), codes.tolist(), strict=True))
        assert found == sorted(
            (at, code)
            for code, string in enumerate(strings)
            for at in plain(text, string)
            if chosen[at]
        )


def test_no_strings_and_no_documents_hold_nothing():
    segment = several(0).layout.segments[0]
    there = np.ones(segment.n_documents, dtype=bool)
    assert [len(found) for found in sift(segment, [], there)] == [0, 0]
    assert [len(found) for found in sift(segment, ["的"], ~there)] == [0, 0]
    assert len(sift(segment, ["的"], there)[0]) > 3
