from app.charts import heat_map, terms
from app.charts.titled import titled, wrapped
from app.palette import DARK, LIGHT
from tests.app.charts.tables import frequency, themes

CHART = terms.build(frequency(("工会", 15, 56)), palette=LIGHT, lang="zh")


def test_head_has_title_caption_and_note_escaped():
    fig = titled(CHART, title="词频<前>", caption="单独 · 合计", note="2026 · 文鉴", palette=LIGHT)
    assert fig.layout.title.text == (
        '<b style="font-size:16px">词频&lt;前&gt;</b>'
        '<br><span style="font-size:13px">单独 · 合计</span>'
        '<br><span style="font-size:11px">2026 · 文鉴</span>'
    )


def test_the_picture_grows_by_the_head_and_has_a_ground():
    fig = titled(CHART, title="词频", caption="合计", palette=DARK)
    assert fig.layout.height > CHART.layout.height + 40
    assert fig.layout.margin.t - CHART.layout.margin.t == fig.layout.height - CHART.layout.height
    assert fig.layout.paper_bgcolor == DARK.background
    assert fig.layout.font.family.startswith("WenjianSans")


def test_the_chart_itself_stays_as_it_was():
    before = CHART.to_json()
    titled(CHART, title="词频", caption="合计", palette=LIGHT)
    assert CHART.to_json() == before


def test_labels_on_top_get_room_below_the_head():
    chart = heat_map.build(themes(("r", "甲", 1, 9.0)), palette=LIGHT, lang="zh")
    fig = titled(chart, title="谁", caption="合计", palette=LIGHT)
    grown = fig.layout.margin.t - chart.layout.margin.t
    assert grown > fig.layout.height - chart.layout.height


def test_long_captions_break_at_their_dots():
    piece = "字" * 30
    assert wrapped(f"{piece} · {piece}") == [piece, piece]
    assert wrapped("甲 · 乙") == ["甲 · 乙"]
    assert wrapped("") == []
