"""Hits of corpora of several segments, against a search of every text with ``str.find``."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.ingest.fold import fold
from analysis.tables.concordance import hit_counts
from analysis.tables.hits import Focus, count_hits, count_places, hits, positions, sentence_cards
from analysis.tables.reader import reader_paragraphs
from tests.analysis.tables.scattered import THEMES, UNION, YOUTH, asked

TERMS = st.text("整改人会會。１a😀", min_size=1, max_size=3)
FOCUSES = st.one_of(
    TERMS.map(lambda term: Focus("term", term)),
    st.sampled_from([theme.key for theme in THEMES]).map(lambda key: Focus("theme", key)),
    st.sampled_from([UNION, YOUTH]).map(lambda name: Focus("organisation", name)),
)


def plain_hits(corpus, mask, focus):
    """Return document, sentence, start and end of every hit, text by text."""
    if focus.kind == "term":
        places = [
            (doc, start, start + len(focus.value))
            for doc, document in enumerate(corpus.documents)
            for start in plain_places(document.folded, fold(focus.value))
        ]
    else:
        table = (corpus.theme_hits if focus.kind == "theme" else corpus.mentions).frame()
        names = [theme.key for theme in corpus.themes]
        if focus.kind == "organisation":
            names = [found.canonical for found in corpus.organisations]
        chosen = table[table[focus.kind] == names.index(focus.value)]
        places = chosen[["doc", "start", "end"]].to_numpy().tolist()
    sentences = corpus.sentences.frame()
    found = []
    for doc, start, end in places:
        inside = (sentences["doc"] == doc) & (sentences["start"] <= start)
        row = int(np.flatnonzero(inside)[-1])
        if mask[row]:
            found.append([doc, row, start, end])
    return found


def plain_places(text, term):
    places, at = [], text.find(term)
    while at >= 0:
        places.append(at)
        at = text.find(term, at + len(term))
    return places


@settings(max_examples=100)
@given(asked(), FOCUSES)
def test_hits_and_their_counts_are_those_of_a_search(question, focus):
    corpus, mask = question
    known = {found.canonical for found in corpus.organisations}
    if focus.kind == "organisation" and focus.value not in known:
        return
    wanted = plain_hits(corpus, mask, focus)
    found = hits(corpus, mask, focus)
    assert found.to_numpy().tolist() == wanted
    sizes = (len(wanted), len({row[1] for row in wanted}), len({row[0] for row in wanted}))
    assert count_places(found) == count_hits(corpus, mask, focus) == sizes
    placed = positions(corpus, mask, focus)
    lengths = [len(corpus.documents[row[0]].text) for row in wanted]
    assert placed["length"].tolist() == lengths
    assert placed["doc"].tolist() == [corpus.documents[row[0]].name for row in wanted]


@settings(max_examples=100)
@given(asked(), TERMS)
def test_words_and_strings_are_counted_apart(question, term):
    corpus, mask = question
    found = plain_hits(corpus, mask, Focus("term", term))
    tokens = corpus.tokens.frame()
    codes = [row for row, known in enumerate(corpus.terms) if known == fold(term)]
    n_word = int(mask[tokens["sentence"][tokens["term"].isin(codes)]].sum())
    counts = hit_counts(corpus, mask, term)
    assert (counts.n, counts.n_word) == (len(found), n_word)
    assert counts.sentences == len({row[1] for row in found})


@settings(max_examples=60)
@given(asked(), FOCUSES)
def test_cards_and_reader_mark_the_hits(question, focus):
    corpus, mask = question
    known = {found.canonical for found in corpus.organisations}
    if focus.kind == "organisation" and focus.value not in known:
        return
    wanted = plain_hits(corpus, mask, focus)
    cards = sentence_cards(corpus, hits(corpus, mask, focus), limit=1000)
    rows = sorted({row[1] for row in wanted})
    assert [card.row for card in cards] == rows
    sentences = corpus.sentences.frame()
    for card in cards:
        sentence = sentences.loc[card.row]
        document = corpus.documents[sentence["doc"]]
        assert card.doc == document.name
        assert card.text == document.text[sentence["start"] : sentence["end"]]
        assert (card.simplified or card.text) == document.simplified[card.start : card.end]
        assert card.places == sum(row[1] == card.row for row in wanted)
    everywhere = plain_hits(corpus, np.ones(len(mask), dtype=bool), focus)
    for doc in range(len(corpus.documents)):
        marks = [
            (paragraph.start + mark.start, paragraph.start + mark.end)
            for paragraph in reader_paragraphs(corpus, doc, focus)
            for mark in paragraph.marks
            if mark.kind == "focus"
        ]
        mine = [tuple(row[2:]) for row in everywhere if row[0] == doc]
        assert marks == [place for place in mine if crosses_no_line(corpus, doc, place)]


def crosses_no_line(corpus, doc, place):
    return "\n" not in corpus.documents[doc].text[slice(*place)]
