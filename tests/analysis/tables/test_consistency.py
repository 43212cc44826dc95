"""What numbers stand for, what is read of a corpus, and the table of hints."""

from __future__ import annotations

import math
from calendar import monthrange
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus.build import build_corpus
from analysis.corpus.correcting import dismiss_hint
from analysis.corpus.correction_states import states
from analysis.corpus.corrections import correct, export_corrections, import_corrections, undo
from analysis.corpus.select import Scope, select
from analysis.corpus.store import add_sources, open_corpus
from analysis.errors import ResourceError, UnknownNameError
from analysis.ingest.documents import read_document
from analysis.lexicon.consistency import load_check_words, parse_check_words
from analysis.schema import CONSISTENCY, HINT_KINDS
from analysis.tables.consistency.amounts import Amount, amount, change, rounding, total
from analysis.tables.consistency.checks import consistency, find_hints, hint_table
from analysis.tables.consistency.cues import worth_reading
from analysis.tables.consistency.growth import growth_hints
from analysis.tables.consistency.hints import Figure, Sentence
from analysis.tables.consistency.parts import parts_hints
from analysis.tables.consistency.reading import (
    characters_before,
    figures_at,
    figures_of,
    folded_texts,
)
from analysis.tables.consistency.shares import share_hints
from analysis.tables.corrections import correction_table
from tests.analysis.several import NUMBERS, assert_pages, masks, several

DIGITS = "〇一二三四五六七八九"
TEXT = """渝中区总工会整改情况

渝中区总工会收到意见建议共46条，分别为作风方面20条、学习方面15条、服务方面13条。
基层工会由1200个增加到1500个，增长35%。
妇联村级组织覆盖率达到104%。
要抓好五个方面工作：一是加强学习；二是深入调研；三是检视问题；四是整改落实。
"""


@pytest.fixture(scope="module")
def corpus():
    return build_corpus(
        [
            read_document("a", TEXT.encode()),
            read_document("b", "通知\n\n会议于２０２３年２月３０日召开。".encode()),
        ]
    )


def stands_for(text: str, value: float, bound: str = "exact", unit: str = "个") -> Amount:
    return amount(text, value, math.nan, bound, unit)


@pytest.mark.parametrize(
    ("text", "value", "unit", "step"),
    [
        ("12034人", 12034, "人", 0),
        ("1.2万人", 12000, "人", 1000),
        ("831万元", 8310000, "元", 10000),
        ("12,034元", 12034, "元", 1),
        ("36.8%", 36.8, "%", 0.1),
        ("40%", 40, "%", 1),
        ("百分之四十", 40, "%", 1),
        ("百分之二十五点五", 25.5, "%", 0.1),
        ("二千八百七十亿元", 287e9, "元", 1e9),
        ("四十六个", 46, "个", 0),
        ("2万5千人", 25000, "人", 1000),
        ("0.8倍", 0.8, "倍", 0.1),
    ],
)
def test_rounding_is_the_last_digit_that_is_written(text, value, unit, step):
    assert rounding(text, float(value), unit) == pytest.approx(step)


def test_bounds_agree_with_what_they_allow():
    assert stands_for("超过600个", 600, "over").agrees(stands_for("612个", 612))
    assert not stands_for("超过600个", 600, "over").agrees(stands_for("588个", 588))
    some = stands_for("200余个", 200, "over")
    assert some.agrees(stands_for("268个", 268))
    assert not some.agrees(stands_for("320个", 320))
    assert not some.agrees(stands_for("500多个", 500, "over"))
    assert stands_for("1.2万个", 12000).agrees(stands_for("12034个", 12034))
    assert not stands_for("1.2万个", 12000).agrees(stands_for("13034个", 13034))
    assert stands_for("近100个", 100, "about").agrees(stands_for("97个", 97))
    assert not stands_for("不超过50个", 50, "at_most").agrees(stands_for("52个", 52))
    assert amount("6~24个", 6, 24, "exact", "个").agrees(stands_for("12个", 12))
    assert not stands_for("46个", 46).agrees(stands_for("47个", 47))


