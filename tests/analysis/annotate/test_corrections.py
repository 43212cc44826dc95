"""Corrections of one document: found again by their words, put over what the program found."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotate.corrections import (
    NO_CORRECTIONS,
    DocumentCorrections,
    Place,
    apply_corrections,
    locate,
)
from analysis.annotate.names import Names
from analysis.annotate.organisations.finding import DocumentOrganisations
from analysis.annotate.sentences import split_sentences
from analysis.ingest.documents import read_pasted
from analysis.schema import (
    Anchor,
    Correction,
    Fact,
    Figure,
    FigureAddition,
    FigureEdit,
    FigureRejection,
    Organisation,
    OrganisationMerge,
    Passage,
    PassageMove,
    Quantity,
)

TEXT = "走访企业46家，慰问职工46家。另有46家。"
FOUND = DocumentOrganisations((Organisation("甲会", "甲会", "工会"),), (), (0,))


@pytest.mark.parametrize(
    ("at", "place"),
    [
        (Anchor("", "", 4, "46家", "走访企业", "，慰问"), Place(4, 7, is_moved=False)),
        (Anchor("", "", 4, "46家", "走访企业", "另一样"), Place(4, 7, is_moved=False)),
        (Anchor("", "", 4, "46家"), Place(4, 7, is_moved=False)),
        (Anchor("", "", 0, "46家", "走访企业", "，慰问"), Place(4, 7, is_moved=True)),
        (Anchor("", "", 0, "46家", "慰问职工", "？"), Place(12, 15, is_moved=True)),
        (Anchor("", "", -1, "46家", "另有"), Place(18, 21, is_moved=False)),
        (Anchor("", "", 4, "46家", "募集", "善款"), None),  # the same words, but not the same place
        (Anchor("", "", 16, "另有", "", "12家"), None),  # found once, but not what stood behind it
        (Anchor("", "", 3, "另有", "募集，", ""), None),
        (Anchor("", "", 0, "46家"), None),  # three places
        (Anchor("", "", 0, "46家", "", "。"), None),  # two places
        (Anchor("", "", 4, "47家", "走访企业", "，慰问"), None),
        (Anchor("", "", 99, "", "走访", "企业"), None),
    ],
)
def test_a_place_is_found_again_or_not_at_all(at, place):
    assert locate(at, TEXT) == place


def fact(start, text=TEXT, owner=0, kind="figure"):
    quantity = Quantity(start, start + 3, 46.0, None, "exact", "家", "", kind)
    return Fact(quantity, owner, "subject", "high")


def names(*facts):
    return Names(FOUND, tuple(Passage(0, "subject", "high") for _ in range(2)), facts)


def corrected(names, *deeds):
    document = read_pasted(TEXT, name="甲")
    assert document.text == TEXT
    return apply_corrections(document, split_sentences(TEXT), names, deeds, women)


def women(canonical):
    assert canonical == "乙会"
    return Organisation(canonical, canonical, "妇联")


def test_a_moved_sentence_leaves_the_figures_of_others():
    before = names(fact(4), fact(12, owner=-1), fact(18))
    after = corrected(before, PassageMove(Anchor("", "", 0, TEXT[:16]), "乙会"))
    assert [one.organisation for one in after.passages] == [1, 0]
    assert [one.organisation for one in after.facts] == [1, -1, 0]
    assert [one.reason for one in after.facts] == ["correction", "subject", "subject"]
    assert [one.canonical for one in after.found.organisations] == ["甲会", "乙会"]


def test_a_sentence_of_several_takes_what_they_did_together_along():
    together = fact(4)._replace(reason="joint")
    before = names(together, fact(12))
    before = before._replace(passages=(Passage(-1, "joint", "medium"), before.passages[1]))
    after = corrected(before, PassageMove(Anchor("", "", 0, TEXT[:16]), "乙会"))
    assert [one.organisation for one in after.facts] == [1, 0]


def test_an_edit_takes_the_number_that_shares_most_with_its_place():
    before = names(fact(4), fact(12))
    edit = FigureEdit(Anchor("", "", 10, "职工46家"), {"unit": "名", "organisation": None})
    after = corrected(before, edit)
    assert [one.quantity.unit for one in after.facts] == ["家", "名"]
    assert [one.organisation for one in after.facts] == [0, -1]


def test_what_was_no_figure_becomes_one_when_it_is_edited_and_stays_none_when_it_is_rejected():
    at = Anchor("", "", 4, "46家")
    before = names(fact(4, kind="name"))
    assert corrected(before, FigureRejection(at)) == before
    (edited,) = corrected(before, FigureEdit(at, {"noun": "企业"})).facts
    assert (edited.quantity.kind, edited.quantity.noun) == ("figure", "企业")


def test_an_edit_without_a_number_and_one_without_its_text_change_nothing():
    before = names(fact(4))
    deeds = [
        FigureEdit(Anchor("", "", 12, "46家"), {"unit": "名"}),
        FigureEdit(Anchor("", "", 4, "47家"), {"unit": "名"}),
        PassageMove(Anchor("", "", 0, "没有这句。"), "乙会"),
    ]
    assert corrected(before, *deeds) == before


def test_no_range_ends_before_it_begins():
    at = Anchor("", "", 4, "46家")
    before = names(fact(4))
    assert corrected(before, FigureEdit(at, {"high": 46.0})) == before
    ends = FigureEdit(at, {"high": 50.0}), FigureEdit(at, {"value": 60.0})
    (first,), (then,) = (corrected(before, *ends[:n]).facts for n in (1, 2))
    assert (first.quantity.value, first.quantity.high) == (46.0, 50.0)
    assert (then.quantity.value, then.quantity.high) == (60.0, None)


def test_an_added_figure_takes_the_place_of_what_stood_there():
    before = names(fact(4, kind="date"), fact(12))
    figure = Figure(46.0, unit="户", organisation="甲会")
    after = corrected(before, FigureAddition(Anchor("", "", 2, "企业46家"), figure))
    assert [(f.quantity.start, f.quantity.unit) for f in after.facts] == [(2, "户"), (12, "家")]


def test_corrections_are_those_of_the_bytes_or_of_the_name():
    document = read_pasted(TEXT, name="甲")
    deeds = [
        FigureRejection(Anchor(document.doc_id, "旧名", 4, "46家")),
        FigureRejection(Anchor("f" * 64, "乙", 4, "46家")),
        OrganisationMerge("甲", "乙"),
        FigureRejection(Anchor("f" * 64, "甲", 12, "46家")),
    ]
    kept = DocumentCorrections(Correction(str(n), "", deed) for n, deed in enumerate(deeds))
    assert kept.of(document) == (deeds[0], deeds[3])
    assert kept.digest([document]) != kept.digest([document, document])
    assert kept.digest([read_pasted("别的", name="丙")]) == ""
    assert NO_CORRECTIONS.of(document) == ()


PLACES = st.integers(0, len(TEXT) - 1).flatmap(
    lambda start: st.integers(start + 1, len(TEXT)).map(
        lambda end: Anchor("", "", start, TEXT[start:end], TEXT[:start], TEXT[end:])
    )
)
NAMES = st.sampled_from([None, "甲会", "乙会"])
SOME = st.lists(
    st.one_of(
        st.builds(FigureEdit, PLACES, st.fixed_dictionaries({"organisation": NAMES})),
        st.builds(FigureRejection, PLACES),
        st.builds(FigureAddition, PLACES, st.builds(Figure, st.just(1.0), organisation=NAMES)),
        st.builds(PassageMove, PLACES, NAMES),
    ),
    max_size=6,
)


@given(SOME)
@settings(max_examples=60, deadline=None)
def test_whatever_is_corrected_the_layer_stays_whole(deeds):
    after = corrected(names(fact(4), fact(12, owner=-1), fact(18, kind="date")), *deeds)
    places = [(one.quantity.start, one.quantity.end) for one in after.facts]
    assert places == sorted(places)
    assert all(a[1] <= b[0] for a, b in pairwise(places))
    assert len(after.passages) == 2
    owners = {*(f.organisation for f in after.facts), *(p.organisation for p in after.passages)}
    assert owners <= set(range(-1, len(after.found.organisations)))
    assert after.found.main == FOUND.main
