from datetime import datetime
from pathlib import Path

import pytest
import streamlit as st

from analysis.corpus.store import add_documents, open_corpus
from analysis.ingest.documents import read_document, read_pasted
from analysis.lexicon.residue import load_residue
from analysis.schema import Failure
from app import cache, corpora, import_log
from app.controls.comparing import CHARACTERS_AT_ONCE
from app.imports import Report
from app.wording.cleaning import STEPS
from app.wording.failures import failure_sentence, warning_sentence

SEEDS = Path(__file__).parents[2] / "seeds"
UNIONS = ("甲.txt", "县总工会走访企业30家，收集问题12个，推动整改落实。".encode(), "text/plain")
COPY = ("乙.txt", "县总工会走访企业30家,收集问题12个,推动整改落实。".encode(), "text/plain")
WOMEN = ("丙.txt", "县妇联开展培训12场，服务妇女300人，组织整改。".encode(), "text/plain")
FEW = "只有 17 个汉字，统计结果没有意义。"
PICTURE = ("图.png", b"\x89PNG\r\n\x1a\n" + bytes(64), "image/png")
HEADED = "首页 > 新闻中心\n打印本页\n关于整改的通知\n县总工会走访企业30家,收集问题。"


@pytest.fixture(autouse=True)
def data(tmp_path, monkeypatch):
    """Give each test a data folder without corpora; the samples are built already."""
    built = corpora.samples()
    monkeypatch.setattr(corpora, "data_folder", lambda: tmp_path / "corpora")
    monkeypatch.setattr(corpora, "samples", lambda: built)
    return tmp_path


def upload(app, *files):
    app.file_uploader[0].set_value(list(files)).run()
    return start(app)


def start(app):
    """Start an import and look at the page until it is over."""
    app.button(key="documents-start").click().run()
    while any(button.key == "documents-stop" for button in app.button):
        app.run()
    assert not app.exception, [error.value for error in app.exception]
    return app


def said(app):
    parts = [*app.caption, *app.markdown, *app.error]
    return " ".join(part.value for part in parts).replace("\\", "")


def address(app, name):
    """Return one value of the address: a list or, in a run that wrote it, a string."""
    given = app.query_params[name]
    return given if isinstance(given, str) else given[0]


def keyed(widgets, prefix):
    """Return the widget whose key begins like this."""
    (found,) = [widget for widget in widgets if str(widget.key).startswith(prefix)]
    return found


def names(app):
    corpus_id = address(app, "corpus")
    return [d.name for d in open_corpus(corpora.folder_of(corpus_id)).documents]


def test_the_list_marks_the_documents_in_scope(open_page):
    corpus = cache.corpus()
    first = corpus.documents[0].name
    app = open_page("documents", doc=first)
    table = app.dataframe[0].value
    assert list(table["in_scope"]) == ["●", "", "", "", ""]
    assert list(table["characters"]) == list(cache.documents(corpus)["characters"])
    removed = cache.documents(corpus)["removed"]
    assert list(table["removed"]) == [sum(s["characters"] for s in steps) for steps in removed]
    assert not table.isna().any().any()
    assert "5 篇 · 15,082 字 · 范围内 1 篇" in said(app)


def test_a_document_with_its_fields_and_steps(open_page, panel):
    corpus = cache.corpus()
    (document,) = [d for d in corpus.documents if d.metadata.source == "旗帜网"]
    app = open_page("documents", of=document.name)
    fields = {item["name"]: item["value"] for item in panel(app, "documents-fields")["items"]}
    assert fields["日期"] == "2021-12-30"
    assert fields["网站"] == "西北政法大学继续教育学院教育培训网"
    assert fields["编码"] == "utf-8 · 简体"
    steps = {item["id"]: item for item in panel(app, "documents-steps")["items"]}
    assert steps["phone"]["sample"] == "029-85385207"
    assert steps["phone"]["count"] == "13 字"
    assert list(steps) == list(dict.fromkeys(removal.step for removal in document.removals))


def test_only_this_document_becomes_the_scope_and_back(open_page):
    name = cache.corpus().documents[1].name
    app = open_page("documents", of=name)
    app.button(key="documents-only").click().run()
    assert address(app, "doc") == name
    assert list(app.dataframe[0].value["in_scope"]).count("●") == 1
    app.button(key="documents-only").click().run()
    assert "doc" not in app.query_params


