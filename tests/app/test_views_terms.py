import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analysis.corpus import candidates
from analysis.corpus.select import Scope
from analysis.tables.frequency import FrequencyOptions
from app import cache
from app.cache.keeping import answers
from app.controls.table import AT_ONCE
from app.wording.numbers import format_count
from app.wording.text import text

MAIN = Path(__file__).parents[2] / "app" / "main.py"


@pytest.fixture
def terms():
    def open_page(**address):
        app = AppTest.from_file(str(MAIN), default_timeout=60)
        for name, value in address.items():
            app.query_params[name] = value
        app.run()
        app.switch_page("views/terms.py").run()
        assert not app.exception
        return app

    return open_page


@pytest.fixture
def forgetful():
    """Answers of other tests are not known, and no other test knows those of this one."""
    answers().clear()
    yield
    answers().clear()


def charts(app):
    """Traces of every chart by their names."""
    specs = [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]
    return [{trace["name"]: trace for trace in spec["data"]} for spec in specs]


def words(app):
    return " ".join(element.value for element in app.markdown)


def label(trace, place):
    return trace["text"][place].strip("\u00a0")


def test_list_cloud_places_words_and_sentences_of_the_focus(terms):
    app = terms(focus="term:工会")
    listed, places, inside = charts(app)
    assert len(listed["n_word"]["y"]) == 20
    at = listed["n_word"]["y"].index("工会")
    assert label(listed["label"], at) == "15 / 56"
    assert sum(inside["n"]["x"]) == 56
    assert inside["n"]["x"][inside["n"]["y"].index("工会")] == 15
    assert len(places["place"]["x"]) == 56
    said = words(app)
    assert "**词频前 20**" in said
    assert "单独成词 15 · 词内 41 · 合计 56" in said
    assert "56 处 · 41 句" in said
    assert "词云" in said


def test_bars_are_ordered_by_the_total(terms):
    listed, *_ = charts(terms(focus="term:工会"))
    ends = listed["label"]["x"]
    assert ends == sorted(ends, reverse=True)


def test_rates_are_drawn_per_ten_thousand_characters(terms):
    app = terms(focus="term:工会")
    app.segmented_control(key="terms-measure").set_value("rate").run()
    listed, *_ = charts(app)
    at = listed["n_word"]["y"].index("工会")
    assert listed["label"]["x"][at] == pytest.approx(56 / 15082 * 10_000, abs=1e-9)
    assert label(listed["label"], at) == "9.9 / 37.1"


def test_ngrams_are_runs_of_words(terms):
    app = terms(focus="term:工会")
    app.segmented_control(key="terms-view").set_value("ngrams").run()
    listed, *_ = charts(app)
    assert "**词串前 20**" in words(app)
    assert min(len(term) for term in listed["n_word"]["y"]) >= 2
    assert all(n >= 2 for n in listed["label"]["x"])


@pytest.mark.usefixtures("forgetful")
def test_ngrams_of_much_text_say_that_they_are_sampled(terms, monkeypatch: pytest.MonkeyPatch):
    said = "常见词串从均匀抽取的整篇文件里找"
    monkeypatch.setattr(candidates, "LARGE", 1000)
    app = terms(focus="term:工会")
    assert not any(said in caption.value for caption in app.caption)
    app.segmented_control(key="terms-view").set_value("ngrams").run()
    assert any(said in caption.value for caption in app.caption)
    assert "**词串前 20**" in words(app)


def test_tfidf_compares_one_group_with_the_others(terms):
    app = terms(focus="term:工会", row="共青团中央")
    app.segmented_control(key="terms-view").set_value("tfidf").run()
    listed, *_ = charts(app)
    values = listed["n_word"]["x"]
    assert values == sorted(values, reverse=True)
    assert values[0] > 0
    assert "**团中央特有的词前 20**" in words(app)


def test_row_narrows_every_count(terms):
    app = terms(focus="term:整改", by="document", row="000_99d92ce5c5b1e1cf")
    _, places, inside = charts(app)
    assert len(places["place"]["x"]) == sum(inside["n"]["x"])
    assert set(places["place"]["y"]) == {"000_99d92ce5c5b1e1cf"}


def test_filter_lets_stop_words_and_short_words_in(terms):
    app = terms(focus="term:工会")
    app.toggle(key="terms-stop-").set_value(True).run()
    app.selectbox(key="terms-length-2").set_value("1").run()
    listed, *_ = charts(app)
    assert "的" in listed["n_word"]["y"]
    assert app.query_params["stop"] == "1"
    assert app.query_params["length"] == "1"
    app.selectbox(key="terms-length-1").set_value("2").run()
    assert "length" not in app.query_params


def test_finding_a_word_makes_it_the_focus(terms):
    app = terms(focus="term:工会")
    app.text_input(key="terms-find").set_value("区总工会").run()
    assert app.query_params["focus"] == "term:区总工会"
    assert app.text_input(key="terms-find").value == ""
    _, _, inside = charts(app)
    assert sum(inside["n"]["x"]) > 0
    assert "“区总工会”在哪些词里" in words(app)


def test_a_theme_as_focus_has_places_but_no_containing_words(terms):
    app = terms(focus="theme:整改")
    listed, places = charts(app)
    assert "hit" in listed
    assert len(places["place"]["x"]) > 0
    assert any("点左边的一个词" in caption.value for caption in app.caption)


def test_table_has_every_row_and_every_statistic(terms):
    app = terms(focus="term:工会")
    app.segmented_control(key="terms-list-view").set_value("table").run()
    (table,) = app.dataframe
    every = cache.frequency(cache.corpus(), Scope(), options=FrequencyOptions(min_length=2))
    assert len(table.value) == AT_ONCE < len(every)
    assert list(table.value["term"]) == list(every["term"].head(AT_ONCE))
    said = text("card.rows", "zh", first=1, last=AT_ONCE, n=format_count(len(every)))
    assert said in [caption.value for caption in app.caption]
    assert {"term", "n_word", "n_inside", "n", "dispersion_dp", "juilland_d"} <= set(table.value)


def test_english(terms):
    app = terms(focus="term:工会", lang="en")
    said = words(app)
    assert "20 most frequent" in said
    assert "Words that hold" in said
    assert "词频" not in said
