"""Corrections by hand of a corpus folder: what each does in every table, what takes it back."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from analysis.corpus.build import build_corpus
from analysis.corpus.corpus import Corpus
from analysis.corpus.correcting import (
    add_figure,
    edit_figure,
    merge_organisations,
    move_passage,
    proposed_figure,
    reject_figure,
    rename_organisation,
)
from analysis.corpus.correction_states import states
from analysis.corpus.corrections import correct, undo
from analysis.corpus.select import EVERYTHING, Scope, group_by, select
from analysis.corpus.store import add_documents, open_corpus
from analysis.errors import AnalysisError, UnknownNameError
from analysis.ingest.documents import read_pasted
from analysis.schema import Anchor, Correction, FigureRejection
from analysis.tables.concordance import concordance
from analysis.tables.corrections import correction_table
from analysis.tables.facts import fact_table
from analysis.tables.frequency import FrequencyOptions, frequency
from analysis.tables.hits import Focus, focus_marks, hits
from analysis.tables.organisations import organisation_table, organisation_totals
from analysis.tables.passages import passage_table
from analysis.tables.themes import theme_table
from tests.analysis.corpus.papers import SETTINGS, content

UNION, WOMEN = "重庆市渝中区总工会", "四川省妇女联合会"
REPORT = (
    "渝中区总工会走访企业46家，募集善款26万元。会上通报了情况，减负工作完成12项。\n"
    "四川省妇女联合会慰问职工300名。"
)
LETTER = "渝中总工会开展减负培训3场，企业有好多家。\n四川省妇女联合会开展培训5场。"
TIMES = FrequencyOptions(terms=("企业", "减负"), stopwords=False)


def documents():
    return [read_pasted(REPORT, name="总结"), read_pasted(LETTER, name="函")]


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("built") / "c"
    add_documents(folder, documents(), SETTINGS)
    return folder


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "c"))


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return build_corpus(documents(), SETTINGS)


def figures(folder, **options):
    corpus = open_corpus(folder)
    return fact_table(corpus, select(corpus, EVERYTHING), **options).set_index("text")


def start(folder, text):
    table = figures(folder).reset_index()
    found = table[table["text"] == text].iloc[0]
    return found["doc"], int(found["start"])


def everything(folder):
    """Return every public table that depends on organisations or figures."""
    corpus = open_corpus(folder)
    mask = select(corpus, EVERYTHING)
    by = group_by(corpus, "organisation")
    tables = (
        fact_table(corpus, mask, excluded=True),
        passage_table(corpus, mask),
        organisation_table(corpus, mask),
        organisation_totals(corpus, mask),
        theme_table(corpus, mask, grouping=by),
        frequency(corpus, mask, grouping=by, options=TIMES),
        concordance(corpus, mask, "企业"),
    )
    return [plain(table) for table in tables] + [content(corpus)]


def plain(table):
    return table.astype(object).where(table.notna(), None).to_dict("records")


def test_an_edited_figure_has_its_new_fields_and_says_so(folder):
    corpus = open_corpus(folder)
    doc, at = start(folder, "26万元")
    changes = {
        "value": 26,
        "unit": "万元 ",
        "organisation": WOMEN,
        "date": "2021-12",
        "noun": "善款",
    }
    one = edit_figure(corpus, doc, at, changes, note="看原件")
    assert one.deed.changes == {
        "value": 26.0,
        "unit": "万元",
        "organisation": WOMEN,
        "date": "2021-12",
    }
    assert one.deed.was == {"value": 260000.0, "unit": "元", "organisation": UNION, "date": None}
    correct(folder, one)
    row = figures(folder).loc["26万元"]
    assert (row["value"], row["unit"], row["organisation"], row["date"], row["noun"]) == (
        *(26.0, "万元", WOMEN, "2021-12"),
        "善款",
    )
    assert (row["reason"], row["confidence"]) == ("correction", "high")
    assert figures(folder).loc["46家", "reason"] == "subject"
    assert figures(folder, organisations=[WOMEN]).index.tolist() == [
        "26万元",
        "300名",
        "3场",
        "5场",
    ]


def test_a_rejected_figure_stays_among_the_numbers_that_are_none(folder):
    before = everything(folder)
    one = reject_figure(open_corpus(folder), *start(folder, "12项"))
    correct(folder, one)
    assert "12项" not in figures(folder).index
    assert figures(folder, excluded=True).loc["12项", "class"] == "rejected"
    assert figures(folder).index.tolist() == ["46家", "26万元", "300名", "3场", "5场"]
    undo(folder, one.id)
    assert everything(folder) == before


def test_a_rejected_figure_comes_back_when_it_is_edited(folder):
    doc, at = start(folder, "12项")
    correct(folder, reject_figure(open_corpus(folder), doc, at))
    correct(folder, edit_figure(open_corpus(folder), doc, at, {"noun": "减负工作"}))
    assert figures(folder).loc["12项", "class"] == "figure"


def test_a_marked_figure_is_added_where_it_stands(folder):
    corpus = open_corpus(folder)
    at = LETTER.index("好多家")
    assert proposed_figure(corpus, "函", at, at + 3)["organisation"] == WOMEN
    assert "value" not in proposed_figure(corpus, "函", at, at + 3)
    fields = {"value": 20, "bound": "over", "unit": "家", "noun": "企业", "organisation": UNION}
    correct(folder, add_figure(corpus, "函", at, at + 3, fields))
    table = figures(folder)
    assert table.index.tolist() == ["46家", "26万元", "12项", "300名", "3场", "好多家", "5场"]
    row = table.loc["好多家"]
    assert (row["value"], row["bound"], row["organisation"]) == (20.0, "over", UNION)
    assert (row["sentence"], row["reason"]) == (LETTER.partition("\n")[0], "correction")


def test_what_a_mark_covers_is_proposed():
    corpus = build_corpus([read_pasted("渝中区总工会走访企业46家。", name="甲")], SETTINGS)
    at = "渝中区总工会走访企业46家。".index("46")
    assert proposed_figure(corpus, "甲", at, at + 2) == {
        "value": 46.0,
        "high": None,
        "bound": "exact",
        "unit": "家",
        "noun": "企业",
        "organisation": UNION,
        "status": "done",
        "date": None,
    }


def test_a_moved_sentence_takes_its_figures_along_in_every_table(folder):
    before = everything(folder)
    corpus = open_corpus(folder)
    one = move_passage(corpus, "总结", REPORT.index("通报"), WOMEN)
    assert (one.deed.at.text, one.deed.was) == ("会上通报了情况，减负工作完成12项。", UNION)
    correct(folder, one)
    corpus = open_corpus(folder)
    mask = select(corpus, EVERYTHING)
    passages = passage_table(corpus, mask)
    assert passages["organisation"].tolist() == [UNION, WOMEN, WOMEN, WOMEN, WOMEN]
    assert passages.loc[1, ["reason", "confidence"]].tolist() == ["correction", "high"]
    assert figures(folder).loc["12项", "organisation"] == WOMEN
    totals = organisation_totals(corpus, mask).set_index("canonical")
    assert totals["sentences"].to_dict() == {WOMEN: 4, UNION: 1}
    assert totals["figures"].to_dict() == {WOMEN: 4, UNION: 2}
    by = group_by(corpus, "organisation")
    themes = theme_table(corpus, mask, grouping=by).set_index("group")["n"].to_dict()
    assert themes == {WOMEN: 2, UNION: 0}
    terms = frequency(corpus, mask, grouping=by, options=TIMES).set_index(["term", "group"])["n"]
    assert terms.loc["减负"].to_dict() == {WOMEN: 2, UNION: 0}
    lines = concordance(corpus, mask, "减负")
    assert lines["organisation"].tolist() == [WOMEN, WOMEN]
    assert select(corpus, Scope(organisations=(UNION,))).tolist() == [True, *[False] * 4]
    undo(folder, one.id)
    assert everything(folder) == before


def test_a_sentence_can_be_nobodys_and_go_to_whom_nobody_knew(folder):
    corpus = open_corpus(folder)
    correct(folder, move_passage(corpus, "总结", 0, None), move_passage(corpus, "函", 0, "某某社"))
    corpus = open_corpus(folder)
    passages = plain(passage_table(corpus, select(corpus, EVERYTHING)))
    assert [passage["organisation"] for passage in passages] == [
        *(None, UNION, WOMEN),
        *("某某社", WOMEN),
    ]
    assert figures(folder)["organisation"].isna().tolist() == [True, True, *[False] * 4]
    kinds = dict(zip(corpus.organisation_rows, corpus.by_document.kinds, strict=True))
    assert kinds["某某社"] == "其他"


def test_merged_organisations_are_one_in_every_table(folder):
    before = everything(folder)
    one = merge_organisations(open_corpus(folder), UNION, WOMEN)
    files = {file.name for file in folder.glob("*.parquet")}
    correct(folder, one)
    assert {file.name for file in folder.glob("*.parquet")} == files, "nothing is annotated anew"
    corpus = open_corpus(folder)
    mask = select(corpus, EVERYTHING)
    assert set(figures(folder)["organisation"]) == {WOMEN}
    assert set(passage_table(corpus, mask)["organisation"]) == {WOMEN}
    assert list(corpus.organisation_rows) == [WOMEN]
    table = organisation_table(corpus, mask)
    assert table["mentions"].tolist() == [2, 1]
    assert table["sentences"].tolist() == [3, 2]
    assert table["main"].tolist() == [True, True]
    assert sorted(table.loc[0, "aliases"]) == sorted([WOMEN, "渝中区总工会"])
    assert corpus.main_organisations == ((0,), (0,))
    by = group_by(corpus, "organisation")
    terms = frequency(corpus, mask, grouping=by, options=TIMES).set_index(["term", "group"])
    assert terms["n"].to_dict() == {("企业", WOMEN): 2, ("减负", WOMEN): 2}
    assert terms["documents"].to_dict() == {("企业", WOMEN): 2, ("减负", WOMEN): 2}
    assert theme_table(corpus, mask, grouping=by)["n"].tolist() == [2]
    assert select(corpus, Scope(organisations=(WOMEN,))).all()
    with pytest.raises(UnknownNameError):
        select(corpus, Scope(organisations=(UNION,)))
    assert corpus.organisations[0].kind == "妇联"
    undo(folder, one.id)
    assert everything(folder) == before


def test_merged_organisations_are_found_where_either_is_named(folder):
    correct(folder, merge_organisations(open_corpus(folder), UNION, WOMEN))
    corpus, focus = open_corpus(folder), Focus("organisation", WOMEN)
    assert hits(corpus, select(corpus, EVERYTHING), focus)["doc"].tolist() == [0, 0, 1]
    marks = focus_marks(corpus, 0, focus)
    assert [REPORT[mark.start : mark.end] for mark in marks] == ["渝中区总工会", WOMEN]


def test_a_renamed_organisation_keeps_its_kind(folder):
    before = everything(folder)
    one = rename_organisation(open_corpus(folder), UNION, "渝中工会", short="渝工")
    correct(folder, one)
    corpus = open_corpus(folder)
    renamed = next(o for o in corpus.organisations if o.canonical == "渝中工会")
    assert (renamed.short, renamed.kind) == ("渝工", "工会")
    assert figures(folder).loc["46家", "organisation"] == "渝中工会"
    two = merge_organisations(corpus, "渝中工会", WOMEN)
    correct(folder, two)
    assert set(figures(folder)["organisation"]) == {WOMEN}
    assert [state.fit for state in states(open_corpus(folder))] == ["applied", "applied"]
    undo(folder, one.id)
    late = states(open_corpus(folder))
    assert [(state.fit, state.problem.code) for state in late] == [
        ("lost", "correction_organisation")
    ]
    assert figures(folder).loc["46家", "organisation"] == UNION
    undo(folder, two.id)
    assert everything(folder) == before


def test_what_was_given_to_a_renamed_organisation_stays_with_it(folder):
    renaming = rename_organisation(open_corpus(folder), UNION, "渝中工会")
    correct(folder, renaming)
    corpus = open_corpus(folder)
    moving = move_passage(corpus, "总结", REPORT.index("四川"), "渝中工会")
    editing = edit_figure(corpus, *start(folder, "5场"), {"organisation": "渝中工会"})
    at = LETTER.index("好多家")
    adding = add_figure(
        corpus, "函", at, at + 3, {"value": 9, "unit": "家", "organisation": "渝中工会"}
    )
    correct(folder, moving, editing, adding)
    texts = ["300名", "5场", "好多家"]
    assert figures(folder).loc[texts, "organisation"].tolist() == 3 * ["渝中工会"]
    changes = correction_table(open_corpus(folder))["changes"].tolist()[1:]
    told = [one["now"] for rows in changes for one in rows if one["field"] == "organisation"]
    assert told == 3 * ["渝中工会"]
    undo(folder, renaming.id)
    assert figures(folder).loc[texts, "organisation"].tolist() == 3 * [UNION]
    assert open_corpus(folder).organisation_rows.keys() == {UNION, WOMEN}


def test_a_name_that_another_organisation_took_over_means_that_one(folder):
    correct(folder, rename_organisation(open_corpus(folder), WOMEN, "丙"))
    correct(folder, rename_organisation(open_corpus(folder), UNION, WOMEN))
    correct(
        folder, edit_figure(open_corpus(folder), *start(folder, "5场"), {"organisation": WOMEN})
    )
    table = figures(folder)["organisation"]
    assert (table["5场"], table["46家"], table["300名"]) == (WOMEN, WOMEN, "丙")


def test_corrections_are_taken_back_one_by_one_in_any_order(folder):
    corpus = open_corpus(folder)
    doc, at = start(folder, "26万元")
    first = edit_figure(corpus, doc, at, {"unit": "美元"})
    correct(folder, first)
    alone = content(open_corpus(folder))
    second = edit_figure(open_corpus(folder), doc, at, {"unit": "欧元", "value": 1})
    third = move_passage(corpus, "函", 0, UNION)
    correct(folder, second, third)
    assert figures(folder).loc["26万元", ["unit", "value"]].tolist() == ["欧元", 1.0]
    undo(folder, third.id)
    undo(folder, second.id)
    assert content(open_corpus(folder)) == alone
    correct(folder, second)
    undo(folder, first.id)
    assert figures(folder).loc["26万元", ["unit", "value"]].tolist() == ["欧元", 1.0]
    with pytest.raises(UnknownNameError, match="已经撤销"):
        undo(folder, first.id)


def test_the_same_correction_twice_is_one(folder):
    one = reject_figure(open_corpus(folder), *start(folder, "12项"))
    correct(folder, one, one)
    version = (folder / "manifest.json").read_bytes()
    correct(folder, one)
    assert (folder / "manifest.json").read_bytes() == version
    assert len(open_corpus(folder).corrections) == 1


def test_two_corrections_of_one_id_are_told_and_none_is_lost(folder):
    one, other = (reject_figure(open_corpus(folder), *start(folder, t)) for t in ("12项", "46家"))
    correct(folder, one)
    with pytest.raises(AnalysisError, match=one.id) as told:
        correct(folder, replace(other, id=one.id))
    assert told.value.code == "correction_conflict"
    assert open_corpus(folder).corrections == (one,)
    correct(folder, replace(one, note="看过了"))  # a remark makes no other correction
    assert open_corpus(folder).corrections == (one,)


def test_a_place_with_half_a_character_is_listed(corpus):
    at = Anchor("", "总\ud842", -1, "数\ud842字")
    given = replace(corpus, corrections=(Correction("1", "", FigureRejection(at)),))
    (row,) = correction_table(given).to_dict("records")
    assert (row["doc"], row["text"], row["fit"]) == ("总\ufffd", "数\ufffd字", "lost")
    assert row["problem"].startswith("语料库里没有“总\ufffd”这篇文档")


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda c: edit_figure(c, "总结", 10, {"unit": "家"}), "correction_nothing"),
        (lambda c: edit_figure(c, "总结", 10, {}), "correction_nothing"),
        (lambda c: edit_figure(c, "总结", 10, {"value": "many"}), "correction_field"),
        (lambda c: edit_figure(c, "总结", 10, {"value": float("inf")}), "correction_field"),
        (lambda c: edit_figure(c, "总结", 10, {"high": 40}), "correction_field"),
        (lambda c: edit_figure(c, "总结", 10, {"bound": "some"}), "correction_field"),
        (lambda c: edit_figure(c, "总结", 10, {"date": "2021-13"}), "correction_field"),
        (lambda c: edit_figure(c, "总结", 10, {"organisation": " "}), "correction_field"),
        (lambda c: edit_figure(c, "总结", 10, {"colour": "red"}), "correction_field"),
        (lambda c: edit_figure(c, "总结", 11, {"unit": "个"}), "unknown_figure"),
        (lambda c: reject_figure(c, "别的", 10), "unknown_document"),
        (lambda c: add_figure(c, "总结", 9, 12, {"value": 1}), "correction_overlaps"),
        (lambda c: add_figure(c, "函", 14, 20, {"unit": "家"}), "correction_field"),
        (lambda c: add_figure(c, "函", 14, 30, {"value": 1}), "correction_span"),
        (lambda c: add_figure(c, "函", 14, 14, {"value": 1}), "correction_span"),
        (lambda c: move_passage(c, "总结", 3, UNION), "correction_same"),
        (lambda c: move_passage(c, "总结", 3, ""), "correction_field"),
        (lambda c: move_passage(c, "总结", 9999, WOMEN), "unknown_sentence"),
        (lambda c: merge_organisations(c, UNION, UNION), "correction_one_organisation"),
        (lambda c: merge_organisations(c, UNION, "没有的"), "unknown_organisation"),
        (lambda c: rename_organisation(c, UNION, WOMEN), "organisation_exists"),
        (lambda c: rename_organisation(c, UNION, " "), "correction_field"),
        (lambda c: rename_organisation(c, UNION, "甲", short="甲\n乙"), "correction_field"),
        (lambda c: rename_organisation(c, UNION, "甲", short=201 * "甲"), "correction_field"),
        (lambda c: rename_organisation(c, "没有的", "甲"), "unknown_organisation"),
    ],
)
def test_what_cannot_be_is_told_at_once(corpus, make, code):
    with pytest.raises(AnalysisError) as told:
        make(corpus)
    assert told.value.code == code
    assert str(told.value).endswith("。") or code == "unknown_organisation"
