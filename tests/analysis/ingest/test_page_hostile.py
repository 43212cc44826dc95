"""Broken, huge and hostile pages: read right, by time in proportion to their length."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import AnalysisError
from analysis.ingest.documents import read_document
from analysis.ingest.markup import MAX_TEMPLATE, blank_templates
from analysis.ingest.readers import page

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
    assert blank_templates("{{ a }}，{{ b") == "       ，{{ b"
    assert blank_templates("增速<%5，<% x %>") == "增速<%5，       "
    long = "{{" + "文" * MAX_TEMPLATE + "}}"
    assert blank_templates(long + "{{ a }}") == long + "       "
    assert blank_templates("写信到 a@if.cn\n@if ($a)\n@ifx") == "写信到 a@if.cn\n        \n@ifx"


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
    content = page.read(f"<html><body><p>{SENTENCE}</p>{middle}")
    assert content.draft.text or content.draft.original == content.draft.text
    kept = content.draft.original
    assert SENTENCE in kept or "<" in middle
