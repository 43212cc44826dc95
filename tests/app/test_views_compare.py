"""对比: each view shows the numbers of the tables, for one, two, three and more sides."""

import json

import pytest

from analysis.corpus.select import Scope
from app import cache
from app.cache import OTHERS, REST, Against
from app.controls.sentences import SHOWN_FIGURES
from app.wording.numbers import format_count
from app.wording.text import text

LANGS = ("zh", "en")
BY = "organisation"
ACFTU, YOUTH, WOMEN = "中华全国总工会", "共青团中央", "中华全国妇女联合会"
SHORT = {ACFTU: "全国总工会", YOUTH: "团中央", WOMEN: "全国妇联"}
TWO, THREE = (ACFTU, YOUTH), (ACFTU, YOUTH, WOMEN)


def scope_of(names):
    return Scope(organisations=names)


def labels_of(names):
    return cache.groups(cache.corpus(), scope_of(names), BY)


def charts(app):
    return {
        chart.proto.id.rpartition("-compare-")[2]: json.loads(chart.proto.spec)
        for chart in app.get("plotly_chart")
    }


def heads(app):
    return " ".join(element.value for element in app.markdown).replace("\\", "")


def captions(app):
    return " ".join(element.value for element in app.caption).replace("\\", "")


def side_heads(app):
    return " ".join(element.proto.body for element in app.get("html"))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("names", [TWO, THREE], ids=len)
def test_summary_says_how_much_text_each_side_has(open_page, panel, names, lang):
    app = open_page("compare", org=list(names), lang=lang)
    corpus, scope, labels = cache.corpus(), scope_of(names), labels_of(names)
    assert set(labels) == set(names)
    for row in cache.side_table(corpus, scope, BY, labels).itertuples():
        fields = ("characters", "sentences", "figures", "documents")
        said = text(
            "compare.side", lang, **{name: format_count(getattr(row, name)) for name in fields}
        )
        assert f"<strong>{SHORT[row.side]}</strong>" in side_heads(app)
        assert said in side_heads(app)
        assert len(panel_or_none(app, panel, f"compare-figures-{row.side}")) == row.figures
    sizes = cache.group_characters(corpus, scope, BY)
    assert list(labels) == sorted(labels, key=lambda label: -sizes[label])


def panel_or_none(app, panel, key):
    drawn = any(e.proto.id.endswith(f"-{key}") for e in app.get("bidi_component"))
    return panel(app, key)["items"] if drawn else []


def test_themes_of_all_sides_are_drawn_with_their_counts(open_page):
    app = open_page("compare", org=list(THREE), focus="theme:整改")
    table = cache.side_themes(cache.corpus(), scope_of(THREE), BY, labels_of(THREE))
    drawn = json.dumps(charts(app)["themes"]["data"], ensure_ascii=False)
    bars = [trace for trace in charts(app)["themes"]["data"] if trace["type"] == "bar"]
    rates = [x for trace in bars for x in trace["x"] if x]
    for rate in table["per_10k_characters"][table["n"] > 0]:
        assert any(abs(rate - x) < 1e-6 for x in rates), rate
    assert "整改" in drawn


@pytest.mark.parametrize("reference", [REST, OTHERS])
def test_characteristic_words_follow_the_reference(open_page, panel, reference):
    app = open_page("compare", org=list(THREE), **({"ref": OTHERS} if reference == OTHERS else {}))
    labels = labels_of(THREE)
    for label in labels:
        table = cache.keyness(
            cache.corpus(), scope_of(THREE), Against(BY, label, reference, labels)
        ).head(11)
        table = table[table["side"] == "target"]
        shown = panel(app, f"compare-words-{label}")["items"]
        assert [item["id"] for item in shown] == list(table["term"])
        beside = [f"{a}/{b}" for a, b in zip(table["n_target"], table["n_reference"], strict=True)]
        assert all(f in json.dumps(item) for item, f in zip(shown, beside, strict=True))


