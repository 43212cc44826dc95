import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

MAIN = Path(__file__).parents[2] / "app" / "main.py"


@pytest.fixture
def themes():
    def open_page(**address):
        app = AppTest.from_file(str(MAIN), default_timeout=60)
        for name, value in address.items():
            app.query_params[name] = value
        app.run()
        app.switch_page("views/themes.py").run()
        assert not app.exception
        return app

    return open_page


def charts(app):
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def words(app):
    return " ".join(element.value for element in app.markdown)


def test_map_words_and_groups_of_the_focus(themes):
    app = themes(focus="theme:整改")
    heat, theme_words, groups = charts(app)
    assert heat["data"][0]["type"] == "heatmap"
    assert len(heat["data"][0]["x"]) >= 12
    assert "整改" in theme_words["data"][0]["y"]
    assert theme_words["data"][0]["x"] == sorted(theme_words["data"][0]["x"], reverse=True)
    assert "中华全国总工会" in groups["data"][0]["y"]
    assert "“整改”由哪些词构成" in words(app)


def test_count_measure_draws_the_counts(themes):
    app = themes(focus="theme:整改", by="document")
    app.segmented_control(key="themes-measure").set_value("count").run()
    _, theme_words, groups = charts(app)
    assert sum(groups["data"][0]["x"]) == sum(theme_words["data"][0]["x"])
    labels = [label.strip() for label in groups["data"][1]["text"]]
    assert [str(int(x)) for x in groups["data"][0]["x"]] == labels


def test_too_few_years_are_told_and_tabled(themes):
    app = themes(focus="theme:基层")
    app.segmented_control(key="themes-view").set_value("trend").run()
    assert charts(app) == []
    assert any("只有 2 个年份" in caption.value for caption in app.caption)
    assert len(app.dataframe[0].value) >= 2


def test_english(themes):
    app = themes(focus="theme:整改", lang="en")
    assert "Words that make up" in words(app)


def test_the_editor_tries_a_word_before_it_counts(themes):
    app = themes(focus="theme:整改")
    app.segmented_control(key="themes-view").set_value("editor").run()
    words = app.text_area(key="themes-整改-terms")
    assert "整改" in words.value.splitlines()
    words.set_value("整改\n群团").run()
    app.text_area(key="themes-整改-exclude").set_value("").run()
    app.button(key="themes-try").click().run()
    trial = app.dataframe[0].value.set_index("term")
    assert trial.loc["群团", "before"] == 0
    assert trial.loc["群团", "after"] > 50
    assert trial.loc["整治", "after"] == 0
    assert app.radio[0].options[0].startswith("整改 ")


def test_a_theme_without_words_is_told(themes):
    app = themes(focus="theme:整改")
    app.segmented_control(key="themes-view").set_value("editor").run()
    app.text_area(key="themes-整改-terms").set_value("").run()
    app.button(key="themes-save").click().run()
    assert "至少一个词" in app.error[0].value