def test_the_samples_stay_as_they_are(open_page):
    app = open_page("documents")
    assert not [b for b in app.button if b.key == "documents-remove"]


def test_files_open_a_corpus_of_their_own_and_the_bad_one_is_told(open_page):
    app = open_page("documents", view="import")
    upload(app, UNIONS, PICTURE, WOMEN)
    assert names(app) == ["甲", "丙"]
    assert [e.value.replace("\\", "").split("：")[0] for e in app.error] == ["图.png"]
    assert "读入 2 篇 · 已有 0 篇 · 未读 1 个" in said(app)
    assert "其余 2 篇不受影响" in said(app)
    (own,) = corpora.own_corpora()
    assert own.name == "我的文档"
    assert corpora.stored(corpora.start_folder()).documents == 5
    app.button(key="documents-report-list").click().run()
    assert list(app.dataframe[0].value["title"]) == ["甲", "丙"]


def test_reports_stay_and_can_be_read_again(open_page):
    app = open_page("documents", view="import")
    upload(app, UNIONS, PICTURE)
    upload(app, WOMEN)
    corpus_id = address(app, "corpus")
    app = open_page("documents", view="import", corpus=corpus_id)  # another session
    assert not app.dataframe
    assert "读入 1 篇 · 已有 0 篇 · 未读 0 个" in said(app)
    app.button(key="documents-report-look").click().run()
    assert app.dataframe[0].value.to_numpy().tolist() == [["丙", "读入", FEW]]
    app.selectbox(key="documents-report-which").set_value(1).run()
    rows = app.dataframe[0].value.to_numpy().tolist()
    assert [row[:2] for row in rows] == [["图.png", "未读"], ["甲", "读入"]]
    assert rows[0][2].startswith("图.png：")
    app.button(key="documents-report-close").click().run()
    assert not app.dataframe
    app = open_page("documents", corpus=corpus_id, of="甲")
    app.button(key="documents-remove").click().run()
    app = open_page("documents", view="import", corpus=corpus_id)
    app.button(key="documents-report-look").click().run()
    app.selectbox(key="documents-report-which").set_value(1).run()
    assert ["甲", "读入", "后来移出了这个语料库。"] in app.dataframe[0].value.to_numpy().tolist()


def test_a_log_that_is_damaged_is_none(tmp_path):
    report = Report("", ("甲",), 2, (Failure("图.png", "图.png：……", "not_text"),))
    assert import_log.noted("") == []
    import_log.note(report)  # no corpus: nowhere to keep it
    folder = corpora.data_folder() / "x"
    add_documents(folder, [read_pasted("县总工会走访企业30家。", name="甲")])
    corpus_id = corpora.stored(folder).corpus_id
    import_log.note(report._replace(corpus_id=corpus_id))
    (one,) = import_log.noted(corpus_id)
    assert one.report == report._replace(corpus_id=corpus_id)
    assert datetime.fromisoformat(one.when) <= datetime.now()  # noqa: DTZ005 - local, as written
    undated = b'[{"added": [], "unchanged": 0, "failures": []}]'
    for broken in (b"\xff", b"{}", b"[1]", b'[{"when": "2020"}]', b"null", undated):
        (folder / "imports.json").write_bytes(broken)
        assert import_log.noted(corpus_id) == []
    for _ in range(import_log.KEPT + 3):
        import_log.note(report._replace(corpus_id=corpus_id))
    assert len(import_log.noted(corpus_id)) == import_log.KEPT


def test_a_file_in_another_encoding_takes_the_place_of_the_garbled_one(open_page):
    text = UNIONS[1].decode()
    app = open_page("documents", view="import")
    keyed(app.selectbox, "documents-encoding").set_value("big5hkscs").run()
    file = ("甲.txt", text.encode("gb18030"), "text/plain")
    upload(app, file)
    corpus_id = address(app, "corpus")

    def documents():
        return open_corpus(corpora.folder_of(corpus_id)).documents

    assert [d.encoding for d in documents()] == ["big5hkscs"]
    assert documents()[0].text != text
    keyed(app.selectbox, "documents-encoding").set_value("gb18030").run()
    upload(app, file)
    assert [(d.name, d.encoding, d.text) for d in documents()] == [("甲", "gb18030", text)]
    assert "读入 1 篇 · 已有 0 篇 · 未读 0 个" in said(app)
    assert open_corpus(corpora.folder_of(corpus_id)).settings.importing.encoding == ""
    keyed(app.selectbox, "documents-encoding").set_value("utf-16-le").run()
    upload(app, file)
    assert [d.encoding for d in documents()] == ["utf-16-le"]


