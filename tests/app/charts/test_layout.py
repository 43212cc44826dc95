import json

import plotly.graph_objects as go
import pytest

from app.charts.layout import escape, figure, hover_text, label_axis, marked, shorten, width
from app.palette import DARK, LIGHT


def test_labels_cannot_become_markup():
    assert escape("<b>A</b> & B\n二行") == "&lt;b&gt;A&lt;/b&gt; &amp; B 二行"
    assert hover_text("<i>词", "", "12 次") == "&lt;i&gt;词<br>12 次"
    assert marked("<词>", LIGHT, chosen=False) == "&lt;词&gt;"
    assert marked("<词>", LIGHT, chosen=True) == (
        '<span style="color:#B3261E"><b>&lt;词&gt;</b></span>'
    )


@pytest.mark.parametrize(
    ("text", "longest", "short"),
    [
        ("全国总工会", 5, "全国总工会"),
        ("全国总工会", 4, "全国总…"),
        ("abcdefgh", 3, "abc…"),
        ("", 3, ""),
    ],
)
def test_long_labels_are_cut_by_width(text, longest, short):
    assert shorten(text, longest) == short
    assert width(short) <= longest


def test_house_style():
    fig = figure([], palette=DARK, height=100, right=50).to_dict()["layout"]
    assert (fig["height"], fig["margin"]) == (108, {"l": 4, "r": 50, "t": 4, "b": 4, "pad": 4})
    assert fig["dragmode"] is False
    assert fig["clickmode"] == "event+select"
    assert fig["showlegend"] is False
    assert fig["paper_bgcolor"] == fig["plot_bgcolor"] == "rgba(0,0,0,0)"
    assert fig["hoverlabel"]["bgcolor"] == DARK.background
    assert fig["hoverlabel"]["align"] == "left"
    assert fig["uirevision"] == "keep"
    assert fig["font"]["color"] == DARK.text
    assert "WenjianSans" in fig["font"]["family"]


def test_label_axis_never_reads_labels_as_numbers():
    axis = label_axis(["000", "2019"], ["甲", "乙"], palette=LIGHT)
    assert axis["type"] == "category"
    assert axis["tickvals"] == axis["categoryarray"] == ["000", "2019"]
    assert axis["ticktext"] == ["甲", "乙"]
    assert axis["range"] == [1.5, -0.5]
    assert axis["fixedrange"] is True


@pytest.mark.parametrize("page", ["overview", "terms", "themes", "organisations", "compare"])
def test_what_charts_write_is_plotly(open_page, page):
    """Figures are not checked when they are built; here Plotly checks them as they are sent."""
    app = open_page(page, focus="term:整改")
    specs = [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]
    assert specs
    for spec in specs:
        go.Figure(data=spec["data"], layout=spec["layout"])
