"""Copies are found across encodings, formats and scripts, at once or as they come in."""

import tracemalloc
from functools import cache
from itertools import pairwise

import numpy as np
import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.ingest.copies import candidates
from analysis.ingest.copies.duplicates import Copies, find_copies, find_duplicates, without
from analysis.ingest.copies.sketches import Signatures, sign, take_signatures
from analysis.ingest.documents import read_document
from tests.analysis.ingest.copies import (
    documents,
    invent,
    relate_plainly,
    related_texts,
)

N_RELATED = 60


@cache
def related():
    """Signatures of related texts, and what the plain way finds for all at once."""
    signatures = sign(documents(*related_texts(7, N_RELATED)))
    exact, near = [-1] * N_RELATED, [-1] * N_RELATED
    relate_plainly(signatures, exact, near, range(N_RELATED))
    return signatures, exact, near


def rows_of(copies):
    return copies.duplicate_of.tolist(), copies.near_copy_of.tolist()


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


def test_texts_of_one_character_are_near_copies():
    found = find_duplicates(documents("零" * 100, "零" * 101, "零一" * 60, "零一" * 70, "一" * 99))
    assert found == ((-1,) * 5, (-1, 0, -1, 2, -1))


def test_same_bytes_read_under_two_names_are_one_document():
    data = f"# {invent(1)}".encode()
    plain, marked = (read_document(name, data) for name in ("a.txt", "a.md"))
    (last,) = documents(f"# {invent(1)} #")
    assert find_duplicates([plain, marked, last])[0] == (-1, 0, 0)


def test_a_copy_of_a_near_copy_points_to_it_and_a_near_copy_never_does():
    text = invent(1, 600)
    near = text[:520] + invent(2, 80)
    drifted = invent(3, 90) + near[90:]
    found = find_duplicates(documents(text, near, f"{near}。", drifted))
    assert found == ((-1, -1, 1, -1), (-1, 0, -1, -1))


@pytest.mark.parametrize("seed", range(5))
def test_found_is_what_comparing_all_with_all_finds(seed):
    signatures = sign(documents(*related_texts(seed, 120)))
    exact, near = [-1] * 120, [-1] * 120
    relate_plainly(signatures, exact, near, range(120))
    assert sum(row >= 0 for row in exact) > 5
    assert sum(row >= 0 for row in near) > 10
    assert rows_of(find_copies([signatures])) == (exact, near)


@given(st.lists(st.integers(0, N_RELATED), max_size=4), st.integers(0, 5))
def test_division_and_steps_make_no_difference(cuts, n_first):
    signatures, exact, near = related()
    bounds = [0, *sorted(cuts), N_RELATED]
    parts = [take_signatures(signatures, range(a, b)) for a, b in pairwise(bounds)]
    n_first = min(n_first, len(parts))
    known = find_copies(parts[:n_first]) if n_first else None
    for n_parts in range(n_first, len(parts) + 1):
        known = find_copies(parts[:n_parts], known)
    assert rows_of(known) == (exact, near)


def test_steps_make_no_difference_where_keys_are_in_more_documents_than_are_looked_at(monkeypatch):
    monkeypatch.setattr(candidates, "MAX_POSTINGS", 3)
    monkeypatch.setattr(candidates, "_MAX_PAIRS", 20)
    monkeypatch.setattr(candidates, "_BLOCK", 7)
    form = invent(0, 240)
    signatures = sign(documents(*(form + invent(seed, 60) for seed in range(1, 41))))
    at_once = rows_of(find_copies([signatures]))
    known = None
    for end in (5, 6, 20, 40):
        known = find_copies([take_signatures(signatures, range(end))], known)
    assert rows_of(known) == at_once
    assert sum(row >= 0 for row in at_once[1]) > 10


def test_all_of_a_big_family_point_to_its_first():
    text = invent(1)
    family = [f"{text[: n * 5]}{invent(n, 5)}{text[n * 5 + 5 :]}" for n in range(200)]
    exact, near = find_duplicates(documents(invent(9), *family))
    assert exact == (-1,) * 201
    assert near == (-1, -1, *(1,) * 199)


@given(st.sets(st.integers(0, N_RELATED - 1), max_size=12), st.integers(0, N_RELATED))
def test_without_some_only_their_copies_are_related_anew(gone, cut):
    signatures, exact, near = related()
    parts = [take_signatures(signatures, rows) for rows in (range(cut), range(cut, N_RELATED))]
    copies = Copies(*(np.array(rows, dtype=np.int32) for rows in (exact, near)))
    found = without(copies, parts, sorted(gone))
    exact, near = list(exact), list(near)
    orphans = [
        row for row in range(N_RELATED) if row not in gone and {exact[row], near[row]} & gone
    ]
    for row in orphans:
        exact[row] = near[row] = -1
    later = [row for row in range(N_RELATED) if row not in gone]
    new_rows = {row: number for number, row in enumerate(later)} | {-1: -1}
    relate_plainly(signatures, exact, near, orphans, gone)
    expected = [[new_rows[rows[row]] for row in later] for rows in (exact, near)]
    assert [rows.tolist() for rows in found] == expected
    assert rows_of(copies) == related()[1:]


def test_without_an_original_the_next_one_takes_its_place():
    text = invent(1, 600)
    near = text[:560] + invent(2, 40)
    parts = [sign(documents(text, invent(3), f"{text}。", near, text))]
    copies = find_copies(parts)
    assert rows_of(copies) == ([-1, -1, 0, -1, 0], [-1, -1, -1, 0, -1])
    assert rows_of(without(copies, parts, [0])) == ([-1, -1, -1, 1], [-1, -1, 1, -1])
    assert rows_of(without(copies, parts, [])) == rows_of(copies)
    assert rows_of(without(copies, parts, range(5))) == ([], [])


def test_what_is_found_is_32_bit_and_of_nothing_nothing():
    copies = find_copies([])
    assert [rows.dtype.name for rows in copies] == ["int32", "int32"]
    assert rows_of(copies) == ([], [])
    assert rows_of(find_copies([sign([])], copies)) == ([], [])


def invented_signatures(n):
    """Signatures of ``n`` documents, the second half near copies of the first."""
    rng = np.random.default_rng(5)
    values = rng.integers(1 << 62, size=(n, 128), dtype=np.uint64)
    values[n // 2 :, :110] = values[: n // 2, :110]
    values.sort(axis=1)
    digests = rng.integers(256, size=(2, n, 32), dtype=np.uint8)
    return Signatures(*digests, np.arange(0, 128 * n + 1, 128), values.ravel())


def test_memory_is_a_small_part_of_that_of_a_dictionary_of_all_hashes():
    signatures = invented_signatures(20_000)
    tracemalloc.start()
    copies = find_copies([signatures])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert copies.near_copy_of[10_000:].tolist() == list(range(10_000))
    assert peak < 60_000_000
