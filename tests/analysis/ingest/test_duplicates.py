"""Copies are found across encodings, formats and scripts; figures are never called copies."""

import random

import numpy as np
import opencc
import pytest

from analysis.ingest.documents import read_document
from analysis.ingest.duplicates import estimate_jaccard, find_duplicates, sketch

COMMON = "的一是人了不在有大中国和为这上他个地年来我会以到时要出生学说道民家子也成行下们于就发自"


def invent(seed, n=1200):
    rng = random.Random(seed)  # noqa: S311
    return "".join(rng.choice(COMMON) for _ in range(n))


def documents(*texts):
    return [read_document(f"{n}.txt", text.encode()) for n, text in enumerate(texts)]


def jaccard(a, b):
    grams = [{text[n : n + 5] for n in range(len(text) - 4)} for text in (a, b)]
    return len(grams[0] & grams[1]) / len(grams[0] | grams[1])


def test_same_bytes_and_same_text():
    text = invent(1)
    html = "".join(f"<p>{text[n : n + 100]}</p>" for n in range(0, 1200, 100))
    found = find_duplicates(
        documents(text, invent(2), text, html, opencc.OpenCC("s2t").convert(text))
    )
    assert found == ((-1, -1, 0, 0, 0), (-1,) * 5)


def test_copies_of_copies_point_to_the_first():
    text = invent(1)
    assert find_duplicates(documents(text, f"{text}。", text, f"{text}。"))[0] == (-1, 0, 0, 0)


def test_other_figures_are_no_copy():
    text = invent(1)
    exact, near = find_duplicates(documents(f"{text}共46个", f"{text}共47个"))
    assert exact == (-1, -1)
    assert near == (-1, 0)


def test_near_copy_points_to_the_likeliest_original():
    text = invent(1)
    copy = text[:500] + text[520:] + "另附说明"
    assert find_duplicates(documents(invent(3), text, invent(2), copy))[1] == (-1, -1, -1, 1)


def test_half_a_copy_is_none():
    text = invent(1)
    assert find_duplicates(documents(text, text[:600] + invent(2, 600)))[1] == (-1, -1)


def test_many_documents_with_one_formula_are_no_copies():
    formula = invent(0, 200)
    found = find_duplicates(documents(*(formula + invent(seed) for seed in range(1, 90))))
    assert found == ((-1,) * 89, (-1,) * 89)


def test_short_texts_are_only_exact_copies():
    found = find_duplicates(
        documents("关于开展调研的通知。", "关于开展调研的通知！", "关于开展调研的报告。")
    )
    assert found[1] == (-1, -1, -1)


def test_nothing():
    assert find_duplicates([]) == ((), ())


@pytest.mark.parametrize("share", [0.0, 0.2, 0.5, 0.8, 1.0])
def test_estimate_is_near_the_true_share(share):
    errors = []
    for seed in range(20):
        text = invent(seed, 3000)
        other = text[: int(3000 * share)] + invent(seed + 100, 3000 - int(3000 * share))
        errors.append(estimate_jaccard(sketch(text), sketch(other)) - jaccard(text, other))
    assert abs(float(np.mean(errors))) < 0.03
    assert max(map(abs, errors)) < 0.16


def test_estimate_is_exact_for_texts_with_few_grams():
    text, other = invent(1, 70), invent(1, 60) + invent(2, 10)
    assert estimate_jaccard(sketch(text), sketch(other)) == jaccard(text, other)


def test_sketch_is_sorted_unique_and_stable():
    values = sketch(invent(1) * 3)
    assert values.size == 128
    assert np.array_equal(values, np.unique(values))
    assert np.array_equal(values, sketch(invent(1) * 3))
    assert sketch("短").size == 0
    assert estimate_jaccard(sketch("短"), values) == 0.0
