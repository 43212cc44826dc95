"""Collocates of corpora of several segments, against going through every word."""

from collections import Counter
from unittest.mock import patch

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus import tokens
from analysis.schema import COLLOCATES
from analysis.tables.collocation import collocates
from analysis.tables.hits import Focus
from tests.analysis.tables.scattered import asked
from tests.analysis.tables.test_hits_scattered import TERMS, plain_hits


def plain_near(corpus, mask, found, window):
    """Count the words near the hits and all words of the mask."""
    tokens = corpus.tokens.frame()
    near, parts = set(), set()
    for doc, row, start, end in found:
        mine = tokens[tokens["doc"] == doc]
        before = mine.index[mine["end"] <= start]
        after = mine.index[mine["start"] >= end]
        inside = mine.index[mine["sentence"] == row]
        width = len(tokens) if window is None else window
        near |= (set(before[-width:] if width else []) | set(after[:width])) & set(inside)
        if window is None:
            near |= set(inside)
        parts |= set(mine.index) - set(before) - set(after)
    terms = tokens["term"]
    words = Counter(corpus.terms[code] for code in terms[mask[tokens["sentence"]]])
    return Counter(corpus.terms[terms[row]] for row in near - parts), words


@settings(max_examples=100)
@given(
    asked(),
    TERMS,
    st.integers(0, 3) | st.just(70) | st.none(),
    st.integers(1, 2),
    st.sampled_from([0, 100]),
)
def test_words_near_a_string_are_those_of_a_search(question, term, window, least, long):
    corpus, mask = question
    found = plain_hits(corpus, mask, Focus("term", term))
    together, n = plain_near(corpus, mask, found, window)
    near = {"window": window, "min_together": least, "stopwords": False}
    with patch.object(tokens, "LONG", long):
        table = COLLOCATES.check(collocates(corpus, mask, term, **near))
    counted = {row.term: (row.n_together, row.n) for row in table.itertuples()}
    assert counted == {w: (k, n[w]) for w, k in together.items() if k >= least}
    order = sorted(zip(-table["log_likelihood"], table["term"], strict=True), key=lambda pair: pair)
    assert [term for _, term in order] == table["term"].tolist()
    for offset, limit in ((0, 1), (1, 2), (0, 0), (2, 50)):
        page = collocates(corpus, mask, term, **near, offset=offset, limit=limit)
        wanted = table[offset : offset + limit].reset_index(drop=True)
        pd.testing.assert_frame_equal(page, wanted)


@settings(max_examples=100)
@given(asked(), st.integers(1, 3))
def test_words_near_a_theme_are_those_of_a_search(question, window):
    corpus, mask = question
    focus = Focus("theme", "整改")
    together, _ = plain_near(corpus, mask, plain_hits(corpus, mask, focus), window)
    table = collocates(corpus, mask, focus, window=window, stopwords=False)
    assert dict(zip(table["term"], table["n_together"], strict=True)) == together
    assert (np.diff(table["log_likelihood"]) <= 0).all()
