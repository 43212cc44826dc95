import pytest

from app.charts import terms
from app.palette import DARK, LIGHT
from tests.app.charts.tables import frequency

TABLE = frequency(("群团", 69, 93), ("主题教育", 0, 25), ("工会", 15, 56), ("A&<b>", 3, 25))


def traces(**given):
    fig = terms.build(TABLE, **({"palette": LIGHT, "lang": "zh"} | given))
    return {trace["name"]: trace for trace in fig.to_dict()["data"]}, fig.to_dict()["layout"]


def test_solid_part_is_the_words_and_the_pale_part_goes_on_to_the_total():
    drawn, layout = traces()
    assert list(drawn["n_word"]["y"]) == ["群团", "工会", "主题教育", "A&<b>"]
    assert list(drawn["n_word"]["x"]) == [69, 15, 0, 3]
    assert list(drawn["n_inside"]["base"]) == [69, 15, 0, 3]
    assert list(drawn["n_inside"]["x"]) == [24, 41, 25, 22]
    assert layout["barmode"] == "overlay"
    assert layout["xaxis"]["range"] == [0, 93]
    assert layout["xaxis"]["visible"] is False


def test_labels_are_both_counts_and_zero_is_written():
    drawn, _ = traces()
    assert [label.strip("\u00a0") for label in drawn["label"]["text"]] == [
        "69 / 93",
        "15 / 56",
        "0 / 25",
        "3 / 25",
    ]
    assert list(drawn["label"]["x"]) == [93, 56, 25, 25]


def test_names_stand_on_a_category_axis_escaped_the_first_on_top():
    _, layout = traces()
    axis = layout["yaxis"]
    assert axis["type"] == "category"
    assert list(axis["ticktext"]) == ["群团", "工会", "主题教育", "A&amp;&lt;b&gt;"]
    assert list(axis["range"]) == [3.5, -0.5]


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_only_the_focus_is_cinnabar(palette):
    drawn, layout = traces(palette=palette, focus="工会")
    assert list(drawn["n_word"]["marker"]["color"]) == [
        palette.data,
        palette.focus,
        palette.data,
        palette.data,
    ]
    assert set(drawn["n_inside"]["marker"]["color"]) == {palette.data_pale}
    assert drawn["n_inside"]["marker"]["line"]["color"][1] == palette.focus
    assert palette.focus in layout["yaxis"]["ticktext"][1]


def test_every_row_can_be_clicked_over_its_whole_width():
    drawn, _ = traces()
    hit = drawn["hit"]
    assert [list(click) for click in hit["customdata"]] == [
        ["term", "群团", ""],
        ["term", "工会", ""],
        ["term", "主题教育", ""],
        ["term", "A&<b>", ""],
    ]
    assert set(hit["x"]) == {93}
    assert hit["width"] == 1
    assert hit["marker"]["color"] == "rgba(0,0,0,0)"


def test_hover_says_counts_rate_and_documents_escaped():
    drawn, _ = traces()
    assert drawn["hit"]["hovertext"][1] == (
        "工会<br>单独成词 15 · 在更长的词里 41 · 合计 56 次<br>每万字 56.0 次<br>2 篇<br>点击看原句"
    )
    assert drawn["hit"]["hovertext"][3].startswith("A&amp;&lt;b&gt;<br>")
    english, _ = traces(lang="en")
    assert "15 as a word · 41 inside longer words · 56 in all" in english["hit"]["hovertext"][1]


def test_rates_split_in_the_proportion_of_the_counts():
    drawn, _ = traces(measure="per_10k_characters")
    assert list(drawn["n_word"]["x"]) == [69.0, 15.0, 0.0, 3.0]
    assert drawn["label"]["text"][0].strip("\u00a0") == "69.0 / 93.0"


def test_order_by_words_keeps_the_lengths():
    drawn, _ = traces(measure="n_word", limit=3)
    assert list(drawn["n_word"]["y"]) == ["群团", "工会", "A&<b>"]
    assert list(drawn["n_word"]["x"]) == [69, 15, 3]
    assert list(drawn["label"]["x"]) == [93, 56, 25]


def test_tfidf_has_one_value_a_bar():
    drawn, _ = traces(measure="tfidf", limit=1)
    assert list(drawn["n_word"]["x"]) == [34.5]
    assert list(drawn["n_inside"]["x"]) == [0]
    assert drawn["label"]["text"][0].strip("\u00a0") == "34.5"


def test_limit_and_height():
    fig = terms.build(TABLE, palette=LIGHT, lang="zh", limit=2)
    assert fig.layout.height == 2 * 26 + 8


def test_an_empty_table_gives_an_empty_chart():
    fig = terms.build(frequency(), palette=LIGHT, lang="zh")
    assert all(len(trace.y) == 0 for trace in fig.data)


def test_the_same_table_gives_the_same_bytes():
    one, other = (terms.build(TABLE, palette=LIGHT, lang="zh").to_json() for _ in range(2))
    assert one == other