def test_the_text_column_of_a_table_is_chosen(open_page):
    rows = (
        "正文,摘要",
        "县总工会走访企业30家，收集问题12个。,走访企业。",
        "县妇联开展培训12场。,开展培训。",
    )
    table = "\n".join(rows)
    app = open_page("documents", view="import")
    app.file_uploader[0].set_value([("表.csv", table.encode(), "text/csv")]).run()
    assert "表.csv：2 行，每行一篇；正文在“正文”，其余各列（摘要）成为文档信息。" in said(app)
    chosen = keyed(app.selectbox, "documents-columns")
    assert chosen.options == ["自动判断", "正文", "摘要"]
    chosen.set_value("摘要").run()
    start(app)
    corpus = open_corpus(corpora.folder_of(address(app, "corpus")))
    assert [d.text for d in corpus.documents] == ["走访企业。", "开展培训。"]


def test_later_files_join_the_open_corpus(open_page):
    app = open_page("documents", view="import")
    upload(app, UNIONS)
    upload(app, WOMEN, UNIONS)
    assert names(app) == ["甲", "丙"]
    assert "读入 1 篇 · 已有 1 篇" in said(app)
    assert len(corpora.own_corpora()) == 1


def test_another_new_corpus_gets_its_name(open_page):
    app = open_page("documents", view="import")
    upload(app, UNIONS)
    keyed(app.selectbox, "documents-into").set_value("new").run()
    keyed(app.text_input, "documents-new-name").set_value("妇联材料").run()
    upload(app, WOMEN)
    assert sorted(own.name for own in corpora.own_corpora()) == ["妇联材料", "我的文档"]
    assert names(app) == ["丙"]


def test_nothing_readable_makes_no_corpus(open_page):
    app = open_page("documents", view="import")
    upload(app, PICTURE)
    assert "corpus" not in app.query_params
    assert len(app.error) == 1
    assert "没有读到任何文档" in said(app)
    assert corpora.own_corpora() == []


def test_pasted_text(open_page):
    app = open_page("documents", view="import", **{"from": "pasted"})
    app.text_input(key="documents-title-0").set_value("通报").run()
    app.text_area(key="documents-text-0").set_value(HEADED).run()
    start(app)
    assert names(app) == ["通报"]
    start(app)
    assert [e.value for e in app.error] == ["粘贴的文字：没有粘贴任何文字。"]


def test_paths_only_where_nobody_else_reaches_the_app(open_page, data, monkeypatch):
    app = open_page("documents", view="import", **{"from": "path"})
    assert not app.text_area
    monkeypatch.setattr("app.controls.importing.is_local", lambda: True)
    folder = data / "材料"
    folder.mkdir()
    (folder / WOMEN[0]).write_bytes(WOMEN[1])
    app = open_page("documents", view="import", **{"from": "path"})
    given = f'"{folder}"\n{data / "没有"}\n'
    app.text_area(key="documents-path-0").set_value(given).run()
    start(app)
    assert names(app) == ["丙"]
    assert "找不到这个文件" in said(app)


def test_copies_are_told_and_can_all_be_counted(open_page):
    app = open_page("documents", view="import")
    upload(app, UNIONS, COPY, WOMEN)
    assert app.dataframe[0].value.to_numpy().tolist() == [
        ["乙", "读入", "与“甲”文字相同，各组只计一篇。"],
        ["丙", "读入", FEW],
        ["甲", "读入", ""],
    ]
    app.button(key="documents-report-list").click().run()
    assert "1 篇与别的文档文字相同，各组只计一篇" in said(app)
    assert "相近" not in said(app)
    assert list(app.dataframe[0].value["in_scope"]) == ["●", "", "●"]
    app.toggle(key="documents-count-all").set_value(True).run()
    assert "1 篇与别的文档文字相同，全部计入" in said(app)
    assert list(app.dataframe[0].value["in_scope"]) == ["●", "●", "●"]


