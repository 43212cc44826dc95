"""Corrections in the app: two clicks mend an owner, every field can be changed, all is undone."""

import json

import pytest

from analysis.corpus.corrections import export_corrections
from analysis.corpus.select import Scope
from analysis.tables.ledger import LedgerFilter
from app import cache, corpora
from app.wording.text import text
from app.wording.values import value_name

FIRST = "000_99d92ce5c5b1e1cf"
EVERY = Scope()


@pytest.fixture(autouse=True)
def data(tmp_path, monkeypatch):
    """Give each test a data folder without corpora; the samples are built already."""
    built = corpora.samples()
    monkeypatch.setattr(corpora, "data_folder", lambda: tmp_path / "corpora")
    monkeypatch.setattr(corpora, "samples", lambda: built)
    return tmp_path


def ledger(app, **chosen):
    return cache.ledger(opened(app), EVERY, LedgerFilter(**chosen))


def opened(app):
    return cache.corpus(app.query_params.get("corpus", ""))


def figure(app, written="46个"):
    table = ledger(app, excluded=True)
    return table[(table["doc"] == FIRST) & (table["text"] == written)].iloc[0]


def place(written="46个"):
    table = cache.ledger(cache.corpus(), EVERY, LedgerFilter(excluded=True))
    row = table[(table["doc"] == FIRST) & (table["text"] == written)].iloc[0]
    return f"{FIRST}:{row['start']}"


def owner_buttons(app):
    return {b.label: b for b in app.button if b.key.startswith("organisations-entry-owner")}


def field(app, name, kind="text_input"):
    start = f"organisations-entry-{name}-"
    return next(box for box in getattr(app, kind) if box.key.startswith(start))


def captions(app):
    return " ".join(element.value for element in app.caption).replace("\\", "")


def test_an_owner_is_mended_with_one_click_on_the_entry_and_taken_back(open_page):
    app = open_page("organisations", at=place())
    before = figure(app)
    assert before["organisation"] == "中华全国总工会"
    buttons = owner_buttons(app)
    assert "全国总工会" not in buttons
    assert list(buttons)[-1] == text("correct.nobody", "zh")
    buttons["团中央"].click().run()
    assert app.query_params["corpus"]
    assert app.query_params["at"] == place()
    after = figure(app)
    assert (after["organisation"], after["reason"], after["confidence"]) == (
        "共青团中央",
        "correction",
        "high",
    )
    assert value_name("reason", "correction", "zh") in captions(app)
    name = text("correct.samples", "zh")
    assert text("correct.saved_in", "zh", name=name) in captions(app)
    assert [own.name for own in corpora.own_corpora()] == [name]
    app.button(key="correct-undo").click().run()
    assert figure(app)["organisation"] == "中华全国总工会"
    assert "已保存" not in captions(app)


def test_the_samples_stay_as_they_are(open_page):
    folder = corpora.samples()
    version = corpora.stored(folder).version
    app = open_page("organisations", at=place())
    app.button(key="organisations-entry-reject").click().run()
    (own,) = corpora.own_corpora()
    assert app.query_params["corpus"] == own.corpus_id
    assert corpora.stored(folder).version == version
    assert figure(app)["class"] == "rejected"
    assert "46个" in list(cache.ledger(cache.corpus(), EVERY, LedgerFilter())["text"])
    app = open_page("organisations", at=place("35个"))
    app.button(key="organisations-entry-reject").click().run()
    assert corpora.own_corpora()[0].folder == own.folder
    assert text("correct.saved_in", "zh", name=own.name) in captions(app)
    app.session_state["kept/corrections/copied"] = ("elsewhere", "别的")
    app.run()
    assert text("correct.saved", "zh") in captions(app)  # a correction of another corpus
    assert {figure(app, w)["class"] for w in ("46个", "35个")} == {"rejected"}


def test_every_field_of_a_figure_can_be_changed(open_page):
    app = open_page("organisations", at=place())
    field(app, "noun").set_value("工会")
    field(app, "value").set_value("1,046.5")
    field(app, "high").set_value("2000")
    field(app, "unit").set_value("家")
    field(app, "date").set_value("2019-11")
    field(app, "bound", "selectbox").set_value("over")
    field(app, "status", "selectbox").set_value("planned")
    field(app, "organisation", "selectbox").set_value("中华全国妇女联合会")
    app.button(key="organisations-entry-save").click().run()
    row = figure(app)
    assert {name: row[name] for name in ("noun", "value", "high", "unit", "date")} == {
        "noun": "工会",
        "value": 1046.5,
        "high": 2000.0,
        "unit": "家",
        "date": "2019-11",
    }
    assert (row["bound"], row["status"]) == ("over", "planned")
    assert row["organisation"] == "中华全国妇女联合会"


