"""On the seeds, tables that tell of the same thing tell the same number."""

import pytest

from analysis.corpus.select import Scope, group_by, select
from analysis.tables.compare import Side, fact_sides, side_table, term_split, theme_split
from analysis.tables.concordance import concordance, hit_counts
from analysis.tables.facts import fact_rows, fact_shares, fact_table, sentences_with
from analysis.tables.figure_groups import figure_groups
from analysis.tables.hits import Focus, count_places, hits, positions, sentence_cards
from analysis.tables.keyness import keyness_of, term_counts
from analysis.tables.organisations import organisation_table, organisation_totals
from analysis.tables.passages import passage_table
from analysis.tables.reader import reader_paragraphs
from analysis.tables.shared import shared_passages

FOCUSES = [Focus("term", "整改"), Focus("theme", "服务"), Focus("organisation", "共青团中央")]


@pytest.fixture
def everything(seeds_corpus):
    return select(seeds_corpus)


@pytest.mark.parametrize(
    ("term", "n"), [("主题教育", 25), ("工会", 56), ("服务", 42), ("整改", 26)]
)
def test_strings_of_the_seeds_are_counted_as_a_search_counts_them(
    seeds_corpus, everything, term, n
):
    assert len(hits(seeds_corpus, everything, Focus("term", term))) == n
    assert hit_counts(seeds_corpus, everything, term).n == n
    assert len(concordance(seeds_corpus, everything, term, limit=None)) == n


@pytest.mark.parametrize("focus", FOCUSES)
def test_panel_strip_and_reader_show_as_many_places_as_the_count(seeds_corpus, everything, focus):
    found = hits(seeds_corpus, everything, focus)
    cards = sentence_cards(seeds_corpus, found, limit=1000)
    places, sentences, _ = count_places(found)
    assert places == len(found) > 0
    assert len(cards) == sentences
    assert sum(card.places for card in cards) == places
    assert len(positions(seeds_corpus, everything, focus)) == places
    marked = [
        (doc, paragraph.start + mark.start)
        for doc in range(len(seeds_corpus.documents))
        for paragraph in reader_paragraphs(seeds_corpus, doc, focus)
        for mark in paragraph.marks
        if mark.kind == "focus"
    ]
    assert marked == list(zip(found["doc"], found["start"], strict=True))


def test_texts_are_read_back_whole(seeds_corpus):
    for doc, document in enumerate(seeds_corpus.documents):
        paragraphs = reader_paragraphs(seeds_corpus, doc)
        assert "\n".join(paragraph.text for paragraph in paragraphs) == document.text


def test_figures_are_the_same_in_ledger_units_shares_and_organisations(seeds_corpus, everything):
    ledger = fact_table(seeds_corpus, everything)
    focus = Focus("theme", "整改")
    shares = fact_shares(seeds_corpus, everything, focus)
    units = figure_groups(seeds_corpus, fact_rows(seeds_corpus, everything), by="unit")
    assert shares["figures"].sum() == units["figures"].sum() == len(ledger)
    beside = fact_table(seeds_corpus, sentences_with(seeds_corpus, everything, focus))
    assert shares["together"].sum() == len(beside)
    named = shares.dropna().set_index("organisation")["figures"]
    totals = organisation_totals(seeds_corpus, everything).set_index("canonical")["figures"]
    assert totals[totals > 0].sort_index().to_dict() == named.sort_index().to_dict()
    for name, n in named.items():
        assert len(fact_table(seeds_corpus, everything, organisations=(name,))) == n
    assert all("整改" in themes for themes in beside["themes"])


def test_organisations_add_up_to_the_passages(seeds_corpus, everything):
    table = organisation_table(seeds_corpus, everything)
    passages = passage_table(seeds_corpus, everything)
    assert table["sentences"].sum() == passages["organisation"].notna().sum()
    totals = organisation_totals(seeds_corpus, everything)
    for name in ("mentions", "sentences", "characters", "figures"):
        assert table[name].sum() == totals[name].sum()


def test_the_sides_of_a_comparison_add_up_to_the_whole(seeds_corpus, everything):
    labels = group_by(seeds_corpus, "document").labels
    sides = [Side(name, select(seeds_corpus, Scope(documents=(name,)))) for name in labels]
    table = side_table(seeds_corpus, sides)
    words = term_counts(seeds_corpus, everything).n
    assert table["tokens"].sum() == words.sum()
    assert table["figures"].sum() == len(fact_sides(seeds_corpus, sides))
    split = term_split(seeds_corpus, sides, stopwords=False)
    assert len(split) == (words > 0).sum()
    for row in split[split["n"] >= 20].itertuples():
        assert row.counts == [d.folded.count(row.term) for d in seeds_corpus.documents]
    themes = theme_split(seeds_corpus, sides).set_index("term")
    assert themes.loc["整改", "n"] == len(hits(seeds_corpus, everything, Focus("theme", "整改")))


def test_every_document_against_the_rest_covers_every_word(seeds_corpus, everything):
    words = term_counts(seeds_corpus, everything).n
    for document in seeds_corpus.documents:
        target = select(seeds_corpus, Scope(documents=(document.name,)))
        table = keyness_of(seeds_corpus, target, stopwords=False)
        assert len(table) == (words > 0).sum()
        assert table["n_target"].sum() == term_counts(seeds_corpus, target).n.sum()


def test_shared_passages_stand_in_both_documents(seeds_corpus, everything):
    table = shared_passages(seeds_corpus, everything)
    assert len(table) > 0
    documents = {document.name: document for document in seeds_corpus.documents}
    for row in table.itertuples():
        one = documents[row.doc_a].folded[row.start_a : row.start_a + row.length]
        assert documents[row.doc_b].folded[row.start_b : row.start_b + row.length] == one
        assert sum(one in document.folded for document in documents.values()) == row.documents
        assert row.length >= 8
