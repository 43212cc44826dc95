"""Many strings found together against a plain search."""

from __future__ import annotations

import random
import re

import numpy as np
import pytest

from analysis.corpus.loops.runs import find_runs
from analysis.corpus.segments.segment import Segment
from analysis.corpus.segments.tree import Tree, plant
from tests.analysis.several import NUMBERS, several

_TOKENS = ("token_terms", "token_firsts", "token_places", "term_lengths")


def plain(text: str, string: str) -> list[int]:
    return [at for at in range(len(text)) if text.startswith(string, at)]


def find_tree(segment: Segment, planted: Tree, inside: np.ndarray, n_strings: int, room: int):
    """Places of one segment: those of all its sentences are of one part, and those written."""
    words, size = segment.words, np.zeros(1, dtype=np.int64)
    codes, parts, cuts = np.full((3, room), -1, dtype=np.int64)
    counted, edges = np.zeros(room, dtype=np.uint8), np.zeros(len(words["term_lengths"]), np.uint8)
    owners = np.zeros(segment.n_sentences, dtype=np.int32)
    tokens = (words[name] for name in _TOKENS)
    find_runs.over(1 << 20)(
        range(1),
        *(segment.texts["characters"], segment.texts["firsts"], inside.view(np.uint8)),
        *(*planted, words["sentence_places"], owners, np.asarray([7]), *tokens),
        *(edges, np.asarray([0, 1], dtype=np.uint8), np.zeros(n_strings, dtype=np.int64)),
        *(codes, parts, counted, cuts, size),
    )
    return codes, parts, counted, cuts, int(size[0])


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
    planted = plant(strings)
    for segment, text in zip(segments, joined, strict=True):
        inside = np.asarray([draw.random() < 0.6 for _ in range(segment.n_documents)])
        chosen = np.repeat(inside, np.diff(segment.texts["firsts"]))
        words = starts_of(segment)
        codes, parts, counted, cuts, n = find_tree(segment, planted, inside, len(strings), 90_000)
        assert (parts[:n] == 7).all()
        for code, string in enumerate(strings):
            here = np.flatnonzero(codes[:n] == code)
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


def test_what_finds_no_room_is_counted():
    segment = several(0).layout.segments[0]
    inside = np.ones(segment.n_documents, dtype=bool)
    whole = find_tree(segment, plant(["的"]), inside, 1, 5000)
    short = find_tree(segment, plant(["的"]), inside, 1, 3)
    assert short[-1] == whole[-1] > 3
    assert short[3].tolist() == whole[3][:3].tolist()


def test_no_strings_and_no_documents_hold_nothing():
    segment = several(0).layout.segments[0]
    for inside in (True, False):
        there = np.full(segment.n_documents, inside)
        assert find_tree(segment, plant([]), there, 0, 9)[-1] == 0
    assert find_tree(segment, plant(["的"]), there, 1, 9)[-1] == 0
