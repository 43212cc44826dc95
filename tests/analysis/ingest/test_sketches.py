"""Sketches estimate the share of common 5-grams; signatures are joined and taken apart again."""

import hashlib

import numpy as np
import pytest

from analysis.ingest.copies.sketches import (
    NO_VALUE,
    estimate_jaccard,
    sign,
    sketch,
    sketch_rows,
    take_signatures,
)
from tests.analysis.ingest.copies import documents, invent


def grams(text):
    return {text[n : n + 5] for n in range(len(text) - 4)}


def jaccard(a, b):
    return len(grams(a) & grams(b)) / len(grams(a) | grams(b))


def estimate(a, b):
    signatures = sign(documents(a, b))
    rows = sketch_rows(signatures, np.arange(2))
    return float(estimate_jaccard(rows[:1], rows[1:])[0])


@pytest.mark.parametrize("share", [0.0, 0.2, 0.5, 0.8, 1.0])
def test_estimate_is_near_the_true_share(share):
    errors = []
    for seed in range(20):
        text = invent(seed, 3000)
        other = text[: int(3000 * share)] + invent(seed + 100, 3000 - int(3000 * share))
        errors.append(estimate(text, other) - jaccard(text, other))
    assert abs(float(np.mean(errors))) < 0.03
    assert max(map(abs, errors)) < 0.16


def test_estimate_is_exact_for_texts_with_few_grams():
    text, other = invent(1, 70), invent(1, 60) + invent(2, 10)
    assert estimate(text, other) == jaccard(text, other)


def test_estimate_is_that_of_the_smallest_values_of_both():
    rng = np.random.default_rng(3)
    pool = np.sort(rng.integers(1 << 62, size=300, dtype=np.uint64))
    a, b = (np.sort(rng.choice(pool, 128, replace=False)) for _ in range(2))
    smallest = sorted({*a.tolist(), *b.tolist()})[:128]
    expected = len({*smallest} & {*a.tolist()} & {*b.tolist()}) / 128
    assert estimate_jaccard(a[np.newaxis], b[np.newaxis]).tolist() == [expected]


def test_sketch_is_sorted_unique_and_stable():
    values = sketch(invent(1) * 3)
    assert values.size == 128
    assert np.array_equal(values, np.unique(values))
    assert np.array_equal(values, sketch(invent(1) * 3))
    assert sketch("短").size == 0
    empty = np.full((1, 128), NO_VALUE)
    assert estimate_jaccard(empty, values[np.newaxis]).tolist() == [0.0]
    assert estimate_jaccard(empty, empty).tolist() == [0.0]


def test_signatures_are_hashes_of_bytes_and_of_characters():
    texts = "工会（2021）调研", "工會 2021：調研", "abc"
    signatures = sign(documents(*texts))
    assert [row.tobytes().hex() for row in signatures.documents] == [
        hashlib.sha256(text.encode()).hexdigest() for text in texts
    ]
    assert signatures.texts[0].tobytes() == signatures.texts[1].tobytes() != bytes(32)
    assert signatures.texts[2].tobytes() == bytes(32)
    assert [part.dtype.name for part in signatures] == ["uint8", "uint8", "int64", "uint64"]


def test_signatures_taken_are_those_of_the_documents():
    texts = [invent(1), "短", invent(2, 60), invent(3)]
    whole = sign(documents(*texts))
    for one, other in (
        (take_signatures(whole, [2, 0]), sign(documents(texts[2], texts[0]))),
        (take_signatures(whole, []), sign([])),
    ):
        assert [part.dtype for part in one] == [part.dtype for part in other]
        assert all(np.array_equal(*arrays) for arrays in zip(one, other, strict=True))


def test_rows_are_filled_up():
    rows = sketch_rows(sign(documents("短", invent(2, 60))), np.array([1, 0, 1]))
    assert rows.shape == (3, 128)
    assert np.array_equal(rows[0, :56], sketch(invent(2, 60)))
    assert (rows[0, 56:] == NO_VALUE).all()
    assert (rows[1] == NO_VALUE).all()
    assert np.array_equal(rows[0], rows[2])
    assert (sketch_rows(sign(documents("短")), np.array([0])) == NO_VALUE).all()