def test_the_reference_is_chosen_and_kept_in_the_address(open_page, panel):
    app = open_page("compare", org=list(TWO))
    before = panel(app, f"compare-words-{ACFTU}")["items"]
    app.segmented_control(key="compare-ref").set_value(OTHERS).run()
    assert app.query_params["ref"] == OTHERS
    other = Against(BY, ACFTU, YOUTH, labels_of(TWO))
    expected = cache.keyness(cache.corpus(), scope_of(TWO), other).head(11)
    after = panel(app, f"compare-words-{ACFTU}")["items"]
    assert [item["id"] for item in after] == list(expected["term"][expected["side"] == "target"])
    assert after != before
    app.segmented_control(key="compare-ref").set_value(REST).run()
    assert "ref" not in app.query_params
    assert panel(app, f"compare-words-{ACFTU}")["items"] == before


@pytest.mark.parametrize("lang", LANGS)
def test_one_side_is_compared_with_all_other_texts(open_page, panel, lang):
    app = open_page("compare", org=ACFTU, view="words", lang=lang)
    assert text("state.S6", lang) in captions(app)
    corpus, labels = cache.corpus(), (ACFTU,)
    own, rest = cache.sizes_against(corpus, scope_of(labels), Against(BY, ACFTU, REST, labels))
    everything = cache.size(corpus, Scope()).characters
    assert own + rest == everything
    said = text("compare.two_note", lang, a=format_count(own), b=format_count(rest), m=2)
    assert said in heads(app)
    only = cache.term_split(corpus, scope_of(labels), BY, labels, ("only", ACFTU), 9999)
    assert text("compare.split_note", lang, n=len(only)) in heads(app)
    assert len(panel(app, f"compare-words-only-{ACFTU}")["items"]) == min(len(only), 60)


@pytest.mark.parametrize("lang", LANGS)
def test_words_of_two_sides_face_each_other(open_page, panel, lang):
    app = open_page("compare", org=list(TWO), view="words", lang=lang)
    corpus, labels = cache.corpus(), labels_of(TWO)
    table = cache.keyness(corpus, scope_of(TWO), Against(BY, labels[0], labels[1], labels))
    left, right = [t for t in charts(app)["two"]["data"] if t["type"] == "bar"]
    for trace, side in ((left, "target"), (right, "reference")):
        scores = table["score"][table["side"] == side].abs()
        drawn = sorted((abs(x) for x in trace["x"] if x), reverse=True)
        assert drawn == pytest.approx(sorted(scores, reverse=True)[: len(drawn)])
        assert len(drawn) == min(len(scores), 12)
    assert text("compare.two", lang, a=SHORT[labels[0]], b=SHORT[labels[1]]) in heads(app)
    for kind, side in (("only", labels[0]), ("shared", ""), ("only", labels[1])):
        split = cache.term_split(corpus, scope_of(TWO), BY, labels, (kind, side), 9999)
        shown = panel(app, f"compare-words-{kind}-{side}")["items"]
        assert [item["id"] for item in shown] == list(split["term"].head(60))
        assert text("compare.split_note", lang, n=len(split)) in heads(app)


def test_the_scatter_shows_the_same_words(open_page):
    app = open_page("compare", org=list(TWO), view="words")
    app.segmented_control(key="compare-chart").set_value("scatter").run()
    assert app.query_params["chart"] == "scatter"
    labels = labels_of(TWO)
    table = cache.keyness(cache.corpus(), scope_of(TWO), Against(BY, labels[0], labels[1], labels))
    points = [t for t in charts(app)["two"]["data"] if t["type"].startswith("scatter")]
    drawn = {entry[1] for t in points for entry in t.get("customdata") or []}
    assert drawn == set(table["term"])


def test_three_sides_have_a_column_of_bars_each(open_page):
    app = open_page("compare", org=list(THREE), view="words")
    labels = labels_of(THREE)
    for label in labels:
        table = cache.keyness(
            cache.corpus(), scope_of(THREE), Against(BY, label, REST, labels)
        ).head(12)
        table = table[table["side"] == "target"]
        bars = charts(app)[f"one-{label}"]["data"][0]
        assert sorted(bars["x"]) == pytest.approx(sorted(table["score"]))