def test_what_cannot_be_is_said_and_nothing_is_saved(open_page):
    app = open_page("organisations", at=place(), lang="en")
    field(app, "value").set_value("很多")
    app.button(key="organisations-entry-save").click().run()
    (error,) = app.error
    assert "must be a number" in error.value
    assert corpora.own_corpora() == []
    app.run()
    assert not app.error


def test_a_number_that_is_none_is_counted_after_all(open_page):
    table = cache.ledger(cache.corpus(), EVERY, LedgerFilter(excluded=True))
    row = table[(table["doc"] == FIRST) & (table["class"] == "slogan")].iloc[0]
    app = open_page("organisations", all="1", at=f"{FIRST}:{row['start']}")
    assert text("organisations.not_a_figure", "zh", kind="提法、口号") in captions(app)
    assert not owner_buttons(app)
    assert float(field(app, "value").value) == row["value"]
    app.button(key="organisations-entry-save").click().run()
    found = ledger(app)
    assert row["text"] in list(found[found["start"] == row["start"]]["text"])


def test_a_sentence_goes_to_another_organisation_with_its_figures(open_page):
    app = open_page("organisations", at=place("83个"))
    field(app, "passage-organisation", "selectbox").set_value("中华全国总工会")
    app.button(key="organisations-entry-passage-save").click().run()
    assert {figure(app, w)["organisation"] for w in ("83个", "200余条")} == {"中华全国总工会"}
    assert figure(app, "91份")["organisation"] == "共青团中央"


def test_organisations_are_merged_and_renamed(open_page):
    focus = "organisation:中华全国妇女联合会"
    app = open_page("organisations", view="names", focus=focus)
    assert text("correct.affects", "zh", mentions=3, sentences=4, figures=0, documents=1) in (
        captions(app)
    )
    into = next(box for box in app.selectbox if box.key.startswith("correct-into-"))
    into.set_value("全国总工会")
    app.button(key="correct-merge").click().run()
    assert "中华全国妇女联合会" not in opened(app).organisation_rows
    app.query_params["focus"] = "organisation:共青团中央"
    app = open_page(
        "organisations",
        view="names",
        focus="organisation:共青团中央",
        corpus=app.query_params["corpus"],
    )
    name = next(box for box in app.text_input if box.key.startswith("correct-name-"))
    name.set_value("中国共产主义青年团中央委员会")
    app.button(key="correct-rename").click().run()
    names = opened(app).organisation_rows
    assert "中国共产主义青年团中央委员会" in names
    assert "共青团中央" not in names
    app = open_page("organisations", view="corrections", corpus=app.query_params["corpus"])
    shown = app.dataframe[0].value
    assert list(shown["action"]) == ["机构改名", "合并机构"]
    assert list(shown["text"]) == list(shown["doc"]) == ["", ""]
    assert list(shown["changes"])[1] == "机构 中华全国妇女联合会 → 全国总工会"


def test_corrections_are_listed_exported_imported_and_all_taken_back(open_page):
    app = open_page("organisations", at=place())
    owner_buttons(app)["团中央"].click().run()
    corpus_id = app.query_params["corpus"]
    app.button(key="organisations-entry-reject").click().run()
    app = open_page("organisations", view="corrections", corpus=corpus_id)
    table = cache.corrections(opened(app))
    assert list(table["action"]) == ["reject_figure", "edit_figure"]
    shown = app.dataframe[0].value
    assert list(shown["text"]) == ["46个", "46个"]
    assert list(shown["changes"]) == ["种类 数字 → 人工排除", "机构 全国总工会 → 团中央"]
    assert list(shown["fit"]) == ["已用上", "已用上"]
    content = export_corrections(corpora.folder(corpus_id))
    assert len(json.loads(content)["corrections"]) == 2
    app.button(key="corrections-undo-last").click().run()
    assert list(cache.corrections(opened(app))["action"]) == ["edit_figure"]
    app.button(key="corrections-undo-all").click().run()
    assert cache.corrections(opened(app)).empty
    assert text("correct.none", "zh") in captions(app)
    upload = app.file_uploader(key="corrections-upload")
    upload.set_value(("改正.json", content.encode(), "application/json")).run()
    assert text("correct.uploaded", "zh", added=2, known=0) in captions(app)
    assert list(cache.corrections(opened(app))["id"]) == list(table["id"])
    app.session_state["kept/corrections/chosen"] = table["id"][1]
    app.run()
    app.button(key="corrections-undo-one").click().run()
    assert list(cache.corrections(opened(app))["id"]) == [table["id"][0]]
    upload = app.file_uploader(key="corrections-upload")
    upload.set_value(("坏.json", b"{", "application/json")).run()
    assert app.error


