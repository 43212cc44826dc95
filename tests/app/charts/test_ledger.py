import pytest

from app.charts import ledger
from app.charts.shown import Shown
from app.palette import LIGHT
from tests.app.charts.tables import fact, facts

SHOWN = Shown(names={"团": "团中央", "津": "天津市委"}, colours={"团": "#B0660C", "津": "#AE7FB2"})
TABLE = facts(
    fact(1, "津", "线索", "300～600条", 300, high=600.0),
    fact(2, "团", "突出<b>问题", "200余条", 200, bound="over"),
    fact(3, "团", "思路举措", "293条", 293),
    fact(4, None, "", "约150条", 150, bound="about", confidence="low"),
)


def build(table=TABLE, **given):
    fig = ledger.build(table, **({"palette": LIGHT, "lang": "zh", "shown": SHOWN} | given))
    return {trace.name: trace for trace in fig.data}, fig


def test_owners_in_the_order_of_the_page_then_the_largest_value():
    drawn, fig = build()
    assert list(drawn["value"].y) == ["甲:3", "甲:2", "甲:1", "甲:4"]
    assert list(fig.layout.yaxis.ticktext) == [
        "<b>团中央</b>  思路举措",
        "突出&lt;b&gt;问题",
        "<b>天津市委</b>  线索",
        "<b>（未归属）</b>?  ",
    ]
    assert fig.layout.yaxis.type == "category"


def test_exact_is_solid_bounds_are_hatched_in_the_colour_of_the_owner():
    drawn, _ = build()
    marker = drawn["value"].marker
    assert list(marker.pattern.shape) == ["", "/", "", "/"]
    assert marker.pattern.fillmode == "replace"
    assert list(marker.color) == ["#B0660C", "#B0660C", "#AE7FB2", LIGHT.muted]


def test_a_range_goes_from_its_lower_to_its_upper_end():
    drawn, fig = build()
    assert list(drawn["value"].base) == [0, 0, 300, 0]
    assert list(drawn["value"].x) == [293, 200, 300, 150]
    assert list(fig.layout.xaxis.range) == [0, 600]


def test_labels_are_as_written_and_the_picked_one_is_cinnabar():
    drawn, _ = build(picked="甲:2")
    texts = [text.strip("\u00a0") for text in drawn["label"].text]
    assert texts[0] == "293条"
    assert texts[1] == f'<span style="color:{LIGHT.focus}"><b>200余条</b></span>'


def test_a_click_is_the_figure_and_its_owner():
    drawn, _ = build()
    assert [tuple(click) for click in drawn["hit"].customdata] == [
        ("fact", "甲:3", "团"),
        ("fact", "甲:2", "团"),
        ("fact", "甲:1", "津"),
        ("fact", "甲:4", ""),
    ]


def test_hover_says_bound_value_and_doubt():
    drawn, _ = build()
    said = drawn["hit"].hovertext
    assert said[1].split("<br>")[:2] == [
        "团中央 · 突出&lt;b&gt;问题",
        "200余条（多于 200 条）",
    ]
    assert "300–600 条" in said[2]
    assert "归属把握低" in said[3]


@pytest.mark.parametrize(
    ("values", "wide"), [([1, 200], False), ([1, 201], True), ([0, 900], False), ([5], False)]
)
def test_dots_on_a_log_axis_where_small_bars_would_vanish(values, wide):
    table = facts(*(fact(i, "团", "", f"{v}条", v) for i, v in enumerate(values)))
    drawn, fig = build(table)
    assert ledger.is_wide([float(value) for value in values]) is wide
    assert (fig.layout.xaxis.type == "log") is wide
    assert (drawn["value"].type == "scatter") is wide


def test_dots_are_hollow_for_numbers_that_are_not_exact_and_speak_the_language():
    table = facts(fact(1, "团", "", "1条", 1), fact(2, "团", "", "999余条", 999, bound="over"))
    drawn, _ = build(table, lang="en")
    assert list(drawn["value"].marker.color) == ["rgba(0,0,0,0)", "#B0660C"]
    assert "Click for sentences" in drawn["value"].hovertext[0]


@pytest.mark.parametrize(
    ("lang", "written"),
    [("zh", ["1,000", "1万", "10万", "100万"]), ("en", ["1,000", "10k", "100k", "1M"])],
)
def test_the_axis_of_dots_writes_numbers_as_the_language_does(lang, written):
    table = facts(fact(1, "团", "", "1000人", 1000), fact(2, "团", "", "106万人", 1_060_000))
    _, fig = build(table, lang=lang)
    assert list(fig.layout.xaxis.tickvals) == [1e3, 1e4, 1e5, 1e6]
    assert list(fig.layout.xaxis.ticktext) == written


def test_bars_of_values_below_zero_are_drawn():
    table = facts(fact(1, "团", "利润", "300万元", -3e6), fact(2, "团", "利润", "100万元", 1e6))
    drawn, fig = build(table)
    assert list(fig.layout.xaxis.range) == [-3e6, 1e6]
    assert list(drawn["value"].x) == [1e6, -3e6]
    assert list(drawn["label"].x) == [1e6, 0]
