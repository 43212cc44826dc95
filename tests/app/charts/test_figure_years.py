import math

from analysis.schema import FIGURE_MEMBERS
from app.charts import figure_years
from app.charts.shown import Shown
from app.palette import LIGHT
from tests.app.charts.tables import fact

SHOWN = Shown(names={"团": "团中央", "津": "天津市委"}, colours={"团": "#B0660C", "津": "#AE7FB2"})


def members(*rows):
    """Rows of start, organisation, year, value and what is given besides."""
    return FIGURE_MEMBERS.rows(
        [
            fact(start, owner, "意见", f"{value:g}条", value, **given)
            | {"year": year, "year_from": "document" if year else "", "alike": alike}
            for start, owner, year, value, alike, given in rows
        ]
    )


TABLE = members(
    (1, "团", "2019", 10, 1, {}),
    (2, "团", "2020", 12, 1, {}),
    (3, "团", "2022", 30, 1, {"bound": "over"}),
    (4, "团", "2023", 8, 2, {}),
    (5, "团", "2023", 9, 2, {}),
    (6, "团", "", 99, 1, {}),
    (7, "津", "2020", 20, 1, {"high": 40.0, "confidence": "low"}),
    (8, None, "2021", 5, 1, {}),
)


def build(table=TABLE, **given):
    fig = figure_years.build(table, **({"palette": LIGHT, "lang": "zh", "shown": SHOWN} | given))
    return fig, {name: [t for t in fig.data if t.name == name] for name in NAMES}


NAMES = ("solid", "dotted", "range", "figures")


def test_every_dated_figure_is_a_point_of_its_organisation():
    _, drawn = build()
    assert [list(zip(t.x, t.y, strict=True)) for t in drawn["figures"]] == [
        [(2019, 10), (2020, 12), (2022, 30), (2023, 8), (2023, 9)],
        [(2020, 40)],
        [(2021, 5)],
    ]
    assert [t.marker.line.color[0] for t in drawn["figures"]] == ["#B0660C", "#AE7FB2", LIGHT.muted]
    assert tuple(drawn["figures"][0].customdata[1]) == ("fact", "甲:2", "团")


def test_lines_join_single_figures_solid_over_one_year_dotted_over_gaps():
    _, drawn = build()
    (solid,), (dotted,) = drawn["solid"], drawn["dotted"]
    assert list(solid.x) == [2019, 2020, None]
    assert list(solid.y) == [10, 12, None]
    assert list(dotted.x) == [2020, 2022, None]
    assert dotted.line.dash == "dot"
    _, loose = build(joined=False)
    assert loose["solid"] == loose["dotted"] == []


def test_inexact_points_are_hollow_and_ranges_are_strokes():
    _, drawn = build()
    clear, own = "rgba(0,0,0,0)", "#B0660C"
    assert list(drawn["figures"][0].marker.color) == [own, own, clear, own, own]
    assert [list(t.y) for t in drawn["range"]] == [[], [20, 40, None], []]


def test_doubt_is_a_question_mark_and_several_a_line_of_the_hover_box():
    _, drawn = build()
    assert drawn["figures"][1].text[0].endswith("?")
    assert "这一年有 2 个" in drawn["figures"][0].hovertext[4]
    assert "这一年有" not in drawn["figures"][0].hovertext[0]
    assert "归属把握低" in drawn["figures"][1].hovertext[0]


def test_the_picked_point_is_cinnabar():
    _, drawn = build(picked="甲:2")
    edges = list(drawn["figures"][0].marker.line.color)
    assert edges[1] == LIGHT.focus
    assert edges.count(LIGHT.focus) == 1


def test_many_organisations_are_cut_and_far_values_make_powers_of_ten():
    table = members(*[(n, f"机构{n}", "2020", 10.0**n, 1, {}) for n in range(9)])
    fig, drawn = build(table)
    assert len(drawn["figures"]) == figure_years.MOST_OWNERS
    assert fig.layout.yaxis.type == "log"
    assert fig.layout.annotations[0].y == math.log10(drawn["figures"][0].y[0])
    assert fig.layout.yaxis.ticktext[0] == "1"


def test_values_of_the_axis_are_round_and_written_short():
    fig, _ = build(members((1, "团", "2020", 1.349e14, 1, {}), (2, "团", "2021", 9e13, 1, {})))
    assert list(fig.layout.yaxis.tickvals) == [0, 5e13, 1e14]
    assert list(fig.layout.yaxis.ticktext) == ["0", "50万亿", "100万亿"]


def test_nothing_dated_draws_nothing():
    fig, drawn = build(members((1, "团", "", 1, 1, {})))
    assert drawn["figures"] == []
    assert fig.layout.annotations == ()


def test_what_is_planned_is_not_joined_to_what_was_done():
    rows = [(n, "团", f"202{n}", 40 + n, 1, {}) for n in (1, 2)]
    _, drawn = build(members(*rows, (3, "团", "2023", 60, 1, {"status": "planned"})))
    (solid,) = drawn["solid"]
    assert list(solid.x) == [2021, 2022, None]
    assert "计划" in drawn["figures"][0].hovertext[2]
    assert "已做到" not in drawn["figures"][0].hovertext[0]


def test_labels_of_one_year_do_not_run_into_each_other():
    rows = [(n, "团", "2021", value, 3, {}) for n, value in enumerate((60, 59, 10), 1)]
    _, drawn = build(members(*rows))
    assert list(drawn["figures"][0].text) == ["60条", "", "10条"]
    _, drawn = build(members(*rows), picked="甲:2")
    assert "59条" in drawn["figures"][0].text[1]
