import math

import pytest

from app.charts import keyness_bars, keyness_scatter
from app.charts.keyness_bars import Sides
from app.charts.shown import Shown
from app.palette import LIGHT
from tests.app.charts.tables import keyness

TABLE = keyness(
    ("整<改", 9, 1, 6.0, 0.2),
    ("自治区", 22, 0, 25.0, 0.001),
    ("主题", 0, 18, -15.0, 0.001),
    ("暗访", 0, 4, -3.4, 0.3),
    ("市委", 0, 11, -9.0, 0.01),
)
SHOWN = Shown(colours={"广西": "#7A61BE", "天津": "#B0660C"})
GIVEN = {"palette": LIGHT, "lang": "zh", "shown": SHOWN}


def bars(table=TABLE, **given):
    fig = keyness_bars.build(table, sides=Sides("广西", "天津"), **(GIVEN | given))
    return fig.data, fig.layout


def test_target_goes_left_reference_right_the_largest_score_on_top():
    (left, left_labels, right, right_labels), layout = bars()
    assert (list(left.x), list(left.y)) == ([-25.0, -6.0], [0, 1])
    assert list(right.x) == [15.0, 9.0, 3.4]
    assert left_labels.text[0] == "自治区 22:0\u00a0"
    assert left_labels.textposition == "middle left"
    assert right_labels.text[0] == "\u00a0主题 0:18"
    assert list(layout.xaxis.range) == [-25.0, 25.0]
    assert layout.yaxis.range[0] > layout.yaxis.range[1]


def test_differences_that_may_be_chance_are_pale():
    (left, _, right, _), _ = bars()
    assert list(left.marker.color) == ["#7A61BE", "rgba(122,97,190,0.35)"]
    assert list(right.marker.color) == ["#B0660C", *["rgba(176,102,12,0.35)"] * 2]
    assert "差别可能只是偶然" in left.hovertext[1]
    assert "差别可能只是偶然" not in left.hovertext[0]


def test_without_a_test_nothing_is_pale_and_no_p_is_said():
    untested = TABLE.assign(p=math.nan, p_adjusted=math.nan)
    (left, _, right, _), _ = bars(untested)
    assert {*left.marker.color, *right.marker.color} == {"#7A61BE", "#B0660C"}
    assert not any("p " in text for text in (*left.hovertext, *right.hovertext))


def test_head_names_the_sides_in_their_colours():
    _, layout = bars()
    assert [(note.text, note.font.color) for note in layout.annotations] == [
        ("<b>广西</b> 多用 ◀", "#7A61BE"),
        ("▶ <b>天津</b> 多用", "#B0660C"),
    ]


def test_labels_are_escaped_and_the_focus_is_cinnabar():
    (_, labels, _, _), _ = bars(focus="自治区")
    assert labels.text[0].startswith(f'<span style="color:{LIGHT.focus}"><b>自治区 22:0')
    assert labels.text[1] == "整&lt;改 9:1\u00a0"


def test_a_click_is_the_word():
    (left, _, _, _), _ = bars()
    assert [tuple(click) for click in left.customdata] == [
        ("term", "自治区", ""),
        ("term", "整<改", ""),
    ]


def test_twelve_a_side():
    many = keyness(*((f"词{n}", n, 0, float(n), 0.5) for n in range(1, 20)))
    (left, _, right, _), _ = bars(many)
    assert (len(left.x), left.x[0], len(right.x)) == (12, -19.0, 0)


def scatter(table=TABLE, **given):
    fig = keyness_scatter.build(table, sides=("广西", "天津"), **(GIVEN | given))
    return fig.data[0], fig.data[1], fig.layout


def test_dots_are_total_against_log_ratio_in_the_colour_of_their_side():
    dots, _, layout = scatter(focus="主题")
    assert list(dots.x) == [22, 18, 11, 10, 4]
    assert dots.y[1] == pytest.approx(math.log2(0.5 / 18), abs=1e-9)
    assert list(dots.marker.color) == ["#7A61BE", LIGHT.focus, "#B0660C", "#7A61BE", "#B0660C"]
    assert dots.marker.size == 7
    assert (layout.xaxis.type, layout.yaxis.type) == ("log", "linear")
    assert layout.yaxis.zeroline is True


def test_labels_do_not_overlap():
    crowd = keyness(*((f"同样长的词{n}", 10, 1, 50.0 - n, 0.5) for n in range(30)))
    _, labels, _ = scatter(crowd)
    assert len(labels.text) == 1
    spread = keyness(*((f"词{n}", 2**n, 2 ** (12 - n), n + 1.0, 0.5) for n in range(12)))
    _, labels, _ = scatter(spread)
    assert len(labels.text) == 12


def test_many_points_are_drawn_by_the_graphics_card():
    many = keyness(*((f"词{n}", n, 1, 1.0, 0.5) for n in range(5001)))
    assert scatter(many)[0].type == "scattergl"
    assert scatter()[0].type == "scatter"


def test_empty_tables_draw_nothing():
    assert [len(trace.x) for trace in bars(keyness())[0]] == [0, 0, 0, 0]
    assert len(scatter(keyness())[0].x) == 0
