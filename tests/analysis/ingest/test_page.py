"""Whole web pages: the article stays, the rest is recorded, headers become fields."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.ingest.characters import trim_lines
from analysis.ingest.documents import read_document
from analysis.ingest.draft import Draft, restore
from analysis.ingest.markup import REVEALED_TAGS, attributes, strip_markup, tags
from analysis.ingest.readers.page import _Text

PARAGRAPHS = [
    "各级工会组织深入基层开展调查研究，推动解决职工群众的急难愁盼问题，取得了实际成效。",
    "把学习教育、检视问题和整改落实贯通起来，建立健全长效机制，不断巩固和拓展工作成果。",
    "下一步，将继续坚持问题导向，完善服务职工的工作体系，推动各项工作再上新的台阶。",
]
NAVIGATION = "<ul><li><a href='/'>首页</a></li><li><a href='/a'>新闻中心</a></li></ul>"
FOOTER = "<div class='foot'>主办单位：某某市人民政府办公室 版权所有</div>"


def body(paragraphs=PARAGRAPHS):
    return "".join(f"<p>　　{paragraph}</p>\n" for paragraph in paragraphs)


def page(article, head="", above="", below=""):
    return (
        f"<!DOCTYPE html><html><head><meta charset='gb2312'>{head}</head><body>{NAVIGATION}"
        f"{above}{article}{below}{FOOTER}<script>alert('工会')</script></body></html>"
    ).encode()


def read(data):
    return read_document("页面.html", data)


@pytest.mark.parametrize(
    "mark", ['id="UCAP-CONTENT"', 'class="TRS_Editor"', 'class="x v_news_content"']
)
def test_known_selector(mark):
    document = read(page(f"<div {mark}><div>{body()}</div></div>"))
    assert document.text == "\n".join(PARAGRAPHS)
    assert document.warnings == ()
    removed = "".join(removal.text for removal in document.removals)
    assert "新闻中心" in removed
    assert "主办单位" in removed
    assert "alert" not in document.text


def test_without_selector_the_densest_element_is_the_article():
    document = read(page(f"<div class='main'>{body(PARAGRAPHS * 3)}</div>"))
    assert document.text == "\n".join(PARAGRAPHS * 3)
    assert {removal.step for removal in document.removals} == {"tags", "page"}


def test_nothing_of_the_page_is_lost():
    document = read(page(f"<div id='zoom'>{body()}</div>", above="<h1>深入基层办实事</h1>"))
    rebuilt = restore(document.text, [r for r in document.removals if r.step != "tags"])
    for text in (
        "首页",
        "新闻中心",
        "深入基层办实事",
        *PARAGRAPHS,
        "主办单位：某某市人民政府办公室",
    ):
        assert text in rebuilt
    assert document.removals[0].text.startswith("<p>×3 ")


def test_government_meta_come_first():
    head = (
        '<meta name="ArticleTitle" content="关于办实事的通知"><meta name="PubDate" '
        'content="2021-12-30 17:34"><meta name="contentSource" content="旗帜网">'
        '<meta name="Author" content="name, a@b.cn"><meta name="ColumnName" content="要闻">'
        '<meta name="SiteName" content="某某网"><title>别的标题_某某网</title>'
    )
    metadata = read(page(f"<div id='zoom'><p>关于办实事的通知</p>{body()}</div>", head)).metadata
    assert metadata.title == "关于办实事的通知"
    assert (metadata.date, metadata.time) == ("2021-12-30", "17:34")
    assert (metadata.source, metadata.channel, metadata.site) == ("旗帜网", "要闻", "某某网")
    assert metadata.author is None


@pytest.mark.parametrize(
    ("head", "above", "title"),
    [
        ("<title>办实事_新闻中心_某某网</title>", "<h1>深入基层办实事</h1>", "深入基层办实事"),
        ("<title>深入基层办实事_新闻中心</title>", "", "深入基层办实事"),
        ("<title>深入基层办实事 - 某某网</title>", "<h1>一</h1><h1>二</h1>", "深入基层办实事"),
    ],
)
def test_title_without_meta(head, above, title):
    document = read(page(f"<div id='zoom'>{body()}</div>", head, above))
    assert document.metadata.title == title


def test_field_line_above_the_article():
    above = "<h1>办实事的情况</h1><div>来源：旗帜网　发布时间：2021-12-30 17:34:18</div>"
    metadata = read(page(f"<div id='zoom'>{body()}</div>", above=above)).metadata
    assert (metadata.source, metadata.date, metadata.time) == ("旗帜网", "2021-12-30", "17:34:18")


HEADER_TABLE = """<table><tbody>
<tr>
<td><b>索 引 号：</b></td>
<td>000014349/2018-00227</td>
<td><b>主题分类：</b></td>
<td>科技、教育</td>
</tr>
<tr>
<td>发文机关：</td>
<td>国务院</td>
<td>成文日期：</td>
<td>2018年12月28日</td>
</tr>
<tr><td>标　　题：</td><td colspan="3">国务院关于办实事的决定</td></tr>
<tr>
<td>发文字号：</td>
<td>国发〔2018〕44号</td>
<td>发布日期：</td>
<td>2019年01月08日</td>
</tr>
</tbody></table>"""


def test_header_table_of_an_official_document():
    article = (
        '<table><tr><td id="UCAP-CONTENT"><p>国务院关于</p><p>办实事的决定</p>'
        "<p>国发〔2018〕44号</p>"
        f"{body()}<p>国务院 </p><p>2018年12月28日</p></td></tr></table>"
    )
    document = read_document("a.html", f"<div>{HEADER_TABLE}</div>{article}".encode())
    assert document.text == "\n".join([*PARAGRAPHS, "国务院", "2018年12月28日"])
    metadata = document.metadata
    assert (metadata.title, metadata.date) == ("国务院关于办实事的决定", "2018-12-28")
    assert (metadata.issuer, metadata.number) == ("国务院", "国发〔2018〕44号")
    assert metadata.extra == {
        "索引号": "000014349/2018-00227",
        "主题分类": "科技、教育",
        "发布日期": "2019年01月08日",
    }


def test_paragraphs_that_are_links_are_kept_with_a_warning():
    items = "".join(f"<li><a href='#'>{text}</a></li>" for text in PARAGRAPHS * 4)
    document = read(page(f"<ul>{items}</ul>"))
    assert document.text.count(PARAGRAPHS[0]) == 4
    assert len(document.warnings) == 1


def test_rows_of_a_table_are_lines_and_cells_parted_by_tabs():
    article = f"<div id='zoom'>{body()}<table><tr><td>工会</td><td>46个</td></tr></table></div>"
    assert read(page(article)).text.endswith("\n工会\t46个")


def test_attributes_are_read_with_and_without_quotes():
    (tag,) = tags("<DIV ID=zoom class='a b' title=\"1 &gt; 0\">")
    assert (tag.name, attributes(tag)) == ("div", {"id": "zoom", "class": "a b", "title": "1 > 0"})


def test_a_quote_that_is_never_closed_swallows_no_text():
    text = PARAGRAPHS[0]
    document = read_document("a.html", f'<p class="a>{text}</p><p>{text}</p><p>{text}</p>'.encode())
    assert document.text == "\n".join([text] * 3)


PIECES = [
    *("<p>", "</p>", "<b>", "</b>", "<td>", "</td>", "<br/>", "<noscript>", "</noscript>"),
    *("&nbsp;", "&am", "p;", "&lt;", "&#26376;", "&", "工会", " ", "\n", "\u3000", "<!-- -->", "<"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), st.booleans())
def test_lines_begin_in_the_source_where_the_edits_of_all_steps_say(source, is_revealed):
    revealed = REVEALED_TAGS if is_revealed else frozenset()
    found = list(tags(source))
    lines, places = _Text.of(source, found, revealed).lines()
    draft = trim_lines(strip_markup(Draft.of(source), found, revealed=revealed))
    assert lines == draft.lines
    starts = list(accumulate((len(line) + 1 for line in lines[:-1]), initial=0))
    assert places == [draft.origin(start) for start in starts]
