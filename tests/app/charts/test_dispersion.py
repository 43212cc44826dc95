from app.charts import concordance_plot, dispersion
from app.charts.shown import Shown
from app.palette import LIGHT
from tests.app.charts.tables import positions

TABLE = positions(
    ("甲", 10, 100, "团"), ("甲", 50, 100, None), ("乙<", 100, 400, "团"), ("丙", 20, 40, None)
)
SHOWN = Shown(names={"团": "团中央"}, colours={"团": "#B0660C"})


def test_strips_all_have_one_length_and_data_have_one_colour():
    fig = dispersion.build(TABLE, palette=LIGHT, lang="zh", shown=SHOWN)
    (ticks,) = fig.data
    assert list(ticks.x) == [0.1, 0.5, 0.25, 0.5]
    assert set(ticks.marker.color) == {LIGHT.data}
    assert [(shape.x0, shape.x1) for shape in fig.layout.shapes] == [(0, 1)] * 3
    assert list(fig.layout.yaxis.ticktext) == ["甲  <b>2</b>", "乙&lt;  <b>1</b>", "丙  <b>1</b>"]
    assert fig.layout.yaxis.type == "category"


def test_a_click_is_the_place_and_hover_the_paragraph_from_one():
    (ticks,) = dispersion.build(TABLE, palette=LIGHT, lang="zh", shown=SHOWN).data
    assert tuple(ticks.customdata[2]) == ("place", "乙<:100", "乙<")
    assert ticks.hovertext[0] == "甲<br>第2段 · 团中央<br>点击打开原文"
    assert ticks.hovertext[2].startswith("乙&lt;<br>第11段")


def test_documents_with_most_places_stay_in_the_order_of_the_table():
    fig = dispersion.build(TABLE, palette=LIGHT, lang="zh", limit=2)
    assert list(fig.layout.yaxis.categoryarray) == ["甲", "乙<"]
    assert len(fig.data[0].x) == 3


def test_concordance_plot_has_strips_as_long_as_documents_and_owners_in_colour():
    fig = concordance_plot.build(TABLE, palette=LIGHT, lang="zh", shown=SHOWN, current=("乙<", 100))
    assert [shape.x1 for shape in fig.layout.shapes] == [0.25, 1.0, 0.1]
    assert list(fig.data[0].x) == [0.025, 0.125, 0.25, 0.05]
    assert list(fig.data[0].marker.color) == ["#B0660C", LIGHT.muted, "#B0660C", LIGHT.muted]
    (here,) = fig.layout.annotations
    assert (here.text, here.x, here.font.color) == ("▼", 0.25, LIGHT.focus)
    assert 0.5 < here.y < 1


def test_no_triangle_for_a_place_that_is_not_shown():
    fig = concordance_plot.build(TABLE, palette=LIGHT, lang="zh", current=("乙<", 7))
    assert fig.layout.annotations == ()
