"""TF-IDF by hand."""

import math

import pytest

from analysis.measures.weighting import tfidf


def test_tfidf_by_hand():
    found = tfidf([3, 3, 1, 0], [1, 2, 5, 0], 5)
    assert found == pytest.approx([3 * math.log(5), 3 * math.log(2.5), 0, 0], rel=1e-12)


def test_tfidf_of_one_document_is_zero():
    assert tfidf([3, 8], [1, 1], 1).tolist() == [0, 0]
    assert tfidf([], [], 4).shape == (0,)
