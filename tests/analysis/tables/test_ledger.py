import pytest

from analysis.corpus.select import Scope, select
from analysis.errors import UnknownNameError
from analysis.schema import FACTS
from analysis.tables.hits import Focus
from analysis.tables.ledger import LedgerFilter, entry, ledger

FIRST = "000_99d92ce5c5b1e1cf"


def test_no_filter_lists_every_figure_in_text_order(seeds_corpus):
    table = ledger(seeds_corpus, select(seeds_corpus))
    FACTS.check(table)
    assert len(table) == (seeds_corpus.facts["kind"] == "figure").sum()
    places = [
        (seeds_corpus.document_rows[d], s)
        for d, s in zip(table["doc"], table["start"], strict=True)
    ]
    assert places == sorted(places)


def test_filters_combine(seeds_corpus):
    mask = select(seeds_corpus, Scope(documents=(FIRST,)))
    over = ledger(seeds_corpus, mask, LedgerFilter(bound="over"))
    assert over["text"].tolist() == ["200余条"]
    beside = ledger(seeds_corpus, mask, LedgerFilter(beside=Focus("term", "基层工会")))
    assert set(beside["sentence"]) == {s for s in beside["sentence"] if "基层工会" in s}
    assert {"20个", "46个", "35个"} <= set(beside["text"])
    both = LedgerFilter(bound="over", beside=Focus("term", "基层工会"))
    assert len(FACTS.check(ledger(seeds_corpus, mask, both))) == 0


def test_theme_filter_keeps_sentences_that_name_the_theme(seeds_corpus):
    mask = select(seeds_corpus)
    table = ledger(seeds_corpus, mask, LedgerFilter(theme="整改"))
    assert 0 < len(table) < len(ledger(seeds_corpus, mask))
    assert all("整改" in themes for themes in table["themes"])


def test_owner_noun_and_confidence_are_conditions_too(seeds_corpus):
    mask = select(seeds_corpus)
    found = ledger(seeds_corpus, mask, LedgerFilter(containing="具體问题"))
    assert found["noun"].tolist() == ["具体问题"]
    every = ledger(seeds_corpus, mask)
    low = ledger(seeds_corpus, mask, LedgerFilter(confidence="low"))
    assert 0 < len(low) == (every["confidence"] == "low").sum() < len(every)
    nobody = ledger(seeds_corpus, mask, LedgerFilter(unowned=True))
    assert len(nobody) == every["organisation"].isna().sum()


def test_dates_are_those_of_the_figure_else_of_its_document(seeds_corpus):
    mask = select(seeds_corpus)
    every = ledger(seeds_corpus, mask)
    given = dict(zip(seeds_corpus.document_names, seeds_corpus.field("date"), strict=True))
    own = every["date"].fillna("")
    dates = [date or given[doc] or "" for date, doc in zip(own, every["doc"], strict=True)]
    found = ledger(seeds_corpus, mask, LedgerFilter(since="2013", until="2013-12"))
    assert 0 < len(found) == sum(date.startswith("2013") for date in dates)
    late = ledger(seeds_corpus, mask, LedgerFilter(since="2022-01"))
    assert 0 < len(late) == sum(date >= "2022" for date in dates)
    assert ledger(seeds_corpus, mask, LedgerFilter(until="1999")).empty


def test_excluded_numbers_say_what_they_are(seeds_corpus):
    mask = select(seeds_corpus, Scope(documents=("002_999b6991f4849008",)))
    table = ledger(seeds_corpus, mask, LedgerFilter(excluded=True))
    assert {"figure", "date"} <= set(table["class"])


def test_an_entry_shows_its_sentence_and_its_neighbours(seeds_corpus):
    table = ledger(seeds_corpus, select(seeds_corpus, Scope(documents=(FIRST,))))
    row = table[table["text"] == "46个"].iloc[0]
    found = entry(seeds_corpus, FIRST, int(row["start"]))
    assert found.fact["noun"] == "基层工会"
    assert found.card.text == row["sentence"]
    focus = [mark for mark in found.card.marks if mark.kind == "focus"]
    assert [found.card.text[mark.start : mark.end] for mark in focus] == ["46个"]
    assert "46个" not in found.others["text"].tolist()
    assert {"8个", "20个", "5个", "35个"} <= set(found.others["text"])


def test_a_place_without_a_number_is_told(seeds_corpus):
    with pytest.raises(UnknownNameError, match="没有数字"):
        entry(seeds_corpus, FIRST, 0)