@settings(max_examples=60)
@given(st.integers(10**4, 10**9), st.integers(0, 2))
def test_a_number_agrees_with_itself_rounded(value, decimals):
    rounded = round(value / 10000, decimals)
    written = f"{rounded:.{decimals}f}万个"
    exact = stands_for(f"{value}个", value)
    assert stands_for(written, float(written[:-2]) * 10000).agrees(exact)


@settings(max_examples=60)
@given(st.lists(st.integers(1, 10**6), min_size=2, max_size=6))
def test_exact_parts_agree_with_their_sum_alone(parts):
    added = total([stands_for(f"{part}个", part) for part in parts])
    assert added.agrees(stands_for(f"{sum(parts)}个", sum(parts)))
    assert not added.agrees(stands_for(f"{sum(parts) + 1}个", sum(parts) + 1))


def test_change_allows_for_rounding():
    span = change(stands_for("1.2万个", 12000), stands_for("1.5万个", 15000))
    assert span.low < 25 < span.high
    assert span.agrees(stands_for("27%", 27, unit="%"))
    assert not span.agrees(stands_for("52%", 52, unit="%"))
    assert change(Amount(0, 0), Amount(1, 1)).high == math.inf


def test_every_hint_has_both_places(corpus):
    table = consistency(corpus, select(corpus))
    CONSISTENCY.check(table)
    found = {
        row.kind: (row.text_a, row.text_b, row.expected, row.found) for row in table.itertuples()
    }
    assert found == {
        "share": ("104%", "104%", 100.0, 104.0),
        "parts": ("46条", "20条", 46.0, 48.0),
        "growth": ("1500个", "35%", 25.0, 35.0),
        "date": ("２０２３年２月３０日", "２０２３年２月３０日", 28.0, 30.0),
        "list": ("五个", "四是", 5.0, 4.0),
    }
    for row in table.itertuples():
        for side in "ab":
            doc, start, end, text, sentence = (
                getattr(row, f"{name}_{side}")
                for name in ("doc", "start", "end", "text", "sentence")
            )
            written = corpus.documents[corpus.document_rows[doc]].text
            assert written[start:end] == text
            assert text in sentence
            assert sentence in written


def test_parts_name_their_further_places(corpus):
    parts = consistency(corpus, select(corpus), kinds=("parts",)).iloc[0]
    written = corpus.documents[0].text
    places = [tuple(map(int, place.split("-"))) for place in parts["others"]]
    assert [written[a:b] for a, b in places] == ["15条", "13条"]
    assert parts["organisation_a"] == parts["organisation_b"] == "重庆市渝中区总工会"
    assert (parts["noun"], parts["unit"]) == ("意见建议", "条")


def test_hints_come_by_kind_and_in_pages(corpus):
    mask = select(corpus)
    whole = consistency(corpus, mask)
    assert list(whole["kind"]) == sorted(whole["kind"], key=HINT_KINDS.index)
    hints = find_hints(corpus, mask)
    assert_pages(whole, lambda **page: hint_table(corpus, hints, **page))
    some = consistency(corpus, mask, kinds=("date", "list"))
    assert list(some["kind"]) == ["date", "list"]


def test_hints_keep_to_documents_and_organisations(corpus):
    alone = consistency(corpus, select(corpus, Scope(documents=("b",))))
    assert list(alone["kind"]) == ["date"]
    own = consistency(corpus, select(corpus), organisations=("重庆市渝中区总工会",))
    assert "date" not in set(own["kind"])
    assert {"parts", "growth"} <= set(own["kind"])
    with pytest.raises(UnknownNameError):
        find_hints(corpus, select(corpus), organisations=("没有这个机构",))


