from io import BytesIO

import pytest
from PIL import Image

from app.charts import (
    breakdown,
    concordance_plot,
    heat_map,
    keyness_bars,
    ledger,
    similarity,
    terms,
    theme_bars,
    trend,
)
from app.charts.titled import titled
from app.palette import DARK, LIGHT
from app.render.pictures import SCALE, WIDTH, picture
from tests.app.charts import tables

STYLE = {"palette": LIGHT, "lang": "zh"}
TERMS = terms.build(tables.frequency(("工会", 15, 56), ("整改", 24, 26)), focus="整改", **STYLE)
THEMES = tables.themes(("整改", "全总", 12, 200.0), ("整改", "团中央", 0, 0.0))
CHARTS = {
    "terms": TERMS,
    "breakdown": breakdown.build(tables.breakdown(("总工会", 28), (None, 3)), **STYLE),
    "heat_map": heat_map.build(THEMES, picked=("全总", "整改"), **STYLE),
    "theme_bars": theme_bars.build(THEMES, focus="整改", **STYLE),
    "ledger": ledger.build(
        tables.facts(tables.fact(1, "团", "问题", "200余条", 200, bound="over")), **STYLE
    ),
    "ledger_dots": ledger.build(
        tables.facts(tables.fact(1, "团", "", "1条", 1), tables.fact(2, "团", "", "999条", 999)),
        **STYLE,
    ),
    "concordance_plot": concordance_plot.build(
        tables.positions(("甲", 10, 100, None)), current=("甲", 10), **STYLE
    ),
    "keyness_bars": keyness_bars.build(
        tables.keyness(("甲", 5, 1, 3.0, 0.5), ("乙", 1, 5, -3.0, 0.001)),
        sides=keyness_bars.Sides("全总", "团中央"),
        **STYLE,
    ),
    "similarity": similarity.build(tables.similarity(("甲", "乙", 0.9)), **STYLE),
    "trend": trend.build(
        tables.themes(("整改", "2018", 1, 9.0), ("整改", "2020", 3, 20.0)),
        documents={"2018": 3, "2020": 1},
        **STYLE,
    ),
}


def pixels(fig, **given):
    return Image.open(BytesIO(picture(fig, "png", **given))).convert("RGB")


def rgb(colour):
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_is_drawn_at_twice_its_size(name):
    fig = CHARTS[name]
    image = pixels(fig)
    assert image.size == (WIDTH * SCALE, fig.layout.height * SCALE)
    assert len(image.getcolors(maxcolors=10**6)) > 10


def test_colours_and_lengths_are_those_of_the_chart():
    image = pixels(TERMS)
    counts = {colour: n for n, colour in image.getcolors(maxcolors=10**6)}
    assert counts[rgb(LIGHT.data)] > counts[rgb(LIGHT.focus)] * 0.4
    row = [image.getpixel((x, 35)) for x in range(image.width)]
    solid = row.count(rgb(LIGHT.data))
    pale = row.count(rgb(LIGHT.data_pale))
    assert solid / (solid + pale) == pytest.approx(15 / 56, abs=0.02)


def test_chinese_letters_are_not_boxes():
    drawn = [
        pixels(terms.build(tables.frequency((word, 1, 1)), **STYLE)).crop((0, 0, 80, 60)).tobytes()
        for word in ("區", "總", "\U00020000", "□")
    ]
    assert len(set(drawn)) == 3
    assert drawn[2] == drawn[3]


def test_title_is_inside_the_picture():
    plain, whole = TERMS, titled(TERMS, title="词频前二", caption="合计", palette=LIGHT)
    image = pixels(whole)
    assert (
        image.height - pixels(plain).height == (whole.layout.height - TERMS.layout.height) * SCALE
    )
    head = image.crop((0, 0, image.width, 60)).getcolors(maxcolors=10**6)
    assert rgb(LIGHT.text) in {colour for _, colour in head}


def test_ground_follows_the_theme():
    fig = titled(
        terms.build(tables.frequency(("工会", 1, 2)), palette=DARK, lang="zh"),
        title="词频",
        caption="",
        palette=DARK,
    )
    assert pixels(fig).getpixel((3, 3)) == rgb(DARK.background)


def test_svg_and_pdf_need_no_font():
    svg = picture(TERMS, "svg").decode("utf-8")
    assert svg.startswith("<?xml")
    assert "<text" not in svg
    assert svg.count("<path") > 10
    assert picture(TERMS, "pdf").startswith(b"%PDF-")


def test_the_same_chart_gives_the_same_picture():
    assert picture(TERMS, "png") == picture(TERMS, "png")


def test_formulas_in_words_stay_words():
    fig = terms.build(tables.frequency(("$x_1$ 与 $", 1, 1)), **STYLE)
    assert pixels(fig).size[0] == WIDTH * SCALE