def test_a_document_is_taken_out_and_put_back(open_page):
    app = open_page("documents", view="import")
    upload(app, UNIONS, WOMEN)
    app.button(key="documents-report-list").click().run()
    app.button(key="documents-remove").click().run()
    assert names(app) == ["丙"]
    assert "已移出“甲”" in said(app)
    app.button(key="documents-undo").click().run()
    assert sorted(names(app)) == ["丙", "甲"]
    assert not [b for b in app.button if b.key == "documents-undo"]


def test_details_are_corrected(open_page, panel):
    app = open_page("documents", view="import")
    upload(app, UNIONS, WOMEN)
    app.button(key="documents-report-list").click().run()

    def fields():
        return {item["name"]: item["value"] for item in panel(app, "documents-fields")["items"]}

    assert "日期" not in fields()
    keyed(app.text_input, "documents-date-").set_value("去年")
    app.button(key="documents-save").click().run()
    assert [e.value.replace("\\", "")[:9] for e in app.error] == ["“去年”不是日期，"]
    keyed(app.text_input, "documents-date-").set_value("2021年12月30日")
    keyed(app.text_input, "documents-title-").set_value("县总工会工作总结")
    app.button(key="documents-save").click().run()
    assert not app.error
    assert fields()["日期"] == "2021-12-30"
    assert list(app.dataframe[0].value["title"]) == ["县总工会工作总结", "丙"]
    assert names(app) == ["甲", "丙"]


def test_corpora_are_opened_named_and_deleted(open_page):
    app = open_page("documents", view="import")
    assert "还没有自己的语料库" in said(app)
    upload(app, UNIONS)
    assert "还没有自己的语料库" not in said(app)
    assert str(corpora.data_folder()) in said(app)
    assert keyed(app.text_input, "documents-name-1").value == "我的文档"
    keyed(app.text_input, "documents-name-1").set_value("县总工会").run()
    app.button(key="documents-rename-1").click().run()
    assert [own.name for own in corpora.own_corpora()] == ["县总工会"]
    app.button(key="documents-open-0").click().run()
    assert "corpus" not in app.query_params
    keyed(app.selectbox, "documents-corpus").set_value(corpora.own_corpora()[0].corpus_id).run()
    assert names(app) == ["甲"]
    app.button(key="documents-delete-1").click().run()
    assert "corpus" not in app.query_params
    assert corpora.own_corpora() == []
    assert not app.exception


def test_two_corpora_of_one_name_are_told_apart(open_page):
    app = open_page("documents", view="import")
    upload(app, UNIONS)
    app.button(key="documents-open-0").click().run()
    upload(app, WOMEN)
    first, second = corpora.own_corpora()
    assert (first.name, first.documents) == (second.name, second.documents) == ("我的文档", 1)
    found = {}
    for own in (first, second, first):
        keyed(app.selectbox, "documents-corpus").set_value(own.corpus_id).run()
        assert address(app, "corpus") == own.corpus_id
        found[own.corpus_id] = names(app)
    assert sorted(found.values()) == [["丙"], ["甲"]]
    assert keyed(app.selectbox, "documents-into").options == [
        "我的文档 · 1 篇",
        "我的文档 · 1 篇 (2)",
        "新的语料库",
    ]


def rows(app, panel):
    return panel(app, "documents-rows")["items"]


def test_cleaning_shows_what_was_removed_at_its_place(open_page, panel):
    app = open_page("documents", view="import", **{"from": "pasted"})
    app.text_area(key="documents-text-0").set_value(HEADED).run()
    start(app)
    corpus_id = address(app, "corpus")
    app = open_page("documents", view="cleaning", corpus=corpus_id)
    shown = rows(app, panel)
    assert [item["before"][0][0] for item in shown[:2]] == ["首页 > 新闻中心", "打印本页"]
    assert [item["number"] for item in shown[:2]] == ["", ""]
    assert {item["before"][0][1] for item in shown[:2]} == {"gone"}
    assert [",", "gone", "半角标点", "3"] in shown[-1]["before"]
    assert ["，", "new", "半角标点", ""] in shown[-1]["after"]
    app = open_page("documents", view="cleaning", corpus=corpus_id, steps="punctuation")
    shown = rows(app, panel)
    assert {run[1] for item in shown for run in item["before"]} == {"", "gone"}
    assert {run[2] for item in shown for run in item["before"]} == {"", "半角标点"}


