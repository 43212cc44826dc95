"""Scopes and groupings against plain loops over documents and sentences."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from analysis.corpus.corpus import Corpus
from analysis.corpus.select import Scope, cross, documents_of, field_codes, group_by, select
from analysis.errors import UnknownNameError
from analysis.schema import Settings
from tests.analysis.several import NUMBERS, masks, several

FIELDS = {
    "title": lambda corpus, row: corpus.documents[row].metadata.title or "",
    "date": lambda corpus, row: corpus.documents[row].metadata.date or "",
    "year": lambda corpus, row: corpus.documents[row].metadata.year,
    "source": lambda corpus, row: corpus.documents[row].metadata.source or "",
    "script": lambda corpus, row: corpus.documents[row].script,
    "地区": lambda corpus, row: corpus.documents[row].metadata.extra.get("地区", ""),
}


@pytest.fixture(params=NUMBERS)
def corpus(request: pytest.FixtureRequest) -> Corpus:
    return several(request.param)


def canonical(corpus: Corpus, row: int) -> str:
    return corpus.organisations[row].canonical if row >= 0 else ""


def chosen(corpus: Corpus, scope: Scope) -> list[bool]:
    """Return which sentences are in scope, asked one by one."""
    answers = []
    for sentence in corpus.sentences.frame().itertuples():
        row = sentence.doc
        document = corpus.documents[row]
        main = [canonical(corpus, owner) for owner in corpus.main_organisations[row]]
        answers.append(
            corpus.duplicate_of[row] < 0
            and (not scope.documents or document.name in scope.documents)
            and (not scope.years or document.metadata.year in scope.years)
            and (
                not scope.organisations
                or canonical(corpus, sentence.organisation) in scope.organisations
            )
            and all(
                value in main if name == "organisation" else FIELDS[name](corpus, row) == value
                for name, value in scope.where
            )
        )
    return answers


def scopes(corpus: Corpus) -> list[Scope]:
    names = corpus.document_names[::3].tolist()
    first, *_ = group_by(corpus, "organisation").labels
    wheres = [(), (("source", "新华社"),), (("地区", ""),), (("organisation", first),)]
    return [
        Scope(tuple(documents), tuple(bodies), tuple(years), tuple(where))
        for documents, bodies, years, where in product(
            ((), names), ((), (first,)), ((), ("2019", "")), wheres
        )
    ]


def test_scopes_mean_what_a_loop_over_the_sentences_finds(corpus: Corpus):
    for scope in scopes(corpus):
        assert select(corpus, scope).tolist() == chosen(corpus, scope), scope


def test_repeated_documents_count_where_the_settings_say_so(corpus: Corpus):
    assert not select(corpus).all()
    assert select(replace(corpus, settings=Settings(count_duplicates=True))).all()


@pytest.mark.parametrize("kind", FIELDS)
def test_fields_group_sentences_by_their_document(corpus: Corpus, kind: str):
    values = [FIELDS[kind](corpus, row) for row in range(len(corpus.documents))]
    grouping = group_by(corpus, kind)
    assert grouping.kind == kind
    assert grouping.labels == tuple(sorted(set(values)))
    found = [grouping.labels[code] for code in grouping.codes]
    assert found == [values[row] for row in corpus.sentences["doc"]]


def test_documents_are_a_grouping_in_their_order(corpus: Corpus):
    grouping = group_by(corpus, "doc")
    assert grouping.labels == tuple(document.name for document in corpus.documents)
    assert grouping.codes.tolist() == corpus.sentences["doc"].tolist()


def test_organisations_are_ordered_by_their_amount_of_text(corpus: Corpus):
    amounts: dict[int, int] = {}
    for sentence in corpus.sentences.frame().itertuples():
        if sentence.organisation >= 0:
            amounts.setdefault(sentence.organisation, 0)
            amounts[sentence.organisation] += sentence.characters
    order = sorted(amounts, key=lambda row: (-amounts[row], row))
    grouping = group_by(corpus, "organisation")
    assert grouping.labels == tuple(canonical(corpus, row) for row in order)
    owners = corpus.sentences["organisation"].tolist()
    assert grouping.codes.tolist() == [order.index(o) if o >= 0 else -1 for o in owners]


def test_two_groupings_at_once(corpus: Corpus):
    bodies, years = group_by(corpus, "organisation"), group_by(corpus, "year")
    both = cross(bodies, years)
    pairs = [
        (body, year) for body, year in zip(bodies.codes.tolist(), years.codes.tolist(), strict=True)
    ]
    order = sorted({pair for pair in pairs if min(pair) >= 0})
    assert both.labels == tuple(f"{bodies.labels[a]} · {years.labels[b]}" for a, b in order)
    assert both.codes.tolist() == [order.index(p) if min(p) >= 0 else -1 for p in pairs]


def test_the_chief_organisation_is_a_field(corpus: Corpus):
    field = field_codes(corpus, "organisations")
    found = [field.values[code] for code in field.codes]
    assert found == [canonical(corpus, (*rows, -1)[0]) for rows in corpus.main_organisations]


def test_documents_of_a_mask(corpus: Corpus):
    for mask in masks(corpus, 1):
        rows = set(corpus.sentences["doc"].to_numpy()[mask].tolist())
        assert np.flatnonzero(documents_of(corpus, mask)).tolist() == sorted(rows)


@pytest.mark.parametrize(
    ("scope", "code"),
    [
        (Scope(documents=("没有",)), "unknown_document"),
        (Scope(organisations=("没有",)), "unknown_organisation"),
        (Scope(where=(("颜色", "红"),)), "unknown_field"),
    ],
)
def test_names_that_do_not_exist_are_told(corpus: Corpus, scope: Scope, code: str):
    with pytest.raises(UnknownNameError) as told:
        select(corpus, scope)
    assert told.value.code == code


def test_an_unknown_value_of_a_known_field_selects_nothing(corpus: Corpus):
    for where in (("source", "没有"), ("organisation", "没有"), ("级别", "省")):
        assert not select(corpus, Scope(where=(where,))).any()
