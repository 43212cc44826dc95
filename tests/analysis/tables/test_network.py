"""Organisations named together, against plain loops over mentions."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations

import numpy as np
import pytest

from analysis.corpus.corpus import Corpus
from analysis.corpus.select import select
from analysis.errors import UnknownNameError
from analysis.schema import HITS, NETWORK, WITHINS
from analysis.tables.network import network, together_hits
from tests.analysis.several import NUMBERS, canonical, masks, several
from tests.analysis.tables.small import Text, organisation, small_corpus


@pytest.fixture(params=NUMBERS)
def corpus(request: pytest.FixtureRequest) -> Corpus:
    return several(request.param)


def named(corpus: Corpus, mask: np.ndarray, within: str) -> dict[object, set[str]]:
    """Return who is named in each unit of text."""
    units = defaultdict(set)
    sentences = corpus.sentences.frame()
    for mention in corpus.mentions.frame().itertuples():
        if mask[mention.sentence]:
            paragraph = (mention.doc, sentences["paragraph"].iloc[mention.sentence])
            unit = {"sentence": mention.sentence, "paragraph": paragraph}.get(within, mention.doc)
            units[unit].add(canonical(corpus, mention.organisation))
    return units


@pytest.mark.parametrize("within", WITHINS)
def test_pairs_are_counted_as_a_loop_counts_them(corpus, within):
    for mask in masks(corpus, 3):
        units = named(corpus, mask, within)
        pairs = Counter(
            frozenset(pair) for names in units.values() for pair in combinations(names, 2)
        )
        n = Counter(name for names in units.values() for name in names)
        table = NETWORK.check(network(corpus, mask, within=within, among=10_000))
        found = {
            frozenset((row.organisation_a, row.organisation_b)): row.n_together
            for row in table.itertuples()
        }
        assert found == pairs
        assert len(found) == len(table)
        for row in table.itertuples():
            assert (row.n_a, row.n_b) == (n[row.organisation_a], n[row.organisation_b])
            assert (-row.n_a, row.organisation_a) < (-row.n_b, row.organisation_b)
            wanted = 14 + np.log2(2 * row.n_together / (row.n_a + row.n_b))
            assert row.log_dice == pytest.approx(wanted, abs=1e-9)
        order = list(zip(-table["n_together"], -table["log_dice"], strict=True))
        assert order == sorted(order)


@pytest.mark.parametrize("within", WITHINS)
def test_pairs_of_one_organisation_are_those_of_all(corpus, within):
    mask = masks(corpus, 4)[0]
    every = network(corpus, mask, within=within, among=10_000)
    name = every["organisation_a"].iloc[0]
    own = network(corpus, mask, node=name, within=within)
    assert set(own["organisation_a"]) == {name}
    wanted = {
        (frozenset((row.organisation_a, row.organisation_b)), row.n_together)
        for row in every.itertuples()
        if name in {row.organisation_a, row.organisation_b}
    }
    found = {
        (frozenset((row.organisation_a, row.organisation_b)), row.n_together)
        for row in own.itertuples()
    }
    assert found == wanted
    assert len(own) == len(wanted)


def test_a_pair_leads_to_the_sentences_that_name_both(corpus):
    mask = masks(corpus, 4)[0]
    row = network(corpus, mask).iloc[0]
    pair = (row["organisation_a"], row["organisation_b"])
    found = HITS.check(together_hits(corpus, mask, pair))
    assert found["sentence"].nunique() == row["n_together"]
    units = named(corpus, mask, "sentence")
    assert all(set(pair) <= units[sentence] for sentence in found["sentence"])
    wide = network(corpus, mask, within="document")
    row = wide.iloc[0]
    pair = (row["organisation_a"], row["organisation_b"])
    found = together_hits(corpus, mask, pair, within="document")
    assert found["doc"].nunique() == row["n_together"]


def test_what_is_together_depends_on_the_unit():
    bodies = [organisation(name) for name in ("总工会", "团委", "妇联")]
    text = Text("甲", "总工会|和|团委|开会|。|妇联|来|了|。\n团委|再|开会|，|团委|参加|。")
    corpus = small_corpus([text], organisations=bodies)
    mask = select(corpus)

    def pairs(within, **given):
        table = network(corpus, mask, within=within, **given)
        columns = ["organisation_a", "organisation_b", "n_together", "n_a", "n_b"]
        return table[columns].to_numpy().tolist()

    assert pairs("sentence") == [["团委", "总工会", 1, 2, 1]]
    assert pairs("paragraph") == [
        ["妇联", "总工会", 1, 1, 1],
        ["团委", "妇联", 1, 2, 1],
        ["团委", "总工会", 1, 2, 1],
    ]
    assert [row[2:] for row in pairs("document")] == [[1, 1, 1]] * 3
    assert pairs("paragraph", among=2) == [["团委", "总工会", 1, 2, 1]]
    assert pairs("paragraph", min_together=2) == []


def test_nobody_named_is_an_empty_table_and_an_unknown_name_is_told(corpus):
    nothing = masks(corpus, 4)[3]
    assert NETWORK.check(network(corpus, nothing)).empty
    with pytest.raises(UnknownNameError, match="没有名为"):
        network(corpus, nothing, node="没有")
