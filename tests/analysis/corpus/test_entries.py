"""Counts of some strings by part, read from columns, against a plain count of every sentence."""

from __future__ import annotations

import re
from collections import Counter

import numpy as np
import pytest

from analysis.corpus.counts import sum_each, sum_terms
from analysis.corpus.entries import count_strings, count_terms
from analysis.corpus.part_counts import PartCounts
from analysis.corpus.select import group_by
from analysis.corpus.subset import Subset
from tests.analysis.several import NUMBERS, masks, several

STRINGS = ["工会", "的", "人人", "工作", "务职", "会员的", "龘龘", "服务", "一"]


def plain(subset: Subset) -> dict[tuple[str, int, int], list[int]]:
    """Both counts by string, group and document, where one of them is not 0."""
    corpus = subset.corpus
    found: dict[tuple[str, int, int], list[int]] = {}
    sentences, tokens = corpus.sentences, corpus.tokens
    docs, starts = sentences.values("doc"), sentences.values("start")
    groups = subset.groups_at(np.arange(len(docs)))
    texts = [document.folded for document in corpus.documents]
    for string in STRINGS:
        n: Counter[tuple[int, int]] = Counter()
        for doc, text in enumerate(texts):
            rows = np.flatnonzero(docs == doc)
            for match in re.finditer(string, text):
                row = rows[np.searchsorted(starts[rows], match.start(), side="right") - 1]
                n[int(groups[row]), doc] += 1
        for key in filter(lambda key: key[0] >= 0, n):
            found.setdefault((string, *key), [0, 0])[0] = n[key]
    owners = groups[tokens.values("sentence")].tolist()
    rows = zip(tokens.values("term").tolist(), tokens.values("doc").tolist(), owners, strict=True)
    for term, doc, group in rows:
        if group >= 0 and corpus.terms[term] in STRINGS:
            found.setdefault((corpus.terms[term], group, doc), [0, 0])[1] += 1
    return found


def sorted_entries(counts: PartCounts) -> list[tuple[int, ...]]:
    return sorted(zip(*(column.tolist() for column in counts), strict=True))


@pytest.mark.parametrize("by", [None, "organisation"])
@pytest.mark.parametrize("number", NUMBERS)
def test_strings_are_counted_in_every_part(number: int, by: str | None):
    corpus = several(number)
    grouping = None if by is None else group_by(corpus, by)
    for mask in masks(corpus, number):
        subset = Subset(corpus, mask, grouping)
        counts, parts = count_strings(subset, STRINGS), subset.parts
        rows = zip(*(column.tolist() for column in counts), strict=True)
        assert {
            (STRINGS[term], int(parts.group[part]), int(parts.document[part])): [n, n_word]
            for term, part, n, n_word in rows
        } == plain(subset)


@pytest.mark.parametrize("number", NUMBERS)
def test_columns_hold_what_rows_hold(number: int):
    corpus = several(number)
    codes = np.flatnonzero(corpus.vocabulary.lengths > 1)[::3]
    strings = corpus.vocabulary.strings(codes).tolist()
    for mask in masks(corpus, number):
        subset = Subset(corpus, mask)
        assert sorted_entries(count_strings(subset, strings)) == sorted_entries(
            count_terms(subset, codes)
        )


@pytest.mark.parametrize("number", NUMBERS)
def test_several_masks_counted_together_are_counted_as_each_alone(number: int):
    corpus = several(number)
    docs = corpus.sentences.values("doc")
    drawn = np.random.default_rng(number).integers(0, 4, len(docs))
    apart = [drawn == 0, drawn == 1, docs < 0]
    for several_masks in (apart, [docs % 3 == 0, docs % 3 == 2], [*apart, docs % 2 == 0]):
        for found, mask in zip(sum_each(corpus, several_masks), several_masks, strict=True):
            for column, expected in zip(found, sum_terms(corpus, mask), strict=True):
                assert column.tolist() == expected.tolist()
