from app.charts import figures
from app.palette import LIGHT
from tests.app.charts.tables import shares

TABLE = shares(("万州区委", 29, 0), ("天津市委", 8, 3), ("全总", 7, 6), (None, 4, 0))


def build(**given):
    fig = figures.build(TABLE, **({"palette": LIGHT, "lang": "zh", "focus": "整改"} | given))
    return {trace.name: trace for trace in fig.data}, fig


def test_largest_share_of_the_focus_is_on_top():
    drawn, fig = build()
    assert list(fig.layout.yaxis.ticktext) == ["全总", "天津市委", "万州区委", "（未归属）"]
    assert list(drawn["together"].x) == [6, 3, 0, 0]
    assert list(drawn["others"].x) == [1, 5, 29, 4]
    assert list(drawn["others"].base) == [6, 3, 0, 0]
    assert drawn["together"].marker.color == LIGHT.focus
    assert [t.strip("\u00a0") for t in drawn["label"].text] == ["6 / 7", "3 / 8", "0 / 29", "0 / 4"]


def test_without_a_focus_there_is_one_number():
    drawn, fig = build(focus="")
    assert list(fig.layout.yaxis.ticktext) == ["万州区委", "天津市委", "全总", "（未归属）"]
    assert list(drawn["together"].x) == [0, 0, 0, 0]
    assert [text.strip("\u00a0") for text in drawn["label"].text] == ["29", "8", "7", "4"]
    assert "同句" not in drawn["hit"].hovertext[0]


def test_a_click_chooses_the_row():
    drawn, _ = build()
    assert [tuple(click) for click in drawn["hit"].customdata] == [
        ("", "", "全总"),
        ("", "", "天津市委"),
        ("", "", "万州区委"),
        ("", "", ""),
    ]
    assert "其中与“整改”同句 6 个" in drawn["hit"].hovertext[0]


def test_limit():
    assert len(build(limit=2)[0]["label"].x) == 2
