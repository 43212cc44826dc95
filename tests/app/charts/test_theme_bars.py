from app.charts import theme_bars
from app.charts.shown import Shown
from app.palette import LIGHT
from tests.app.charts.tables import themes

TABLE = themes(
    ("g", "甲", 5, 50.0),
    ("r", "甲", 2, 20.0),
    ("s", "甲", 0, 0.0),
    ("g", "乙", 1, 30.0),
    ("r", "乙", 0, 0.0),
    ("s", "乙", 3, 90.0),
)
SHOWN = Shown(colours={"甲": "#132C84", "乙": "#B0660C"}, themes={"r": "整改", "g": "基层"})


def build(**given):
    return theme_bars.build(TABLE, palette=LIGHT, lang="zh", shown=SHOWN, **given)


def test_focus_first_then_by_the_largest_rate():
    assert list(build(focus="r").data[0].y) == ["r", "s", "g"]
    assert list(build().data[0].y) == ["s", "g", "r"]
    assert list(build(focus="r").layout.yaxis.ticktext)[1:] == ["s", "基层"]


def test_sides_share_one_scale_and_stand_apart():
    layout = build(focus="r").layout
    assert layout.xaxis.range == layout.xaxis2.range
    assert layout.xaxis.domain[1] < layout.xaxis2.domain[0]
    assert layout.xaxis2.domain[1] == 1


def test_length_is_the_rate_label_the_count_and_zero_is_written():
    first, labels, _, second, other, _ = build(focus="r").data
    assert list(first.x) == [20.0, 0.0, 50.0]
    assert [text.strip("\u00a0") for text in labels.text][1:] == ["0", "5"]
    assert (list(second.x), second.xaxis) == ([0.0, 90.0, 30.0], "x2")
    assert "0" in other.text[0]


def test_focus_has_full_tone_and_the_others_less():
    first = build(focus="r").data[0]
    assert list(first.marker.color) == ["#132C84", "rgba(19,44,132,0.55)", "rgba(19,44,132,0.55)"]


def test_a_click_is_theme_and_side():
    hit = build(focus="r").data[5]
    assert tuple(hit.customdata[1]) == ("theme", "s", "乙")