@pytest.mark.parametrize("lang", LANGS)
def test_figures_of_all_sides_with_the_entry_beside_them(open_page, panel, lang):
    app = open_page("compare", org=list(TWO), view="figures", lang=lang)
    table = cache.fact_sides(cache.corpus(), scope_of(TWO), BY, labels_of(TWO))
    assert list(app.dataframe[0].value["text"]) == list(table["text"])
    assert text("compare.alike_note", lang, n=len(table)) in heads(app)
    assert text("organisations.entry_place", lang, k=1, n=len(table)) in heads(app)
    app.button(key="compare-entry-next").click().run()
    second = table.iloc[1]
    assert app.query_params["at"] == f"{second['doc']}:{second['start']}"


@pytest.mark.parametrize("lang", LANGS)
def test_texts_side_by_side_hold_every_sentence(open_page, panel, lang):
    app = open_page("compare", org=list(THREE), view="reading", focus="theme:整改", lang=lang)
    for label in labels_of(THREE):
        n = cache.size(cache.corpus(), scope_of((label,))).sentences
        assert len(panel(app, f"compare-reading-{label}")["items"]) == n
        assert f"**{SHORT[label]}** :gray[:small[{text('unit.sentences', lang, n=n)}]]" in heads(
            app
        )


@pytest.mark.parametrize("lang", LANGS)
def test_similarity_and_shared_passages(open_page, lang):
    app = open_page("compare", view="similarity", lang=lang)
    table = cache.similarity(cache.corpus(), Scope())
    assert len(table) == 10
    assert text("compare.alike_texts_note", lang, n=5) in heads(app)
    drawn = json.dumps(charts(app)["similarity"]["data"])
    assert all(f"{cosine:.2f}" in drawn for cosine in table["cosine"])
    for kind in ("copied", "formulas"):
        found = cache.shared(cache.corpus(), Scope(), formulas=kind == "formulas")
        assert text("compare.shared_note", lang, n=len(found)) in heads(app)
    sides = len(cache.groups(cache.corpus(), Scope(), BY))
    assert text("compare.cut", lang, k=6, n=sides) not in captions(app)
    assert text("state.W1", lang).replace("\\", "") not in captions(app)


def test_one_document_has_nothing_to_be_like(open_page):
    app = open_page("compare", view="similarity", doc="000_99d92ce5c5b1e1cf")
    assert text("compare.one_text", "zh") in captions(app)
    assert charts(app) == {}


@pytest.mark.parametrize("lang", LANGS)
def test_more_than_six_sides_are_cut_and_told(open_page, lang):
    app = open_page("compare", lang=lang)
    every = cache.groups(cache.corpus(), Scope(), BY)
    assert len(every) > 6
    assert text("compare.cut", lang, k=6, n=len(every)) in captions(app)
    assert side_heads(app).count("<strong>") == 6


def test_documents_are_compared_by_their_titles(open_page, panel):
    docs = ["000_99d92ce5c5b1e1cf", "001_1bf9971f25bfa4d6"]
    app = open_page("compare", by="document", doc=docs)
    scope = Scope(documents=tuple(docs))
    assert cache.groups(cache.corpus(), scope, "document") == tuple(docs)
    for row in cache.side_table(cache.corpus(), scope, "document", tuple(docs)).itertuples():
        assert row.documents == 1
        assert f"{format_count(row.characters)} 字" in side_heads(app)
        shown = panel(app, f"compare-figures-{row.side}")["items"]
        assert len(shown) == min(row.figures, SHOWN_FIGURES)


def test_the_focus_word_is_marked_in_the_lists(open_page, panel):
    split = cache.term_split(
        cache.corpus(), scope_of(TWO), BY, labels_of(TWO), ("only", YOUTH), 9999
    )
    word = split["term"].iloc[3]
    app = open_page("compare", org=list(TWO), view="words", focus=f"term:{word}")
    shown = panel(app, f"compare-words-only-{YOUTH}")["items"]
    assert [item["id"] for item in shown if item["here"]] == [word]


@pytest.mark.parametrize("lang", LANGS)
def test_one_side_is_named_with_what_it_is_compared_with(open_page, lang):
    app = open_page("compare", org=ACFTU, view="words", lang=lang)
    rest = text("compare.rest_name", lang)
    assert text("compare.two", lang, a=SHORT[ACFTU], b=rest) in heads(app)
    assert text("state.W2", lang, n=1) in captions(app)
