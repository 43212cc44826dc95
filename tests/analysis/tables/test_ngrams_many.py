"""N-grams in corpora of several segments against loops over neighbouring tokens."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from itertools import cycle, pairwise

import numpy as np
import pandas as pd
import pytest

from analysis.corpus import finding, ngrams
from analysis.corpus.corpus import Corpus
from analysis.corpus.select import Grouping, group_by
from analysis.tables.frequency import FrequencyOptions, frequency
from tests.analysis.several import NUMBERS, masks, several

SORTS = ("n", "n_word", "per_10k", "per_10k_characters", "tfidf", "term")
OPTIONS = FrequencyOptions(ngrams=(2, 4), min_n=2)


@pytest.fixture(params=NUMBERS)
def corpus(request: pytest.FixtureRequest) -> Corpus:
    return several(request.param)


def plain_runs(
    corpus: Corpus, mask: np.ndarray, options: FrequencyOptions
) -> dict[str, Counter[int]]:
    """Count runs by their string and document."""
    low, high = options.ngrams or (0, 0)
    tokens = corpus.tokens.frame().to_dict("records")
    stops = corpus.vocabulary.stopwords if options.stopwords else frozenset()
    runs: Counter[tuple[int, ...]] = Counter()
    found: list[tuple[tuple[int, ...], int]] = []
    for size in range(low, high + 1):
        for first in range(len(tokens) - size + 1):
            run = tokens[first : first + size]
            if mask[run[0]["sentence"]] and all(
                a["sentence"] == b["sentence"] and a["end"] == b["start"] for a, b in pairwise(run)
            ):
                terms = tuple(token["term"] for token in run)
                runs[terms] += 1
                found.append((terms, run[0]["doc"]))
    strings: dict[str, Counter[int]] = defaultdict(Counter)
    for terms, doc in found:
        words = [corpus.terms[term] for term in terms]
        string = "".join(words)
        edges = {words[0], words[-1]}
        if runs[terms] >= options.min_n and not edges & stops and len(string) >= options.min_length:
            strings[string][doc] += 1
    return strings


def plain_strings(corpus: Corpus, mask: np.ndarray, string: str) -> Counter[int]:
    found: Counter[int] = Counter()
    for doc, document in enumerate(corpus.documents):
        at = document.folded.find(string)
        while at >= 0:
            found[doc] += int(mask[corpus.sentences_at([doc], [at])[0]])
            at = document.folded.find(string, at + len(string))
    return found


@pytest.mark.parametrize("options", [OPTIONS, replace(OPTIONS, stopwords=False, min_length=5)])
@pytest.mark.parametrize("many", [0, 10**9])
def test_runs_are_those_of_a_plain_count(
    corpus: Corpus, options: FrequencyOptions, many: int, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(finding, "_MANY", many)
    for mask in masks(corpus, 4):
        table = frequency(corpus, mask, options=options)
        runs = plain_runs(corpus, mask, options)
        assert set(table["term"]) == set(runs)
        for row in table.itertuples():
            strings = plain_strings(corpus, mask, row.term)
            assert (row.n, row.n_word) == (strings.total(), runs[row.term].total())
            assert row.documents == len(+strings)
        order = [(-row.n, -row.n_word, row.term) for row in table.itertuples()]
        assert order == sorted(order)


@pytest.mark.parametrize(("number", "sort"), [*zip(cycle(NUMBERS), SORTS, strict=False)])
@pytest.mark.parametrize("kind", ["", "organisation"])
def test_pages_are_parts_of_the_whole(
    number: int, sort, kind: str, monkeypatch: pytest.MonkeyPatch
):
    corpus = several(number)
    monkeypatch.setattr(ngrams, "SAMPLE", 200)
    grouping: Grouping | None = group_by(corpus, kind) if kind else None
    options = replace(OPTIONS, sort=sort, stopwords=False)
    for mask in masks(corpus, 6)[:3]:
        whole = frequency(corpus, mask, grouping=grouping, options=options)
        for offset, limit in ((0, 4), (3, 10), (0, 0), (2, 10**6)):
            paged = replace(options, offset=offset, limit=limit)
            page = frequency(corpus, mask, grouping=grouping, options=paged)
            rows = whole.groupby(whole["group"].fillna(""), sort=False).cumcount()
            expected = whole[(rows >= offset) & (rows < offset + limit)].reset_index(drop=True)
            pd.testing.assert_frame_equal(page, expected, rtol=1e-12)
