"""N-grams of large subsets: looked for in a sample, counted in the whole."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analysis.corpus import candidates
from analysis.corpus.corpus import Corpus
from analysis.corpus.select import group_by
from analysis.corpus.subset import Subset
from analysis.tables.frequency import FrequencyOptions, frequency, is_sampled
from tests.analysis.several import NUMBERS, masks, several

OPTIONS = FrequencyOptions(ngrams=(2, 4), min_n=2, stopwords=False, limit=12)
ALL = 10**6


@pytest.fixture(params=NUMBERS)
def corpus(request: pytest.FixtureRequest) -> Corpus:
    return several(request.param)


def asked(
    corpus: Corpus, mask: np.ndarray, options: FrequencyOptions, sample: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return a table of all runs, and one whose candidates come from a sample."""
    whole = frequency(corpus, mask, options=replace(options, offset=0, limit=None))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(candidates, "LARGE", 100)
        patch.setattr(candidates, "SAMPLE", sample)
        return whole, frequency(corpus, mask, options=options)


@pytest.mark.parametrize("sort", ["n", "n_word", "per_10k", "per_10k_characters"])
@pytest.mark.parametrize("kept", [{}, {"stopwords": True, "min_length": 5}, {"min_n": 4}])
def test_all_candidates_make_the_same_table(corpus: Corpus, sort, kept: dict[str, int]):
    for mask in masks(corpus, 4)[:3]:
        options = replace(OPTIONS, sort=sort, limit=ALL, **kept)
        whole, found = asked(corpus, mask, options, sample=ALL)
        pd.testing.assert_frame_equal(found, whole, rtol=1e-12)


@pytest.mark.parametrize("offset", [0, 5])
def test_counts_are_those_of_the_whole(corpus: Corpus, offset: int):
    for mask in masks(corpus, 5)[:3]:
        whole, found = asked(corpus, mask, replace(OPTIONS, offset=offset), sample=1000)
        assert (1 if mask.all() else 0) <= len(found) <= OPTIONS.limit
        expected = whole.set_index("term").loc[found["term"]].reset_index()
        pd.testing.assert_frame_equal(found, expected[found.columns], rtol=1e-12)
        order = [(-row.n, -row.n_word, row.term) for row in found.itertuples()]
        assert order == sorted(order)


def test_frequent_runs_are_found(corpus: Corpus):
    options = replace(OPTIONS, sort="n_word", limit=5)
    whole, found = asked(corpus, masks(corpus, 0)[0], options, sample=2000)
    assert found["term"].tolist() == whole["term"].head(5).tolist()


def test_the_sample_is_spread_and_always_the_same(corpus: Corpus, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(candidates, "SAMPLE", len(corpus.tokens) // 2)
    subset = Subset(corpus, masks(corpus, 0)[0])
    first, again = (candidates.sample_rows(subset) for _ in range(2))
    assert first.tolist() == again.tolist()
    # Of half of the documents no three neighbours are left out.
    assert first[0] == 0
    assert np.diff(first).max() <= 3
    assert len(first) >= corpus.layout.n_documents // 3


def test_only_pages_of_large_subsets_are_sampled(corpus: Corpus, monkeypatch: pytest.MonkeyPatch):
    everything, *_, nothing = masks(corpus, 0)
    assert not is_sampled(corpus, everything, OPTIONS)
    monkeypatch.setattr(candidates, "LARGE", 100)
    assert is_sampled(corpus, everything, OPTIONS)
    assert not is_sampled(corpus, nothing, OPTIONS)
    for other in ({"limit": None}, {"ngrams": None}, {"sort": "tfidf"}, {"terms": ("整改",)}):
        assert not is_sampled(corpus, everything, replace(OPTIONS, **other))
    grouping = group_by(corpus, "organisation")
    whole = frequency(corpus, everything, grouping=grouping, options=OPTIONS)
    monkeypatch.undo()
    expected = frequency(corpus, everything, grouping=grouping, options=OPTIONS)
    pd.testing.assert_frame_equal(whole, expected)
