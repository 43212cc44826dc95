"""The facts about a page: metas, JSON-LD, header tables, headings."""

import pytest

from analysis.ingest.documents import read_document

SENTENCE = "各级工会组织深入基层开展调查研究，推动解决职工群众的急难愁盼问题，取得了实际成效。"
BODY = f"<div id='zoom'>{f'<p>{SENTENCE}</p>' * 3}</div>"


def read(head="", above="", body=BODY):
    source = f"<!DOCTYPE html><html><head>{head}</head><body>{above}{body}</body></html>"
    return read_document("页面.html", source.encode())


def meta(**values):
    return "".join(f'<meta name="{name}" content="{value}">' for name, value in values.items())


def test_metas_of_government_sites():
    document = read(
        meta(
            ArticleTitle="关于办实事的通知",
            PubDate="2021-12-30 17:34:18",
            contentSource="旗帜网",
            AUTHOR="钟鸣",
            ColumnName="要闻",
            SiteName="某某市人民政府",
        )
        + "<title>另一个标题</title>"
    )
    metadata = document.metadata
    assert (metadata.title, metadata.date, metadata.time) == (
        "关于办实事的通知",
        "2021-12-30",
        "17:34:18",
    )
    assert (metadata.source, metadata.author) == ("旗帜网", "钟鸣")
    assert (metadata.channel, metadata.site) == ("要闻", "某某市人民政府")


def test_metas_with_chinese_names():
    metadata = read(meta(标题="办实事", 发布时间="2021-12", 来源="旗帜网")).metadata
    assert (metadata.title, metadata.date, metadata.source) == ("办实事", "2021-12", "旗帜网")


def test_a_meta_with_bare_values_and_property():
    head = "<meta property=article:published_time content=2019-09-07T08:30:00+08:00 />"
    metadata = read(head).metadata
    assert (metadata.date, metadata.time) == ("2019-09-07", "08:30:00")


@pytest.mark.parametrize("author", ["某某网", "管理员", "市政府办公室", "admin", "编辑部"])
def test_an_author_is_a_name(author):
    assert read(meta(Author=author)).metadata.author is None


def test_an_empty_meta_gives_way():
    head = meta(ArticleTitle=" ", PubDate="") + "<title>深入基层办实事_某某网</title>"
    metadata = read(head).metadata
    assert (metadata.title, metadata.date, metadata.site) == ("深入基层办实事", None, "某某网")


@pytest.mark.parametrize(
    ("json", "title", "date", "author"),
    [
        ('{"headline": "办实事", "datePublished": "2019-09-05"}', "办实事", "2019-09-05", None),
        (
            (
                '{"@graph": [{"@type": "WebSite"}, {"datePublished": "2019-09-05T11:10:52",'
                ' "author": {"name": "钟鸣"}}]}'
            ),
            None,
            "2019-09-05",
            "钟鸣",
        ),
        (
            '[{"pubDate": "2019-09", "author": [{"name": "钟鸣"}, "张波"]}]',
            None,
            "2019-09",
            "钟鸣、张波",
        ),
        ('{"headline": "办\n实事"}', "办 实事", None, None),
        ('{"headline": ', None, None, None),
        ("[" * 50_000, None, None, None),
        ('{"headline": 3, "author": null}', None, None, None),
    ],
)
def test_json_for_search_engines(json, title, date, author):
    metadata = read(f"<script type='application/ld+json'>{json}</script>").metadata
    assert (metadata.title, metadata.date, metadata.author) == (title, date, author)


@pytest.mark.parametrize(
    ("title", "above", "expected"),
    [
        ("深入基层办实事_要闻_某某网", "<h1>某某网</h1>", "深入基层办实事"),
        (
            "深入基层办实事：一线见闻-某某网",
            "<h1>深入基层办实事：一线见闻</h1>",
            "深入基层办实事：一线见闻",
        ),
        (
            "关于新区总体规划（2018—2035年）的批复_某某网",
            "",
            "关于新区总体规划（2018—2035年）的批复",
        ),
        ("2018—2035年规划", "", "2018—2035年规划"),
        ("基层-办实事", "<h1>基层-办实事</h1><h1>栏目</h1>", "基层-办实事"),
        ("", "<h1>办<b>实</b>事&nbsp;记录</h1>", "办实事 记录"),
        ("办\u202e实\u200b事", "", "办实事"),
        ("<script>alert(1)</script>办实事", "", "alert(1)办实事"),
    ],
)
def test_titles(title, above, expected):
    head = f"<title>{title}</title>" if title else ""
    assert read(head, above).metadata.title == expected


