"""The article of a page: by a selector, else by its text and links; nothing goes silently."""

import pytest

from analysis.ingest.documents import read_document
from analysis.ingest.draft import restore
from analysis.ingest.markup import tags
from analysis.ingest.readers import page
from analysis.ingest.readers.content import TAGS
from analysis.ingest.readers.elements import find_elements
from analysis.lexicon.pages import load_pages

PARAGRAPHS = [
    "各级工会组织深入基层开展调查研究，推动解决职工群众的急难愁盼问题，取得了实际成效。",
    "把学习教育、检视问题和整改落实贯通起来，建立健全长效机制，不断巩固和拓展工作成果。",
    "下一步，将继续坚持问题导向，完善服务职工的工作体系，推动各项工作再上新的台阶。",
]
TEXT = "\n".join(PARAGRAPHS)
OTHER = "全市召开会议部署下半年的重点工作，要求各单位压实责任，确保完成全年目标任务。"
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
NAVIGATION = "".join(f"<li><a href='/{n}'>新闻中心栏目</a></li>" for n in range(12))


def read(body, head=""):
    source = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    return read_document("页面.html", source.encode())


def elements_of(source):
    return {
        (element.name, source[element.start : element.end])
        for element in find_elements(tags(source), len(source))
    }


@pytest.mark.parametrize(
    ("mark", "system"),
    [
        ('id="UCAP-CONTENT"', "UCAP"),
        ("class='TRS_Editor'", "TRS"),
        ("class='v_news_content'", "vsb"),
        ("id=js_content style='visibility: hidden'", "WeChat"),
        ("class='post entry-content'", "WordPress"),
        ("class='article-entry'", "Hexo"),
        ("class='t_f'", "Discuz"),
        ("class='wp_articlecontent'", "webplus"),
        ("id='zoom'", "jcms"),
    ],
)
def test_systems_are_known_by_their_elements(mark, system):
    below = f"<div class='box'><p>{OTHER}</p><p>{OTHER}</p></div>"
    document = read(f"<div>{system}<div><div {mark}>{BODY}</div>{below}</div></div>")
    assert document.text == TEXT
    assert document.warnings == ()


def test_without_selectors_the_same_article_is_found():
    rules = load_pages()._replace(selectors=())
    source = f"<html><ul>{NAVIGATION}</ul><div id='zoom'>{BODY}</div><ul>{NAVIGATION}</ul></html>"
    assert page.read(source, rules).draft.text == TEXT


def test_a_named_element_that_holds_too_little_is_not_believed():
    short = "<div id='zoom'>本页的文字可以放大或者缩小，也可以打印，请按需要选择。</div>"
    assert TEXT in read(f"{short}<div class='box'>{BODY}{BODY}</div>").text


def test_a_named_element_full_of_links_is_not_believed():
    named = f"<div id='zoom'>{NAVIGATION}<div>{BODY}</div>{NAVIGATION * 3}</div>"
    assert read(named).text == TEXT


def test_teasers_below_links_are_no_article():
    teasers = "".join(
        f"<h3><a href='/{n}'>相关新闻标题若干</a></h3><p>{OTHER}</p>" for n in range(9)
    )
    assert read(f"<div><div>{BODY}</div><div>{teasers}</div></div>").text == TEXT


@pytest.mark.parametrize("name", ["comment-list", "pinglun", "relatedNews", "side_recommend"])
def test_what_is_named_otherwise_goes_even_inside(name):
    box = f"<div class='{name}'><p>{OTHER}</p></div>"
    document = read(f"<div class='main'>{BODY}{box}{BODY}</div>")
    assert document.text == f"{TEXT}\n{TEXT}"
    assert OTHER in "".join(removal.text for removal in document.removals)


def test_a_wrapper_with_such_a_name_is_not_believed():
    assert read(f"<div class='main recommend'><div>{BODY}</div></div>").text == TEXT


def test_text_between_navigation_needs_no_element_of_its_own():
    assert read(f"<ul>{NAVIGATION}</ul>{BODY}<ul>{NAVIGATION}</ul>").text == TEXT


def test_a_scattered_article_is_kept_with_a_warning():
    parts = "".join(f"<div>{BODY}</div><ul>{NAVIGATION * 3}</ul>" for _ in range(5))
    document = read(f"<div>{parts}</div>")
    assert document.text == "\n".join([TEXT] * 5)
    assert document.warnings == ("没有找到网页正文的边界，保留了成段的文字，可能多出或缺少几行。",)


def test_what_is_not_kept_is_told():
    document = read(f"<ul>{NAVIGATION}</ul><div>{BODY}</div><div>网站地图</div>")
    rebuilt = restore(document.text, [r for r in document.removals if r.step != TAGS])
    assert rebuilt == "\n".join(["新闻中心栏目"] * 12 + PARAGRAPHS + ["网站地图"])


def test_a_page_without_sentences_keeps_every_line():
    document = read("<div>会议通知</div><div>明天上午开会</div><div>请准时参加</div>")
    assert document.metadata.title == "会议通知"
    assert document.text == "明天上午开会\n请准时参加"


def test_layout_by_tables_and_by_line_breaks():
    cells = "".join(f"<tr><td>　　{paragraph}</td></tr>" for paragraph in PARAGRAPHS)
    side = f"<td><table>{NAVIGATION}</table></td>"
    assert read(f"<table><tr>{side}<td><table>{cells}</table></td></tr></table>").text == TEXT
    lines = "<br/>　　".join(PARAGRAPHS)
    assert read(f"<ul>{NAVIGATION}</ul><font>{lines}<br><br></font>").text == TEXT


def test_elements_end_where_they_end():
    assert elements_of("<div>a<ul><li>b</ul>c</div>") == {
        ("div", "a<ul><li>b</ul>c"),
        ("ul", "<li>b"),
        ("li", "b"),
    }


def test_elements_that_are_never_closed_end_with_the_page():
    assert elements_of("<div><a href=x>b</section></p>") == {("div", "<a href=x>b</section></p>")}
    assert elements_of("</div></a><td>c") == {("td", "c")}


def test_the_words_of_an_element():
    (element,) = find_elements(tags("<DIV id=relatedNews class='side_bar x'></DIV>"), 99)
    assert element.marks == ("#relatedNews", ".side_bar", ".x")
    assert element.words == {"div", "related", "news", "side", "bar", "x"}
