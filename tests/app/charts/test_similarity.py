from itertools import combinations

from app.charts import similarity
from app.charts.shown import Shown
from app.palette import LIGHT
from tests.app.charts.tables import similarity as pairs

TABLE = pairs(("甲", "乙", 0.9), ("甲", "丙", 0.12), ("乙", "丙", 0.5))


def build(**given):
    return similarity.build(
        TABLE, palette=LIGHT, lang="zh", shown=Shown(names={"乙": "第二<篇"}), **given
    )


def cells(fig):
    return {
        (y, x): (text, tuple(click))
        for trace in fig.data[1:]
        for x, y, text, click in zip(trace.x, trace.y, trace.text, trace.customdata, strict=True)
    }


def test_only_the_lower_triangle_is_filled():
    grid = build().data[0]
    assert [list(row) for row in grid.z] == [
        [None, None, None],
        [0.9, None, None],
        [0.12, 0.5, None],
    ]
    assert (grid.zmin, grid.zmax) == (0, 1)


def test_cells_say_two_decimals_and_lead_to_the_pair():
    assert cells(build()) == {
        ("乙", "甲"): ("0.90", ("documents", "甲", "乙")),
        ("丙", "甲"): ("0.12", ("documents", "甲", "丙")),
        ("丙", "乙"): ("0.50", ("documents", "乙", "丙")),
    }


def test_order_can_be_given_in_either_direction():
    fig = build(order=["丙", "甲", "乙"])
    assert set(cells(fig)) == {("甲", "丙"), ("乙", "丙"), ("乙", "甲")}
    assert list(fig.layout.yaxis.ticktext) == ["1  丙", "2  甲", "3  第二&lt;篇"]
    assert list(fig.layout.xaxis.ticktext) == ["1", "2", "3"]


def test_picked_pair_is_framed_below_the_diagonal():
    (frame,) = build(picked=("丙", "甲")).layout.shapes
    assert (frame.x0, frame.y0, frame.line.color) == (-0.5, 1.5, LIGHT.focus)
    assert build(picked=("甲", "甲")).layout.shapes == ()


def test_text_turns_white_on_dark_cells():
    colours = {text: trace.textfont.color for trace in build().data[1:] for text in trace.text}
    assert colours == {"0.90": LIGHT.on_dark_cell, "0.12": LIGHT.text, "0.50": LIGHT.text}


def test_cells_too_small_for_a_number_have_none_and_keep_the_rest():
    names = [f"d{n:02}" for n in range(similarity.MOST_LABELLED + 1)]
    for shown, written in ((names[:-1], {"0.50"}), (names, {""})):
        table = pairs(*((a, b, 0.5) for a, b in combinations(shown, 2)))
        found = cells(similarity.build(table, palette=LIGHT, lang="zh"))
        assert len(found) == len(shown) * (len(shown) - 1) // 2
        assert {text for text, _ in found.values()} == written