def test_a_card_title_helps_to_cut():
    head = '<meta property="og:title" content="办实事-见成效"><title>办实事-见成效-某某网</title>'
    assert read(head).metadata.title == "办实事-见成效"


ROWS = [("索 引 号", "0001/2018-1"), ("发文机关", "国务院"), ("成文日期", "2018年12月28日")]
EXPECTED = {"issuer": "国务院", "date": "2018-12-28"}


@pytest.mark.parametrize(
    "above",
    [
        "<table>" + "".join(f"<tr><td>{k}：</td><td>{v}</td></tr>" for k, v in ROWS) + "</table>",
        "<table><tr>" + "".join(f"<td>{k}:{v}</td>" for k, v in ROWS) + "</tr>"
        "<tr><td>发文字号：</td><td></td></tr></table>",
        "<ul>" + "".join(f"<li><span>{k}：</span>{v}</li>" for k, v in ROWS) + "</ul>",
        "<div>" + "".join(f"<p><b>{k}</b>： {v}</p>" for k, v in ROWS) + "</div>",
    ],
)
def test_header_tables(above):
    document = read("<title>题</title>", above)
    assert document.text == "\n".join([SENTENCE] * 3)
    metadata = document.metadata
    assert {"issuer": metadata.issuer, "date": metadata.date} == EXPECTED
    assert metadata.extra["索引号"] == "0001/2018-1"
    assert "field" in {removal.step for removal in document.removals}


def test_a_table_of_the_text_is_no_header_table():
    table = "<table><tr><td>名称</td><td>数量</td></tr><tr><td>标题</td><td>3</td></tr></table>"
    document = read(body=f"<div id='zoom'><p>{SENTENCE}</p>{table}<p>{SENTENCE}</p></div>")
    assert document.text == f"{SENTENCE}\n名称\t数量\n标题\t3\n{SENTENCE}"


def test_the_caption_of_a_photograph_above_the_text_is_no_paragraph():
    caption = (
        "2月3日，某某省第十四届人民代表大会第四次会议在省人民会堂开幕。省长张三作政府工作报告。"
        "某某日报全媒体记者 李四 摄"
    )
    other = "张三作政府工作报告。新某某·某某日报记者 李四"
    body = f"各位代表：\n{SENTENCE}\n{SENTENCE}"
    text = f"2026年某某省政府工作报告\n来源：某某日报\n{caption}\n{other}\n{body}"
    document = read_document("报告.txt", text.encode())
    assert document.text == body
    captions = [r.text.strip() for r in document.removals if r.step == "caption"]
    assert captions == [caption, other]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2019-12-10 07:57:40  来源：  某某网", ("2019-12-10", "07:57:40", "某某网", None)),
        (
            "<i>2019-09-26 12:11</i>来源：旗帜网<i>作者：李在山</i>",
            ("2019-09-26", "12:11", "旗帜网", "李在山"),
        ),
        ("来源：旗帜网 2019年9月6日", ("2019-09-06", None, "旗帜网", None)),
        ("某某报社2019-09-23 07:48", ("2019-09-23", "07:48", None, None)),
        ("2020-07-04 来源：旗帜网 举报 分享到：微博", ("2020-07-04", None, "旗帜网", None)),
        ("2020-13-04 来源：旗帜网", (None, None, None, None)),
        ("第2020-07-041号", (None, None, None, None)),
    ],
)
def test_the_line_with_the_date_of_publication(line, expected):
    above = f"<p>今天是2026年1月2日</p><h1>办实事</h1><p>{line}</p><p>字号：大 中 小</p>"
    metadata = read(above=above).metadata
    assert (metadata.date, metadata.time, metadata.source, metadata.author) == expected


def test_without_a_title_the_date_nearest_above_holds():
    above = "<p>今天是2026年1月2日</p>" + "<p>栏目</p>" * 3 + "<p>2021-12-30 旗帜网</p><p>分享</p>"
    assert read(above=above).metadata.date == "2021-12-30"
    far = "<p>今天是2026年1月2日</p>" + "<p>栏目</p>" * 20
    assert read(above=far).metadata.date is None


def test_dates_below_the_article_are_of_something_else():
    below = (
        "<p>2021-12-30 10:00</p><p>责任编辑：张 波</p>" + "<p>栏目</p>" * 9 + "<p>作者：钟鸣</p>"
    )
    metadata = read(body=BODY + below).metadata
    assert (metadata.date, metadata.editor, metadata.author) == (None, "张波", None)


def test_the_site_is_no_author():
    head = meta(author="某某") + "<title>办实事_某某订阅</title>"
    assert read(head).metadata.author is None
    assert read(meta(author="钟鸣") + "<title>办实事_某某订阅</title>").metadata.author == "钟鸣"
