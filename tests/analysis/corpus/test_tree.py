"""Many strings found together against a plain search."""

from __future__ import annotations

import random

import numpy as np
import pytest

from analysis.corpus.segments import tree
from analysis.corpus.segments.tree import find_tree, plant
from tests.analysis.several import NUMBERS, several


def plain(text: str, string: str) -> list[int]:
    return [at for at in range(len(text)) if text.startswith(string, at)]


@pytest.mark.parametrize("room", [0, 1000])
@pytest.mark.parametrize("number", NUMBERS)
def test_places_are_those_of_a_plain_search(number: int, room: int, monkeypatch):
    monkeypatch.setattr(tree, "_ROOM", room)
    draw = random.Random(number)  # noqa: S311 - no secret
    texts = [segment.texts for segment in several(number).layout.segments]
    joined = ["".join(map(chr, part["characters"].tolist())) for part in texts]
    pieces = [text[at : at + draw.randint(1, 6)] for text in joined for at in range(0, 900, 30)]
    ends = [text[-4:-1] for text in joined] + [text[:3] for text in joined]
    strings = sorted(
        {p for p in pieces + ends + ["人人", "的", "龘", "龘的"] if p and "\0" not in p}
    )
    planted = plant(strings)
    for part, text in zip(texts, joined, strict=True):
        inside = np.asarray([draw.random() < 0.6 for _ in range(len(part["firsts"]) - 1)])
        chosen = np.repeat(inside, np.diff(part["firsts"]))
        places, codes = find_tree(part, planted, inside)
        for code, string in enumerate(strings):
            expected = [at for at in plain(text, string) if chosen[at]]
            assert places[codes == code].tolist() == expected


def test_no_strings_are_nowhere():
    texts = several(0).layout.segments[0].texts
    for inside in (True, False):
        places, codes = find_tree(texts, plant([]), np.full(5, inside))
        assert (len(places), len(codes)) == (0, 0)


def test_no_documents_hold_nothing():
    texts = several(0).layout.segments[0].texts
    places, codes = find_tree(texts, plant(["的"]), np.zeros(5, dtype=bool))
    assert (len(places), len(codes)) == (0, 0)
