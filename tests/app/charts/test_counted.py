from app.charts import counted
from app.charts.clicks import TERM, Click
from app.palette import palette

BARS = (
    counted.Bar("a", "街道<b>", 14, "14", Click(TERM, "街道"), ("街道<b>", "14 次")),
    counted.Bar("b", "一线", 10.5, "10", Click(TERM, "一线", "全国总工会"), ("一线",)),
)


def test_bars_keep_their_order_and_carry_their_click():
    drawn, labels, hit = counted.build(BARS, palette=palette("light"), picked="b").to_dict()["data"]
    assert drawn["x"] == [14, 10.5]
    assert drawn["y"] == ["a", "b"]
    assert drawn["marker"]["color"] == [palette("light").data, palette("light").focus]
    assert [label.strip() for label in labels["text"]] == ["14", "10"]
    assert hit["customdata"] == [["term", "街道", ""], ["term", "一线", "全国总工会"]]
    assert hit["x"] == [14, 14]


def test_markup_in_a_name_is_shown_and_not_obeyed():
    chart = counted.build(BARS, palette=palette("dark")).to_dict()
    assert chart["layout"]["yaxis"]["ticktext"][0] == "街道&lt;b&gt;"
    assert chart["data"][2]["hovertext"][0] == "街道&lt;b&gt;<br>14 次"
    assert chart["layout"]["yaxis"]["type"] == "category"


def test_no_bars_make_an_empty_chart():
    chart = counted.build((), palette=palette("light")).to_dict()
    assert chart["data"][0]["x"] == []