def test_a_hint_that_was_set_aside_is_left_out_until_it_is_put_back(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    folder = tmp_path / "c"
    add_sources(folder, (tmp_path / "a.txt",))
    opened = open_corpus(folder)
    whole = consistency(opened, select(opened))
    parts = whole[whole["kind"] == "parts"].iloc[0]
    first, second = ((parts[f"doc_{s}"], parts[f"start_{s}"], parts[f"end_{s}"]) for s in "ab")
    one = dismiss_hint(opened, "parts", first, second)
    correct(folder, one)
    again = open_corpus(folder)
    left = consistency(again, select(again))
    assert list(left["kind"]) == [kind for kind in whole["kind"] if kind != "parts"]
    assert len(consistency(again, select(again), aside=True)) == len(whole)
    (state,) = states(again)
    assert (state.fit, state.doc, state.start) == ("applied", "a", first[1])
    (row,) = correction_table(again).to_dict("records")
    assert (row["action"], row["text"]) == ("dismiss_hint", "46条")
    assert row["changes"] == [{"field": "kind", "was": "", "now": "parts"}]
    text = export_corrections(folder)
    undo(folder, one.id)
    assert len(consistency(open_corpus(folder), select(again))) == len(whole)
    assert import_corrections(folder, text, name="x.json").added == (one,)
    with pytest.raises(UnknownNameError):
        dismiss_hint(again, "parts", ("b", 0, 2), second)


def test_a_hint_whose_text_was_changed_is_shown_again(tmp_path):
    source = tmp_path / "a.txt"
    source.write_text(TEXT, encoding="utf-8")
    folder = tmp_path / "c"
    add_sources(folder, (source,))
    opened = open_corpus(folder)
    date = consistency(opened, select(opened), kinds=("share",)).iloc[0]
    place = (date["doc_a"], date["start_a"], date["end_a"])
    correct(folder, dismiss_hint(opened, "share", place, place))
    source.write_text(TEXT.replace("覆盖率达到104%", "办结率达到106%"), encoding="utf-8")
    add_sources(folder, (source,))
    again = open_corpus(folder)
    assert [document.name for document in again.documents] == ["a"]
    assert states(again)[0].fit == "lost"
    assert consistency(again, select(again), kinds=("share",))["text_a"].tolist() == ["106%"]


def test_nothing_in_scope_gives_an_empty_table(corpus):
    nothing = np.zeros(len(corpus.sentences), dtype=bool)
    assert len(CONSISTENCY.check(consistency(corpus, nothing))) == 0


def test_the_samples_hold_no_contradiction(seeds_corpus):
    assert len(consistency(seeds_corpus, select(seeds_corpus))) == 0


@pytest.mark.parametrize("number", NUMBERS)
def test_texts_around_figures_are_those_of_the_documents(number):
    corpus = several(number)
    facts = corpus.facts
    rows = np.arange(len(facts))[::7]
    docs, starts, ends = (facts.values(name)[rows] for name in ("doc", "start", "end"))
    texts = [corpus.documents[doc].folded for doc in docs]
    own = folded_texts(corpus, docs, starts, ends)
    assert own == [text[a:b] for text, a, b in zip(texts, starts, ends, strict=True)]
    before = characters_before(corpus, docs, starts, 5)
    for text, start, found in zip(texts, starts, before, strict=True):
        wanted = [ord(text[start - back]) if start >= back else 0 for back in range(1, 6)]
        assert found.tolist() == wanted


@pytest.mark.parametrize("number", NUMBERS)
def test_sentences_come_with_their_figures(number):
    corpus = several(number)
    facts = corpus.facts.frame()
    figures = facts[facts["kind"] == "figure"]
    for mask in masks(corpus, number):
        wanted = np.flatnonzero(mask).astype(np.int64)
        found = list(figures_of(corpus, wanted))
        assert len(found) == len(wanted)
        rows = [figure.row for sentence in found for figure in sentence.figures]
        assert rows == figures[figures["sentence"].isin(wanted)].index.tolist()
        for sentence in found:
            folded = corpus.documents[sentence.doc].folded
            assert folded[sentence.start :].startswith(sentence.text)
            assert all(sentence.text[f.start : f.end] == f.text for f in sentence.figures)


def test_what_is_not_worth_reading_holds_no_hint(corpus):
    for whole in (corpus, *map(several, NUMBERS)):
        everything = np.arange(len(whole.sentences))
        found = [
            hint
            for sentence in figures_of(whole, everything)
            for check in (share_hints, parts_hints, growth_hints)
            for hint in check(sentence)
        ]
        kinds = ("share", "parts", "growth")
        assert sorted(found) == sorted(find_hints(whole, select(whole), kinds=kinds))
        figures = np.flatnonzero(whole.facts.coded("kind").equal("figure")).astype(np.int64)
        assert len(worth_reading(whole, figures)) < len(everything)


def in_chinese(number):
    tens, ones = divmod(number, 10)
    written = ("" if tens < 2 else DIGITS[tens]) + ("十" if tens else "")
    return written + (DIGITS[ones] if ones else "")


@pytest.mark.parametrize("write", [str, in_chinese])
def test_dates_are_those_of_the_calendar(write):
    days = [(2023 + month % 2, month, day) for month in range(1, 13) for day in range(27, 32)]
    lines = [f"会议于{y}年{write(m)}月{write(d)}日召开。" for y, m, d in days]
    corpus = build_corpus([read_document("a", "\n".join(["会议", "", *lines]).encode())])
    found = consistency(corpus, select(corpus), kinds=("date",))
    wanted = [
        (f"{y}年{write(m)}月{write(d)}日", monthrange(y, m)[1], d)
        for y, m, d in days
        if d > monthrange(y, m)[1]
    ]
    rows = zip(found["text_a"], found["expected"], found["found"], strict=True)
    assert sorted(rows) == sorted(wanted)
    assert len(wanted) == 7


@pytest.mark.parametrize("number", NUMBERS)
def test_sentences_can_be_read_with_some_of_their_figures(number):
    corpus = several(number)
    rows = np.flatnonzero(corpus.facts.coded("kind").equal("figure")).astype(np.int64)[::3]
    found = list(figures_at(corpus, rows))
    assert [figure.row for sentence in found for figure in sentence.figures] == rows.tolist()
    everything = {
        figure.row: (sentence.text, figure)
        for sentence in figures_of(corpus, np.arange(len(corpus.sentences)))
        for figure in sentence.figures
    }
    for sentence in found:
        for figure in sentence.figures:
            text, other = everything[figure.row]
            assert text == sentence.text
            assert repr(other) == repr(figure)


def test_gaps_are_what_stands_before_each_figure():
    one, two = (Figure(i, i * 4, i * 4 + 2, 1.0, math.nan, *[""] * 5) for i in (0, 1))
    sentence = Sentence(0, 10, "5个和其7条", (one, two))
    assert sentence.gaps == ["", "和其"]
    assert sentence.place(two) == (0, 14, 16)
    assert sentence.between(one, two) == "和其"


def test_words_come_from_a_file_that_is_checked():
    words = load_check_words()
    assert (("进口",), ("出口",)) in words.wholes
    assert (("城镇",), ("农村", "乡村")) in words.wholes
    for text in ("[wholes", "[wholes]\nsets = []\n", "[wholes]\nsets = []\nrest = 3\n"):
        with pytest.raises(ResourceError, match=r"consistency\.toml"):
            parse_check_words(text)


@pytest.mark.parametrize(
    ("dates", "n"),
    [
        (("1994", "1995"), 0),  # reports of two years, however near these are
        (("1994", "1994"), 1),
        (("1994-05", "1994-06"), 0),
        (("1994", "1994-06-02"), 1),
        (("1994-12-28", "1995-01-03"), 1),
        (("1994-12-28", "1995-03-03"), 0),
        (("1994", ""), 1),
    ],
)
def test_documents_of_different_times_are_not_compared(dates: tuple[str, str], n: int):
    documents = []
    for name, share, date in zip("ab", (18, 21), dates, strict=True):
        text = f"政府工作报告\n\n重庆市人民政府报告：全市工业增加值增长{share}%。"
        document = read_document(name, text.encode())
        documents.append(replace(document, metadata=replace(document.metadata, date=date or None)))
    corpus = build_corpus(documents)
    assert len(consistency(corpus, select(corpus), kinds=("same",))) == n
