import numpy as np
import pytest

from app.charts import heat_map
from app.charts.shown import Shown
from app.palette import DARK, LIGHT, colorscale
from tests.app.charts.tables import themes

TABLE = themes(
    ("r", "全总", 12, 215.8),
    ("g", "全总", 0, 0.0),
    ("r", "团<中>央", 5, 101.4),
    ("g", "团<中>央", 1, 20.3),
)
SHOWN = Shown(themes={"r": "整改", "g": "基层"}, characters={"全总": 1556, "团<中>央": 493})


def build(**given):
    return heat_map.build(TABLE, **({"palette": LIGHT, "lang": "zh", "shown": SHOWN} | given))


def marks(fig):
    return {
        (y, x): (text, trace.textfont.color, tuple(click))
        for trace in fig.data[1:]
        for x, y, text, click in zip(trace.x, trace.y, trace.text, trace.customdata, strict=True)
    }


def test_shade_is_the_rate_and_takes_no_clicks():
    cells = build().data[0]
    assert [list(row) for row in cells.z] == [[215.8, 0.0], [101.4, 20.3]]
    assert (list(cells.x), list(cells.y)) == (["r", "g"], ["全总", "团<中>央"])
    assert cells.hoverinfo == "skip"
    assert [tuple(stop) for stop in cells.colorscale] == colorscale(LIGHT.sequential)
    assert (cells.zmin, cells.zmax) == (
        0,
        pytest.approx(np.percentile([215.8, 0, 101.4, 20.3], 95)),
    )


def test_scale_ends_at_twenty_at_least():
    assert heat_map.scale_end([1.0, 2.0]) == 20.0
    assert heat_map.scale_end([]) == 20.0
    assert heat_map.scale_end([float("nan"), 100.0, 100.0]) == 100.0


def test_text_is_the_count_zero_a_dot_and_reads_on_its_cell():
    drawn = marks(build())
    assert {place: text for place, (text, _, _) in drawn.items()} == {
        ("全总", "r"): "12",
        ("全总", "g"): "·",
        ("团<中>央", "r"): "5",
        ("团<中>央", "g"): "1",
    }
    assert drawn["全总", "r"][1] == LIGHT.on_dark_cell
    assert drawn["团<中>央", "r"][1] == LIGHT.text


def test_a_click_is_theme_and_group():
    assert marks(build())["团<中>央", "r"][2] == ("theme", "r", "团<中>央")


def test_axes_are_categories_with_short_names_on_top_and_sizes_at_the_side():
    layout = build().layout
    assert layout.xaxis.type == layout.yaxis.type == "category"
    assert (layout.xaxis.side, list(layout.xaxis.ticktext)) == ("top", ["整改", "基层"])
    assert layout.yaxis.ticktext[0] == (
        f'全总 <span style="font-size:11px;color:{LIGHT.muted}">1,556字</span>'
    )
    assert layout.yaxis.ticktext[1].startswith("团&lt;中&gt;央 <span")
    assert layout.yaxis.ticktext[1].endswith("493字*</span>")


def test_hover_has_count_rate_denominator_and_warnings():
    fig = build()
    said = {
        (y, x): text
        for trace in fig.data[1:]
        for x, y, text in zip(trace.x, trace.y, trace.hovertext, strict=True)
    }
    assert said["全总", "r"] == (
        "全总 · 整改<br>12 次<br>每万字 215.8 次（1,556 字）<br>颜色到顶：超过色标的上端"
        "<br>点击看原句"
    )
    assert "不足 1,000 字" in said["团<中>央", "g"]
    assert "&lt;中&gt;" in said["团<中>央", "g"]


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_picked_cell_is_framed_in_cinnabar(palette):
    (frame,) = build(palette=palette, picked=("团<中>央", "r")).layout.shapes
    assert (frame.x0, frame.x1, frame.y0, frame.y1) == (-0.5, 0.5, 0.5, 1.5)
    assert frame.line.color == palette.focus


def test_a_theme_alone_frames_its_column_and_unknown_ones_nothing():
    (frame,) = build(picked=("", "g")).layout.shapes
    assert (frame.x0, frame.x1, frame.y0, frame.y1) == (0.5, 1.5, -0.5, 1.5)
    assert build(picked=("没有", "g")).layout.shapes == ()
    assert build(picked=("全总", "x")).layout.shapes == ()
