"""Whatever is changed, the original can be rebuilt."""

from hypothesis import given
from hypothesis import strategies as st

from analysis.ingest.draft import LAYOUT, Change, Draft, _Merger, restore
from analysis.schema import Removal

TEXT = st.text(alphabet="工会干部，(a) \n", min_size=1, max_size=40)


@st.composite
def edited(draw):
    """A draft after up to five rounds of random changes."""
    draft = Draft.of(draw(TEXT))
    for step in range(draw(st.integers(1, 5))):
        size = len(draft.text)
        cuts = sorted(draw(st.sets(st.integers(0, size), max_size=8)))
        pairs = [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False) if a < b]
        new = [draw(st.sampled_from(["", "，", "（x）", "\n", " "])) for _ in pairs]
        changes = [Change(a, b, text) for (a, b), text in zip(pairs, new, strict=True)]
        expected, last = "", 0
        for change in changes:
            expected += draft.text[last : change.start] + change.replacement
            last = change.end
        expected += draft.text[last:]
        draft = draft.change(f"step {step}", changes)
        assert draft.text == expected
    return draft


@given(edited())
def test_edits_rebuild_the_original(draft):
    assert restore(draft.text, draft.removals()) == draft.original


@given(edited())
def test_edits_are_sorted_disjoint_and_equal_between(draft):
    start = at = 0
    for edit in draft.edits:
        assert start <= edit.start <= edit.end
        assert at <= edit.at <= edit.until
        assert draft.original[start : edit.start] == draft.text[at : edit.at]
        start, at = edit.end, edit.until
    assert draft.original[start:] == draft.text[at:]


@given(edited())
def test_origin_points_to_the_same_character(draft):
    inside = {place for edit in draft.edits for place in range(edit.at, edit.until)}
    for place in set(range(len(draft.text))) - inside:
        assert draft.original[draft.origin(place)] == draft.text[place]


CHANGE = st.builds(
    Change,
    st.integers(0, 30),
    st.integers(1, 6),
    st.sampled_from(["", "，", " "]),
    st.sampled_from(["", "own"]),
    st.sampled_from(["", "rule"]),
)


@given(TEXT, st.lists(CHANGE, max_size=6))
def test_the_first_changes_are_made_as_later_ones_are(text, drawn):
    placed = (change._replace(end=change.start + change.end) for change in drawn)
    changes = sorted(c for c in placed if c.end <= len(text) and text[c.start : c.end] != c[2])
    draft = Draft.of(text)
    expected = _Merger(draft, "step").merged(changes) if changes else draft
    assert draft.change("step", changes) == expected


def test_lines_are_those_of_the_current_text():
    draft = Draft.of("甲\n乙").change("step", [Change(0, 1, "丙\n丁")])
    assert draft.lines == ["丙", "丁", "乙"]


def test_a_later_removal_holds_the_original_of_what_it_swallows():
    draft = Draft.of("版权所有:某网,2010").change(
        "punctuation", [Change(4, 5, "："), Change(7, 8, "，")]
    )
    draft = draft.change("footer", [Change(0, len(draft.text))])
    assert draft.removals() == (Removal("footer", 0, "版权所有:某网,2010"),)


def test_layout_keeps_the_step_of_what_it_swallows():
    draft = Draft.of("甲</p><p>乙").change("markup", [Change(1, 5, "\n"), Change(5, 8, "\n")])
    draft = draft.change(LAYOUT, [Change(1, 3, "\n")])
    assert draft.removals() == (Removal("markup", 1, "</p><p>", "\n"),)


def test_layout_alone_is_not_reported():
    draft = Draft.of("甲  \n乙").change(LAYOUT, [Change(1, 4, "\n")])
    assert draft.text == "甲\n乙"
    assert draft.removals() == ()


def test_a_change_that_changes_nothing_leaves_no_edit():
    draft = Draft.of("甲乙")
    assert draft.change("step", [Change(0, 1, "甲")]) is draft
