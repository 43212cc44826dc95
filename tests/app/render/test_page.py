import json
import re

from app.charts import terms
from app.charts.titled import titled
from app.palette import LIGHT
from app.render.page import html_page, text_of_figure
from tests.app.charts.tables import frequency

CHART = titled(
    terms.build(frequency(("</script><b>整改", 2, 3)), palette=LIGHT, lang="zh"),
    title="词频",
    caption="合计",
    palette=LIGHT,
)


def test_page_opens_without_a_network():
    page = html_page(CHART, title="词频 <1>", lang="zh").decode("utf-8")
    assert page.startswith('<!DOCTYPE html><html lang="zh-CN">')
    assert "<title>词频 &lt;1&gt;</title>" in page
    assert "@font-face{font-family:WenjianSans" in page
    assert "plotly.js v" in page
    assert not re.search(r'<(?:script|link|img)[^>]*(?:src|href)="', page)


def test_words_cannot_end_the_script():
    page = html_page(CHART, title="词频", lang="en").decode("utf-8")
    drawing = page.rpartition('<div id="chart"></div>')[2]
    assert drawing.count("</script>") == 1
    assert "\\u003c/script>\\u003cb>整改" in drawing


def test_page_holds_the_whole_figure():
    page = html_page(CHART, title="词频", lang="zh").decode("utf-8")
    given = page.rpartition("Plotly.newPlot('chart',")[2]
    data, _ = json.JSONDecoder().raw_decode(given)
    assert data == json.loads(CHART.to_json())["data"]


def test_text_of_a_figure_is_what_its_font_must_hold():
    text = text_of_figure(CHART)
    assert set("整改词频合计单独成词") <= set(text)
    assert "&lt;" not in text
