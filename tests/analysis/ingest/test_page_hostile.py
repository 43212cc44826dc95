"""Broken, huge and hostile pages: read right, by time in proportion to their length."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import AnalysisError
from analysis.ingest.documents import read_document
from analysis.ingest.draft import restore
from analysis.ingest.readers import page
from analysis.ingest.templates import MAX_TEMPLATE, blank_templates

SENTENCE = "各级工会组织深入基层开展调查研究，推动解决职工群众的急难愁盼问题，取得了实际成效。"
BODY = f"<p>{SENTENCE}</p>" * 3
TEXT = "\n".join([SENTENCE] * 3)
START = "<!DOCTYPE html><html><head><title>办实事</title></head><body>"


@pytest.mark.parametrize(
    "source",
    [
        START + "<div>" * 100_000 + BODY + "</div>" * 100_000,
        START + "<div><span><a href=x><td>" * 10_000 + BODY,
        START + "</div></td></a>" * 20_000 + BODY,
        START + "<!-- a -- b --> " * 10_000 + BODY,
        START + "<!--" * 20_000 + BODY,
        START + "<![CDATA[" * 10_000 + BODY + "]]>" * 10_000,
        START + "<div class='TRS_Editor'>" * 5_000 + BODY,
        START + "<div class='" + "a " * 50_000 + "'>" + BODY,
        START + "<script type='application/ld+json'>{}</script>" * 3_000 + BODY,
        START + "<li><a href=x>新闻</a></li>" * 10_000 + BODY,
        START + "<img src='data:image/png;base64," + "A" * 3_000_000 + "'>" + BODY,
        START + "<img src='data:image/png;base64," + "A A\n" * 500_000 + "'>" + BODY,
        START + "{{ a }}" * 10_000 + BODY,
    ],
    ids=range(13),
)
def test_the_text_is_found_in_huge_pages(source):
    document = read_document("a.html", source.encode())
    assert document.text == TEXT
    assert document.metadata.title == "办实事"


@pytest.mark.parametrize("junk", ["<", "<a ", '<p class="', "<%", "{{", "<!", "&#"])
def test_what_is_no_tag_stays_and_loses_nothing(junk):
    document = read_document("a.html", (START + junk * 60_000 + BODY).encode())
    assert document.text.count(SENTENCE) == 3


@pytest.mark.parametrize(
    "source",
    [
        "<%@ page contentType='text/html' %>\n"
        + START
        + "<% if (a > 3) { %>"
        + BODY
        + "<%= x %><% } %>",
        START + "<%-- 这是注释，不是正文 --%>" + BODY,
        "<?php include 'a.php'; if ($a > 1) echo '<b>'; ?>" + START + BODY + "<?= $x ?>",
        "@extends('layout')\n@section('content')\n"
        + START
        + "<i>{{ $title }}</i>"
        + BODY
        + "\n@foreach ($a as $b)\n<li>{!! $b !!}</li>\n@endforeach\n",
        START + "{% if user %}" + BODY + "{% endif %}",
        START + BODY + "<script>var a = '工会'; if (a<b) {alert(1)}",
        START + "<script>var a = 1;<div>" + BODY + "</div>",
        START + "<style>p {color: red}" + BODY,
        START + "<script>render()</script><noscript>" + BODY + "</noscript>",
        START + "<textarea>" + BODY + "</textarea>",
        '<?xml version="1.0"?><h:html xmlns:h="http://www.w3.org/1999/xhtml"><h:body>'
        + BODY.replace("<p>", "<h:p>").replace("</p>", "</h:p>")
        + "</h:body></h:html>",
        START + BODY.replace("<p>", "<p><o:p></o:p>"),
    ],
    ids=[
        "jsp",
        "comment",
        "php",
        "blade",
        "jinja",
        "script at the end",
        "script",
        "style",
        "noscript",
        "textarea",
        "xhtml",
        "office",
    ],
)
def test_code_is_no_text(source):
    assert read_document("a.html", source.encode()).text == TEXT


def test_template_code_goes_only_where_it_is_closed_and_short():
    assert blank_templates("{{ a }}，{{ b").source == "       ，{{ b"
    assert blank_templates("增速<%5，<% x %>").source == "增速<%5，       "
    long = "{{" + "文" * MAX_TEMPLATE + "}}"
    assert blank_templates(long + "{{ a }}").source == long + "       "
    blanked = blank_templates("写信到 a@if.cn\n@if ($a)\n@ifx")
    assert blanked == ("写信到 a@if.cn\n        \n@ifx", ("@if ($a)",))


@pytest.mark.parametrize(
    "prose",
    [
        f"增速<%5的企业{{}}，{SENTENCE}降幅%>3的企业",
        f"<% {SENTENCE} %>",
        f"{{{{各级工会}}}}{SENTENCE}",
        f"增速{{%5，{SENTENCE}%}}",
        f"<?{SENTENCE}?>",
    ],
)
def test_signs_around_a_sentence_are_no_template(prose):
    assert blank_templates(prose) == (prose, ())
    document = read_document("a.html", f"{START}{BODY}<p>{prose}</p>".encode())
    assert document.text.count(SENTENCE) == 4


@pytest.mark.parametrize(
    "piece",
    [
        "<%-- 这是一条很长的注释，不是正文。 --%>",
        '<% out.print("请先登录，再查看本页内容。"); %>',
        "{{ title || '暂时没有标题的一篇报道' }}",
        "<noscript><p>请打开浏览器的脚本功能后再看。</p></noscript>",
        "<textarea>这里是留言板里的一段文字。</textarea>",
    ],
)
def test_what_code_and_hidden_elements_say_is_recorded(piece):
    source = f"{START}{BODY}{piece}<p>版权所有</p>"
    document = read_document("a.html", source.encode())
    said = max(re.findall(r"[\u4e00-\u9fff，。]+", piece), key=len)
    assert said not in document.text
    (removal,) = (removal for removal in document.removals if said in removal.text)
    assert removal.step == "page"
    assert document.text.startswith(TEXT)


def test_short_notes_of_hidden_elements_are_not_recorded():
    source = f"{START}{BODY}<noscript>请开脚本</noscript><%-- 版权 --%>"
    assert not [
        removal
        for removal in read_document("a.html", source.encode()).removals
        if removal.step == "page" and "脚本" in removal.text
    ]


@pytest.mark.parametrize(
    "junk",
    ["%>", "<% 工会会员。%>", '<% "', "<% /* ", "{{ a，", "<noscript>", "<textarea></textarea>"],
)
def test_signs_of_templates_take_time_in_proportion_to_their_length(junk):
    n = 120_000 // len(junk)
    document = read_document("a.html", f"{START}{BODY}{junk * n}%>".encode())
    assert document.text.count(SENTENCE) == 3


def test_pages_without_text():
    with pytest.raises(AnalysisError, match="没有剩下正文"):
        read_document("a.html", b"<html><frameset><frame src=a><frame src=b></frameset></html>")
    refresh = "<html><meta http-equiv=refresh content='0;url=a'><body>正在跳转</body></html>"
    assert read_document("a.html", refresh.encode()).warnings == (
        "只有 4 个汉字，统计结果没有意义。",
    )


@pytest.mark.parametrize(
    ("opening", "closing"), [("{{", "}}"), ("{%", "%}"), ("{!!", "!!}"), ("<?", "?>"), ("<%", "%>")]
)
def test_signs_in_two_scripts_are_no_template_around_the_text(opening, closing):
    source = START.replace("<title>", f"<script>a='{opening}'</SCRIPT><title>") + BODY
    document = read_document("a.html", f"{source}<script>b='{closing}'</script>".encode())
    assert document.text == TEXT


def test_overrides_of_direction_go():
    document = read_document("a.html", (START + BODY.replace("工会", "工\u202e会")).encode())
    assert document.text == TEXT


PIECES = st.sampled_from(
    [
        *("<div>", "</div>", "<p>", "</p>", "<a href=x>", "</a>", "<td>", "<script>", "</script>"),
        *("<!--", "-->", "<![CDATA[", "]]>", "<%", "%>", "{{", "}}", '"', "'", "<", ">", "\n"),
        *("<title>", "</title>", "<meta name=author content='", "<h1>", "</h1>", "&lt;", "工会"),
        *(
            SENTENCE,
            "索引号：\t1",
            "发文机关：国务院\n",
            "<div id=zoom>",
            "<noscript>",
            "</noscript>",
        ),
    ]
)


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_mixture_is_read_and_sentences_outside_of_tags_are_not_lost(middle):
    first, last = "职工服务中心于三月一日揭牌，", "工作简报每月编发一期。"
    draft = page.read(f"<html><body><p>{first}</p>{middle}<p>{last}</p>").draft
    kept = [draft.text, *(removal.text for removal in draft.removals())]
    for sentence in (first, last):
        assert any(sentence in text for text in kept)
    assert restore(draft.text, draft.removals()) == draft.original
