"""Strings of a segment are counted as a plain search would count them."""

from collections import Counter

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotate.document import Annotator
from analysis.corpus.segments.arrays import known_strings
from analysis.corpus.segments.batch import process
from analysis.corpus.segments.finder import Finder, find_all
from analysis.corpus.segments.layers import pack_words
from analysis.corpus.segments.occurrences import Entries, Foreign, count_strings
from analysis.corpus.segments.strings import can_overlap_itself
from analysis.corpus.segments.texts import folded_text, pack_texts
from analysis.corpus.segments.words import code_points
from analysis.ingest.documents import read_pasted
from analysis.schema import Settings

TEXTS = ("整改人人有责。人人人整改落实！\n基层服务，人人参与。", "服务基层。服务人人。")
FURTHER = ("人人", "改落", "没有的", "层服务", "一")
SMALL = st.text(alphabet="人整改一", max_size=30)
TERMS = st.lists(st.text(alphabet="人整改一", min_size=1, max_size=4), unique=True, max_size=12)


def segment() -> tuple[dict, dict]:
    annotator = Annotator(Settings(engine="rjieba"))
    documents = [read_pasted(text, name=f"第{n}篇") for n, text in enumerate(TEXTS)]
    batch = process(documents, annotator)
    texts = pack_texts(batch.documents)
    return texts, pack_words(batch.words, texts)


def strings_of(words: dict) -> list[str]:
    terms = known_strings(words, "terms")
    return [*terms, *(term for term in FURTHER if term not in terms)]


def counted(entries: Entries, strings: list[str]) -> dict[tuple[int, str], tuple[int, int]]:
    rows = zip(*(column.tolist() for column in entries), strict=True)
    return {(row, strings[column]): (n, n_word) for row, column, n, n_word in rows}


def plainly(texts: dict, words: dict, strings: list[str], owners: list[int]) -> dict:
    """Count with ``str.count`` sentence by sentence, and the words one by one."""
    sizes = words["sentence_end"] - words["sentence_start"]
    places = zip(words["sentence_places"].tolist(), sizes.tolist(), strict=True)
    pieces = [folded_text(texts, place, place + size) for place, size in places]
    n, n_word = Counter(), Counter()
    for row, owner in enumerate(owners):
        first, stop = words["token_firsts"][row : row + 2].tolist()
        for string in strings:
            n[owner, string] += pieces[row].count(string)
        n_word.update((owner, strings[c]) for c in words["token_terms"][first:stop].tolist())
    found = {key: (n[key], n_word[key]) for key in n}
    return {key: pair for key, pair in found.items() if key[0] >= 0 and pair != (0, 0)}


def test_strings_are_counted_for_the_owners_of_their_sentences():
    texts, words = segment()
    strings = strings_of(words)
    owners = np.asarray([3, -1, 0, 3, 3, 1][: len(words["sentence_doc"])])
    entries = count_strings(texts, words, owners, strings)
    assert counted(entries, strings) == plainly(texts, words, strings, owners.tolist())
    assert counted(entries, strings)[3, "人人"][0] >= 1
    cells = list(zip(entries.rows.tolist(), entries.columns.tolist(), strict=True))
    assert cells == sorted(cells)


def test_foreign_strings_change_no_count():
    texts, words = segment()
    strings = strings_of(words)
    owners = np.zeros(len(words["sentence_doc"]), dtype=np.int32)
    plain = count_strings(texts, words, owners, strings)
    for foreign in (Foreign(FURTHER), Foreign(strings), Foreign([])):
        found = count_strings(texts, words, owners, strings, foreign)
        assert all(map(np.array_equal, found, plain))


def test_owners_of_any_number_are_told_apart():
    texts, words = segment()
    strings = strings_of(words)
    owners = np.arange(len(words["sentence_doc"]), dtype=np.int64) << 30
    wide = counted(count_strings(texts, words, owners, strings), strings)
    narrow = counted(count_strings(texts, words, owners >> 30, strings), strings)
    assert wide == {(row << 30, string): pair for (row, string), pair in narrow.items()}


@settings(max_examples=60)
@given(texts=st.lists(SMALL, max_size=4), terms=TERMS)
def test_a_finder_finds_the_same_in_every_text(texts: list[str], terms: list[str]):
    finder = Finder(terms)
    for text in texts:
        places, codes = finder.find(code_points(text))
        expected = sorted(
            (place, row)
            for row, term in enumerate(terms)
            for place in range(len(text))
            if text.startswith(term, place)
        )
        assert sorted(zip(places.tolist(), codes.tolist(), strict=True)) == expected
        assert all(map(np.array_equal, (places, codes), find_all(code_points(text), terms)))


@settings(max_examples=60)
@given(text=SMALL, terms=TERMS, places=st.lists(st.integers(0, 29), unique=True))
def test_a_finder_counts_places_apart_as_a_search_does(
    text: str, terms: list[str], places: list[int]
):
    within = np.asarray(sorted(place for place in places if place < len(text)), dtype=np.int32)
    finder, characters = Finder(terms), code_points(text)
    _, codes = finder.find(characters, apart=True)
    assert np.bincount(codes, minlength=len(terms)).tolist() == [text.count(t) for t in terms]
    found = zip(*finder.find(characters, within=within), strict=True)
    every = zip(*finder.find(characters), strict=True)
    assert list(found) == [hit for hit in every if hit[0] in within]


def test_a_finder_passes_over_characters_that_no_term_has():
    places, codes = Finder(["ab", "b"]).find(code_points("xab\U0002ffffb工"))
    assert sorted(zip(places.tolist(), codes.tolist(), strict=True)) == [(1, 0), (2, 1), (4, 1)]
    assert not can_overlap_itself("ab")
