from app.charts import breakdown
from app.palette import LIGHT
from tests.app.charts.tables import breakdown as rows_of

TABLE = rows_of(("工会", 15), ("总工会", 28), (None, 3), ("工会干部", 5), ("工会网", 1))


def build(**given):
    fig = breakdown.build(TABLE, palette=LIGHT, lang="zh", focus="工会", **given)
    return {trace.name: trace for trace in fig.data}, fig


def test_words_by_count_and_across_words_last():
    drawn, fig = build()
    assert list(drawn["n"].x) == [28, 15, 5, 1, 3]
    assert list(fig.layout.yaxis.ticktext) == ["总工会", "工会", "工会干部", "工会网", "（跨词）"]
    assert sum(drawn["n"].x) == TABLE["n"].sum()


def test_the_term_itself_is_cinnabar():
    drawn, _ = build()
    fills = list(drawn["n"].marker.color)
    assert fills == [LIGHT.data_pale, LIGHT.focus, *[LIGHT.data_pale] * 3]


def test_what_is_cut_is_counted_in_one_bar():
    drawn, fig = build(limit=2)
    assert list(drawn["n"].x) == [28, 15, 6, 3]
    assert fig.layout.yaxis.ticktext[2] == "（其余 2 个）"
    assert "在其余 2 个词里 6 次" in drawn["hit"].hovertext[2]


def test_a_click_takes_the_longer_word_and_the_term_where_there_is_none():
    drawn, _ = build(limit=2)
    assert [click[1] for click in drawn["hit"].customdata] == ["总工会", "工会", "工会", "工会"]