def test_what_was_taken_back_is_put_back_with_one_click(open_page):
    app = open_page("organisations", at=place())
    owner_buttons(app)["团中央"].click().run()
    app.button(key="organisations-entry-reject").click().run()
    app = open_page("organisations", view="corrections", corpus=app.query_params["corpus"])
    table = cache.corrections(opened(app))
    app.button(key="corrections-undo-all").click().run()
    assert cache.corrections(opened(app)).empty
    assert text("correct.taken", "zh", n=2) in captions(app)
    app.button(key="correct-put-back").click().run()
    assert list(cache.corrections(opened(app))["id"]) == list(table["id"])
    assert figure(app)["class"] == "rejected"
    assert text("correct.taken", "zh", n=2) not in captions(app)
    app.button(key="corrections-undo-last").click().run()
    assert text("correct.taken", "zh", n=1) in captions(app)
    app.session_state["kept/corrections/taken"] = ("elsewhere", 1, "")
    app.run()
    assert text("correct.taken", "zh", n=1) not in captions(app)


@pytest.mark.parametrize(("lang", "said"), [("zh", "选择文件"), ("en", "Choose a file")])
def test_boxes_for_files_speak_the_language_of_the_page(open_page, lang, said):
    for name, view, key in (
        ("organisations", "corrections", "corrections-upload"),
        ("settings", "file", "settings-load"),
    ):
        app = open_page(name, view=view, lang=lang)
        assert app.file_uploader(key=key)
        (style,) = [e.proto.body for e in app.get("html") if f".st-key-{key} " in e.proto.body]
        assert f'content:"{said}"' in style


def test_a_file_in_another_encoding_is_refused_and_a_lost_correction_explained(open_page):
    entry = {"id": "1", "action": "reject_figure", "doc": "总结", "text": "四个"}
    content = json.dumps({"corrections": [entry]}, ensure_ascii=False)
    app = open_page("organisations", view="corrections", lang="en")
    upload = app.file_uploader(key="corrections-upload")
    upload.set_value(("旧.json", content.encode("gbk"), "application/json")).run()
    assert "cannot be read" in app.error[0].value
    assert cache.corrections(opened(app)).empty
    upload = app.file_uploader(key="corrections-upload")
    upload.set_value(("新.json", content.encode(), "application/json")).run()
    assert text("correct.uploaded", "en", added=1, known=0) in captions(app)
    told = "There is no document “总结” in this corpus."
    assert list(app.dataframe[0].value["problem"]) == [told]
    app.session_state["kept/corrections/chosen"] = "1"
    app.run()
    assert told in captions(app)
    assert app.session_state["kept/corrections/imported"] == (app.query_params["corpus"], 1, 0)
    app.session_state["kept/corrections/imported"] = ("elsewhere", 1, 0)
    app.run()
    assert text("correct.uploaded", "en", added=1, known=0) not in captions(app)


def test_a_missed_figure_is_added_from_the_reader(open_page):
    whole = cache.corpus().documents[cache.corpus().document_rows[FIRST]].text
    start = whole.index("扎实成效")
    app = open_page("search", at=f"{FIRST}:{start}")
    app.session_state["kept/search/marked"] = (FIRST, start, start + 4)
    app.run()
    said = " ".join(element.value for element in app.markdown)
    assert text("correct.marked", "zh", text="扎实成效") in said
    app.button(key="search-mark-save").click().run()
    assert "数值" in app.error[0].value
    box = next(b for b in app.text_input if b.key.startswith("search-mark-value-"))
    box.set_value("1")
    app.button(key="search-mark-save").click().run()
    added = ledger(app)
    row = added[(added["doc"] == FIRST) & (added["start"] == start)].iloc[0]
    assert (row["text"], row["value"], row["reason"]) == ("扎实成效", 1.0, "correction")
    assert text("correct.marked", "zh", text="扎实成效") not in " ".join(
        element.value for element in app.markdown
    )


def test_a_figure_that_stands_where_something_was_marked_leads_to_the_ledger(open_page):
    at = place()
    start = int(at.rpartition(":")[2])
    app = open_page("search", at=at)
    app.session_state["kept/search/marked"] = (FIRST, start - 2, start + 2)
    app.run()
    assert text("correct.is_figure", "zh", text="46个") in " ".join(m.value for m in app.markdown)
    app.button(key=f"search-mark-ledger-{start}").click().run()
    assert app.query_params["at"] == at
    assert figure(app)["text"] == "46个"