def test_a_removed_piece_is_put_back_and_taken_out_again(open_page, panel):
    app = open_page("documents", view="import", **{"from": "pasted"})
    app.text_area(key="documents-text-0").set_value(HEADED).run()
    start(app)
    corpus_id = address(app, "corpus")

    def document():
        return open_corpus(corpora.folder_of(corpus_id)).documents[0]

    before = document()
    (number,) = [n for n, one in enumerate(before.removals) if "打印本页" in one.text]
    app = open_page("documents", view="cleaning", corpus=corpus_id, piece=str(number))
    assert "打印本页" in said(app)
    assert panel(app, "documents-rows")["chosen"] == str(number)
    ids = [run[3] for item in rows(app, panel) for run in item["before"] if run[1] == "gone"]
    assert ids == [str(n) for n in range(len(before.removals))]
    app.button(key="cleaning-put-back").click().run()
    assert not app.exception
    assert document().text == f"打印本页\n{before.text}"
    assert "已放回 1 处" in said(app)
    assert not [b for b in app.button if b.key == "cleaning-put-back"]
    app.button(key="cleaning-undo").click().run()
    assert document() == before
    assert "已放回" not in said(app)


def test_all_pieces_of_a_kind_are_put_back(open_page):
    app = open_page("documents", view="import", **{"from": "pasted"})
    app.text_area(key="documents-text-0").set_value(HEADED + "推动整改,落实。").run()
    start(app)
    corpus_id = address(app, "corpus")
    before = open_corpus(corpora.folder_of(corpus_id)).documents[0]
    number = next(n for n, one in enumerate(before.removals) if one.step == "punctuation")
    app = open_page("documents", view="cleaning", corpus=corpus_id, piece=str(number))
    app.button(key="cleaning-put-back-same").click().run()
    assert open_corpus(corpora.folder_of(corpus_id)).documents[0].text.count(",") == 2


def test_a_rule_is_turned_off_and_on_again(open_page):
    app = open_page("documents", view="import", **{"from": "pasted"})
    app.text_area(key="documents-text-0").set_value(HEADED).run()
    start(app)
    corpus_id = address(app, "corpus")
    before = open_corpus(corpora.folder_of(corpus_id)).documents[0]
    (number,) = [n for n, one in enumerate(before.removals) if "打印本页" in one.text]
    app = open_page("documents", view="cleaning", corpus=corpus_id, piece=str(number))
    app.button(key="cleaning-turn-off").click().run()
    assert not app.exception
    corpus = open_corpus(corpora.folder_of(corpus_id))
    assert corpus.documents[0].text == f"打印本页\n{before.text}"
    assert corpus.settings.importing.rules_off == ("button",)
    assert "已停用：按钮文字（打印本页）" in said(app)
    app.button(key="cleaning-turn-on-button").click().run()
    corpus = open_corpus(corpora.folder_of(corpus_id))
    assert corpus.settings.importing.rules_off == ()
    assert corpus.documents[0].text == f"打印本页\n{before.text}"
    assert "已停用" not in said(app)


@pytest.mark.parametrize("number", ["", "-1", "99999", "²", "x", "9" * 5000])
def test_no_piece_is_no_mistake(open_page, number):
    app = open_page("documents", view="cleaning", piece=number, page=number)
    assert not app.exception
    assert not [b for b in app.button if b.key == "cleaning-close"]


def test_pieces_of_samples_are_shown_only(open_page):
    app = open_page("documents", view="cleaning", piece="0")
    assert "样本和启动时打开的文件保持原样" in said(app)
    assert not [b for b in app.button if b.key == "cleaning-put-back"]


