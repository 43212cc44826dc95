"""Figures in corpora of several segments against plain loops over numbers and sentences."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd
import pytest

from analysis.corpus.corpus import Corpus
from analysis.schema import FACTS, FIGURE
from analysis.tables.facts import (
    fact_shares,
    fact_table,
    sentences_with,
)
from analysis.tables.hits import Focus, hits
from analysis.tables.labels import sentence_texts, written_texts
from analysis.tables.ledger import LedgerFilter, entry, ledger, ledger_rows
from tests.analysis.several import NUMBERS, assert_pages, canonical, masks, several

FOCUSES = (Focus("term", "工作"), Focus("theme", "整改"), Focus("organisation", "共青团中央"))


@pytest.fixture(params=NUMBERS)
def corpus(request: pytest.FixtureRequest) -> Corpus:
    return several(request.param)


def owners_of(table: pd.DataFrame) -> list[str | None]:
    return [None if pd.isna(name) else name for name in table["organisation"]]


def written_facts(corpus: Corpus, mask: np.ndarray) -> pd.DataFrame:
    """Return every number of a mask as the ledger lists it, put together one by one."""
    sentences, named = corpus.sentences.frame(), corpus.theme_hits.frame()
    rows = []
    for fact in corpus.facts.frame().itertuples():
        if mask[fact.sentence]:
            text = corpus.documents[fact.doc].text
            sentence = sentences.iloc[fact.sentence]
            themes = sorted(set(named.loc[named["sentence"] == fact.sentence, "theme"]))
            rows.append(
                fact._asdict()
                | {
                    "doc": corpus.documents[fact.doc].name,
                    "text": text[fact.start : fact.end],
                    "organisation": canonical(corpus, fact.organisation),
                    "themes": [corpus.themes[theme].key for theme in themes],
                    "sentence": text[sentence["start"] : sentence["end"]],
                    "paragraph": sentence["paragraph"],
                    "class": fact.kind,
                }
            )
    return FACTS.rows(rows)


def test_the_ledger_of_a_mask(corpus: Corpus):
    for mask in masks(corpus, 2):
        everything = written_facts(corpus, mask)
        pd.testing.assert_frame_equal(fact_table(corpus, mask, excluded=True), everything)
        figures = everything[everything["class"] == FIGURE].reset_index(drop=True)
        pd.testing.assert_frame_equal(fact_table(corpus, mask), figures)
        assert_pages(figures, lambda **page: fact_table(corpus, mask, **page))  # noqa: B023


def test_filters_keep_what_a_look_at_each_row_keeps(corpus: Corpus):
    for mask in masks(corpus, 3):
        table = ledger(corpus, mask, LedgerFilter(excluded=True))
        for name in ("bound", "status", "unit", "noun"):
            for value in table[name].unique().tolist()[:3]:
                chosen = LedgerFilter(excluded=True, **{name: value})
                kept = table[table[name] == value].reset_index(drop=True)
                pd.testing.assert_frame_equal(ledger(corpus, mask, chosen), kept)
                assert len(ledger_rows(corpus, mask, chosen)) == len(kept)
        chosen = LedgerFilter(theme="整改", excluded=True)
        named = np.asarray(["整改" in themes for themes in table["themes"]], dtype=bool)
        kept = table[named].reset_index(drop=True)
        pd.testing.assert_frame_equal(ledger(corpus, mask, chosen), kept)
        assert_pages(kept, lambda **page: ledger(corpus, mask, chosen, **page))  # noqa: B023


@pytest.mark.parametrize("focus", FOCUSES)
def test_figures_beside_a_focus(corpus: Corpus, focus: Focus):
    for mask in masks(corpus, 4):
        found = set(hits(corpus, mask, focus)["sentence"].tolist())
        beside = np.asarray([row in found for row in range(len(mask))])
        figures = fact_table(corpus, mask)
        near = fact_table(corpus, mask & beside)
        pd.testing.assert_frame_equal(fact_table(corpus, sentences_with(corpus, mask, focus)), near)
        chosen = LedgerFilter(beside=focus)
        pd.testing.assert_frame_equal(ledger(corpus, mask, chosen), near)
        owners, together = Counter(owners_of(figures)), Counter(owners_of(near))
        order = sorted(owners, key=lambda name: (name is None, -owners[name], name or ""))
        shares = fact_shares(corpus, mask, focus)
        assert owners_of(shares) == order
        assert shares["figures"].tolist() == [owners[name] for name in order]
        assert shares["together"].tolist() == [together[name] for name in order]
        assert_pages(shares, lambda **page: fact_shares(corpus, mask, focus, **page))  # noqa: B023


def test_figures_of_some_bodies(corpus: Corpus):
    everything = fact_table(corpus, masks(corpus, 0)[0])
    for name in everything["organisation"].dropna().unique().tolist():
        own = everything[everything["organisation"] == name].reset_index(drop=True)
        found = fact_table(corpus, masks(corpus, 0)[0], organisations=(name,))
        pd.testing.assert_frame_equal(found, own)


def test_every_entry_is_found_by_its_place(corpus: Corpus):
    numbers, sentences = corpus.facts.frame(), corpus.sentences.frame()
    for number in numbers[::7].itertuples():
        found = entry(corpus, corpus.document_names[number.doc], number.start)
        text = corpus.documents[number.doc].text
        assert found.fact["text"] == text[number.start : number.end]
        sentence = sentences.iloc[number.sentence]
        assert found.card.text == text[sentence["start"] : sentence["end"]]
        beside = numbers[(numbers["sentence"] == number.sentence) & (numbers["kind"] == FIGURE)]
        others = beside.loc[beside["start"] != number.start, "start"]
        assert found.others["start"].tolist() == others.tolist()


def test_stretches_are_written_as_in_the_documents(corpus: Corpus):
    places = corpus.sentences.frame()[["doc", "start", "end"]].to_numpy()
    mixed = np.random.default_rng(1).permutation(places)
    wanted = [corpus.documents[doc].text[start:end] for doc, start, end in mixed.tolist()]
    assert written_texts(corpus, *mixed.T).tolist() == wanted
    rows = np.random.default_rng(2).integers(0, len(places), 50)
    assert sentence_texts(corpus, rows).tolist() == [
        corpus.documents[doc].text[start:end] for doc, start, end in places[rows].tolist()
    ]


def test_no_figures_at_all(corpus: Corpus):
    nothing = masks(corpus, 0)[-1]
    assert FACTS.check(fact_table(corpus, nothing, limit=5)).empty
