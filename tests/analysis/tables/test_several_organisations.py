"""Organisations and passages of several segments against loops over places and sentences."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd
import pytest

from analysis.corpus.corpus import Corpus
from analysis.schema import FIGURE, ORGANISATION_TOTALS, ORGANISATIONS, PASSAGES, SPELLINGS
from analysis.tables.organisations import (
    COUNTED,
    count_organisation_rows,
    count_spellings,
    organisation_table,
    organisation_totals,
    spelling_table,
    spelling_totals,
)
from analysis.tables.passages import passage_table
from tests.analysis.several import NUMBERS, assert_pages, canonical, masks, several


@pytest.fixture(params=NUMBERS)
def corpus(request: pytest.FixtureRequest) -> Corpus:
    return several(request.param)


def spelled(corpus: Corpus, mask: np.ndarray) -> Counter:
    """Count documents, organisations and spellings that come together."""
    return Counter(
        (place.doc, place.organisation, corpus.documents[place.doc].text[place.start : place.end])
        for place in corpus.mentions.frame().itertuples()
        if mask[place.sentence]
    )


def counted(corpus: Corpus, mask: np.ndarray) -> dict[tuple[int, int], Counter]:
    """Count by document and organisation what the tables of organisations count."""
    found: dict[tuple[int, int], Counter] = {}
    for place in corpus.mentions.frame()[mask[corpus.mentions["sentence"]]].itertuples():
        found.setdefault((place.doc, place.organisation), Counter())["mentions"] += 1
    for row in corpus.sentences.frame()[mask].itertuples():
        if row.organisation >= 0:
            counts = found.setdefault((row.doc, row.organisation), Counter())
            counts["sentences"] += 1
            counts["characters"] += row.characters
    for fact in corpus.facts.frame()[mask[corpus.facts["sentence"]]].itertuples():
        if fact.kind == FIGURE and fact.organisation >= 0:
            found.setdefault((fact.doc, fact.organisation), Counter())["figures"] += 1
    return found


def test_organisations_of_each_document(corpus: Corpus):
    for mask in masks(corpus, 5):
        counts, forms = counted(corpus, mask), spelled(corpus, mask)
        docs = set(corpus.sentences["doc"].to_numpy()[mask].tolist())
        main = {(doc, row) for doc in docs for row in corpus.main_organisations[doc]}
        rows = []
        for doc, row in counts.keys() | main:
            own = [(-n, text) for (d, o, text), n in forms.items() if (d, o) == (doc, row)]
            chiefs = corpus.main_organisations[doc]
            n = counts.get((doc, row), Counter())
            key = (doc, chiefs.index(row) if row in chiefs else 99, -n["mentions"])
            values = {
                "doc": corpus.documents[doc].name,
                "canonical": canonical(corpus, row),
                "kind": corpus.organisations[row].kind,
                "aliases": [text for _, text in sorted(own)],
                "main": row in chiefs,
            }
            rows.append((key, values | {name: n[name] for name in COUNTED}))
        rows.sort(key=lambda row: (*row[0], row[1]["canonical"]))
        wanted = ORGANISATIONS.rows([values for _, values in rows])
        pd.testing.assert_frame_equal(organisation_table(corpus, mask), wanted)
        assert count_organisation_rows(corpus, mask) == len(wanted)
        assert_pages(wanted, lambda **page: organisation_table(corpus, mask, **page))  # noqa: B023


def test_organisations_in_all(corpus: Corpus):
    for mask in masks(corpus, 6):
        sums: dict[int, Counter] = {}
        counts = counted(corpus, mask)
        for (_, row), n in counts.items():
            sums.setdefault(row, Counter()).update(n + Counter(documents=1))
        main = {row for doc, _ in counts for row in corpus.main_organisations[doc]}
        rows = [
            {
                "canonical": canonical(corpus, row),
                "short": corpus.organisations[row].short,
                "kind": corpus.organisations[row].kind,
                "main": row in main,
            }
            | {name: n[name] for name in (*COUNTED, "documents")}
            for row, n in sums.items()
        ]
        rows.sort(key=lambda row: (-row["characters"], -row["mentions"], row["canonical"]))
        wanted = ORGANISATION_TOTALS.rows(rows)
        pd.testing.assert_frame_equal(organisation_totals(corpus, mask), wanted)
        assert_pages(wanted, lambda **page: organisation_totals(corpus, mask, **page))  # noqa: B023


def test_spellings(corpus: Corpus):
    for mask in masks(corpus, 7):
        forms = spelled(corpus, mask)
        order = sorted(forms, key=lambda key: (key[0], -forms[key], key[2], key[1]))
        wanted = SPELLINGS.rows(
            [
                {
                    "text": text,
                    "canonical": canonical(corpus, row),
                    "doc": corpus.documents[doc].name,
                    "n": forms[doc, row, text],
                }
                for doc, row, text in order
            ]
        )
        pd.testing.assert_frame_equal(spelling_table(corpus, mask), wanted)
        assert count_spellings(corpus, mask) == len(wanted)
        assert_pages(wanted, lambda **page: spelling_table(corpus, mask, **page))  # noqa: B023
        for name in wanted["canonical"].unique().tolist():
            own: Counter = Counter()
            for row in wanted[wanted["canonical"] == name].itertuples():
                own[row.text] += row.n
            table = spelling_totals(corpus, mask, name)
            pairs = list(zip(table["text"], table["n"], strict=True))
            assert pairs == sorted(own.items(), key=lambda pair: (-pair[1], pair[0]))


def test_passages(corpus: Corpus):
    for mask in masks(corpus, 8):
        wanted = PASSAGES.rows(
            [
                row._asdict()
                | {
                    "doc": corpus.documents[row.doc].name,
                    "organisation": canonical(corpus, row.organisation),
                    "sentence": corpus.documents[row.doc].text[row.start : row.end],
                }
                for row in corpus.sentences.frame()[mask].itertuples()
            ]
        )
        pd.testing.assert_frame_equal(passage_table(corpus, mask), wanted)
        assert_pages(wanted, lambda **page: passage_table(corpus, mask, **page))  # noqa: B023