def test_seeds_are_compared_in_full(open_page, panel):
    corpus = cache.corpus()
    for document in corpus.documents:
        app = open_page("documents", view="cleaning", of=document.name)
        after = [
            "".join(run[0] for run in item["after"]) for item in rows(app, panel) if item["number"]
        ]
        assert "\n".join(after) == document.text
        struck = "".join(
            run[0] for item in rows(app, panel) for run in item["before"] if run[1] == "gone"
        )
        removed = "".join(removal.text for removal in document.removals)
        assert struck.replace("\n", "") == removed.replace("\n", "")


def test_only_changed_paragraphs(open_page, panel):
    corpus = cache.corpus()
    name = corpus.documents[1].name
    rows_of = cache.cleaning(corpus, name)
    app = open_page("documents", view="cleaning", of=name, changed="1")
    assert len(rows(app, panel)) == sum(row.is_changed for row in rows_of) < len(rows_of)


def test_a_long_text_comes_in_pages(open_page, panel):
    paragraph = "县总工会走访企业30家,收集问题12个。" * 40
    text = "\n".join(f"第{n}批。{paragraph}" for n in range(2 * CHARACTERS_AT_ONCE // 800))
    app = open_page("documents", view="import", **{"from": "pasted"})
    app.text_area(key="documents-text-0").set_value(text).run()
    start(app)
    corpus_id = address(app, "corpus")
    numbers = []
    for number in ("1", "2"):
        app = open_page("documents", view="cleaning", corpus=corpus_id, page=number)
        numbers += [int(item["number"]) for item in rows(app, panel)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) < text.count("\n") + 1


def test_when_nothing_could_be_read_the_samples_are_offered(open_page, data, monkeypatch):
    (data / PICTURE[0]).write_bytes(PICTURE[1])
    monkeypatch.setenv(corpora.SOURCES_VARIABLE, str(data / PICTURE[0]))
    st.cache_resource.clear()
    app = open_page("documents")
    assert len(app.error) == 1
    assert app.info[0].value.startswith("还没有文档。")
    app.button(key="nothing-import").click().run()
    assert not app.exception
    assert address(app, "corpus") == corpora.SAMPLES
    assert address(app, "view") == "import"
    assert app.file_uploader
    st.cache_resource.clear()


def test_files_that_were_not_read_at_the_start_are_one_line(open_page, data, monkeypatch):
    (data / "files").mkdir()
    for name, content, _ in (UNIONS, PICTURE):
        (data / "files" / name).write_bytes(content)
    monkeypatch.setenv(corpora.SOURCES_VARIABLE, str(data / "files"))
    st.cache_resource.clear()
    app = open_page("overview", lang="en")
    assert app.expander[0].label.startswith("Files not read in full: 1;")
    (sentence,) = [part.value for part in app.expander[0].markdown]
    assert "this kind of file is not read" in sentence.replace("\\", "")
    app.button(key="failures-seen").click().run()
    assert not [one for one in app.expander if "not read" in one.label]
    st.cache_resource.clear()


def test_english(open_page, panel):
    app = open_page("documents", view="import", lang="en")
    upload(app, UNIONS, PICTURE)
    (error,) = app.error
    assert error.value.replace("\\", "").startswith("图.png: this kind of file is not read.")
    app = open_page("documents", view="cleaning", lang="en")
    assert panel(app, "documents-rows")["heads"] == ["Original", "Cleaned"]


def test_every_step_and_sentence_has_words_in_both_languages():
    assert {rule.name for rule in load_residue().rules} <= STEPS.keys()
    for failure in (Failure("甲.txt", "甲.txt：文件是空的，请换一份有内容的文件。", "empty_file"),):
        assert failure_sentence(failure, "zh") == failure.message
        assert failure_sentence(failure, "en").startswith("甲.txt: there is no text in it.")
    (warning,) = read_document("a.txt", b"only english words stand here").warnings
    assert warning_sentence(warning, "zh") == warning
    assert warning_sentence(warning, "en") == "Only 0 Chinese characters: counts mean nothing."


@pytest.mark.parametrize("names", ["“附件.pdf”", "“报告没有导入.docx”“名单.xlsx” 等 12 个"])
def test_attachments_are_named_in_english_too(names):
    said = warning_sentence(f"附件{names}没有导入，请另存后再导入。", "en")
    given = names.removesuffix(" 等 12 个")
    assert said == f"Attachments were not imported ({given}); save them and import them."
