"""Reading documents: invariants on any input, limits, and sentences for what cannot be read."""

import hashlib
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis.errors import UnreadableFileError, UnsupportedFormatError
from analysis.ingest.characters import unify_lines
from analysis.ingest.decoding.decode import decode
from analysis.ingest.documents import read_document, read_pasted
from analysis.ingest.draft import restore
from analysis.ingest.readers import read_packed
from analysis.schema import ImportOptions
from tests.analysis.ingest.readers.packages import docx, paragraph
from tests.analysis.ingest.readers.pdfs import Placed, pdf

FORMATS = Path(__file__).parents[2] / "data" / "formats"
SENTENCE = "各级工会组织深入基层开展调查研究，推动解决职工群众的急难愁盼问题。"
PIECES = st.sampled_from(
    [
        SENTENCE,
        "工会",
        "會(huì)",
        "工(gōng",
        "<div>",
        "</div>",
        "<p class='a'>",
        "</p>",
        "<",
        ">",
        "<!--",
        "-->",
        "&nbsp;",
        "&#24037;",
        "\n",
        "\n\n",
        "\r\n",
        "　　",
        " | ",
        "，",
        ",",
        "(",
        ")",
        "（",
        "来源：旗帜网",
        "时间:2022-05-27 08:32:01",
        "——副标题的内容",
        "首页 > 新闻",
        "版权所有：某某网",
        "一、总体要求",
        "......................3",
        "— 3 —",
        "# ",
        "**",
        "---\n",
        "[链接](http://a)",
        "\u200b",
        "\ufeff",
        "⼯",
        "區",
        "\x07",
        "\u2028",
        "𠀀",
        "a b",
        "１２",
    ]
)


def squeezed(text):
    return "".join(text.split())


@given(st.lists(PIECES, min_size=1, max_size=40).map("".join))
@example("会(huì)" * 6 + "(a)方" + SENTENCE)
def test_nothing_is_lost(text):
    try:
        document = read_document("文件.txt", text.encode())
    except UnreadableFileError:
        return
    assert squeezed(restore(document.text, document.removals)) == squeezed(
        text.removeprefix("\ufeff")
    )


@given(st.lists(PIECES, min_size=1, max_size=40).map("".join))
def test_lengths_and_lines(text):
    try:
        document = read_pasted(text, name="粘贴")
    except UnreadableFileError:
        return
    assert len(document.text) == len(document.simplified) == len(document.folded)
    assert all(line == line.strip() != "" for line in document.text.split("\n"))
    places = [removal.at for removal in document.removals]
    assert places == sorted(places)
    for removal in document.removals:
        end = removal.at + len(removal.replacement)
        assert document.text[removal.at : end] == removal.replacement


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    try:
        document = read_document("文件.txt", data)
    except UnreadableFileError as error:
        document, message = None, str(error)
    if document is None:
        assert message.startswith("文件.txt：")
    else:
        assert document.doc_id == hashlib.sha256(data).hexdigest()


@settings(max_examples=60)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_page_is_read_or_refused_and_keeps_its_text(body):
    page = f"<html><body><p>{SENTENCE}</p>{body}<p>{SENTENCE}</p></body></html>"
    document = read_document("page.html", page.encode())
    rebuilt = restore(document.text, [r for r in document.removals if r.step != "tags"])
    assert SENTENCE in rebuilt
    assert len(document.text) == len(document.folded)


def test_pasted_and_read_alike():
    text = f"调查研究情况\n来源：旗帜网\n{SENTENCE}"
    pasted, read = read_pasted(text, name="粘贴"), read_document("粘贴.txt", text.encode())
    assert pasted == read


def test_name_path_and_id():
    document = read_document(
        "2021.12.30总结.TXT", SENTENCE.encode(), path="a.zip/b/2021.12.30总结.TXT"
    )
    assert document.name == "2021.12.30总结"
    assert document.path == "a.zip/b/2021.12.30总结.TXT"
    assert document.doc_id == hashlib.sha256(SENTENCE.encode()).hexdigest()
    assert document.metadata.date == "2021-12-30"


def test_a_text_of_one_line_is_body_not_title():
    document = read_document("a.txt", "关于促进就业的若干意见".encode())
    assert document.text == "关于促进就业的若干意见"
    assert document.metadata.title is None


def test_lone_surrogates_become_replacement_characters():
    document = read_pasted(SENTENCE + "\ud800" + SENTENCE, name="粘贴")
    assert document.text == f"{SENTENCE}\ufffd{SENTENCE}"


def test_damage_is_told():
    document = read_document("a.txt", SENTENCE.encode() + b"\xff\xfe" + SENTENCE.encode())
    assert document.warnings == ("有 2 个字符已损坏，无法还原，显示为 \ufffd。",)


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("This text has no Chinese in it. " * 9, "只有 0 个汉字"),
        ("This text has little Chinese. " * 9 + SENTENCE, "汉字只占 13%"),
        (SENTENCE, None),
    ],
)
def test_little_chinese_is_told(text, warning):
    warnings = read_document("a.txt", text.encode()).warnings
    assert len(warnings) == (warning is not None)
    assert all(text.startswith(warning) for text in warnings)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("空.txt", b"", "empty_file"),
        ("空白.txt", " 　\n\t".encode(), "nothing_left"),
        ("零.txt", b"\0\0\0\0", "empty_file"),
        ("乱码.txt", bytes(range(256)) * 20, "not_text"),
        ("长.txt", (SENTENCE * 700_000).encode(), "too_long"),
        ("标记.html", b"<html><body><div></div></body></html>", "nothing_left"),
    ],
)
def test_unreadable(name, data, code):
    with pytest.raises(UnreadableFileError) as raised:
        read_document(name, data)
    assert raised.value.code == code
    assert str(raised.value).startswith(f"{name}：")
    assert str(raised.value).endswith("。")
    assert raised.value.values["file"] == name


def test_a_text_that_is_too_large_is_told_by_what_was_measured():
    options = ImportOptions(max_characters=1_000_000)
    with pytest.raises(UnreadableFileError) as raised:
        read_document("长.txt", b"a" * 5_000_000, options=options)
    assert "长.txt：太大（5 MB），超过单个文件的上限 4 MB，" in str(raised.value)
    with pytest.raises(UnreadableFileError) as raised:
        read_document("长.txt", b"a" * 3_000_000, options=options)
    assert "长.txt：太大（3 百万字符），超过单个文件的上限 1 百万字符，" in str(raised.value)


def test_packed_files_may_be_larger_than_their_text():
    pictures = io.BytesIO(docx(paragraph(SENTENCE)))
    with zipfile.ZipFile(pictures, "a") as archive:
        archive.writestr("word/media/a.png", bytes(2_000_000))
    data, options = pictures.getvalue(), ImportOptions(max_characters=100_000)
    assert read_document("图.docx", data, options=options).text == SENTENCE
    with pytest.raises(UnreadableFileError) as raised:
        read_document("图.docx", data, options=ImportOptions(max_bytes=1_000_000))
    assert raised.value.code == "too_long"
    assert "图.docx：太大（2 MB），超过单个文件的上限 1 MB，" in str(raised.value)


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("rtf", (FORMATS / "rich.rtf").read_bytes()),
        ("doc", (FORMATS / "rich.doc").read_bytes()),
        ("pdf", pdf([[Placed(SENTENCE, 90, 700)]] * 3)),
    ],
)
def test_readers_stop_at_the_longest_text_that_is_wanted(kind, data):
    assert read_packed(kind, "a", data, 30_000_000).draft.text
    with pytest.raises(UnreadableFileError) as raised:
        read_packed(kind, "a", data, 60)
    assert raised.value.code == "too_long"


def office(member):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(member, "<document/>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.pdf", b"MZ\x90", "程序"),
        ("a.docx", office("ppt/slides.xml"), "PowerPoint（pptx）"),
        ("a.zip", office("visio/document.xml"), "Office"),
        ("a.zip", office("xl/workbook.xml"), "Excel（xlsx）"),
        ("a.txt", b"[" * 100_000, None),
        ("a.png", b"\x89PNG\r\n\x1a\n", "PNG 图片"),
    ],
)
def test_other_formats_are_refused_with_the_list_of_those_read(name, data, kind):
    if kind is None:
        assert read_document(name, data).text
        return
    with pytest.raises(UnsupportedFormatError) as raised:
        read_document(name, data)
    assert raised.value.values["kind"] == kind
    assert "txt、md、html" in str(raised.value)


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.json", b'{"a": '), ("a.txt", b"[1, 2]"), ("a.txt", '[{"正文": "工会"}]'.encode())],
)
def test_json_without_text_is_told_as_what_it_is(name, data):
    with pytest.raises(UnreadableFileError) as raised:
        read_document(name, data)
    assert raised.value.code == "json_without_text"
    assert str(raised.value).startswith(f"{name}：是 JSON，但里面没有可以成为文档的文字")
    assert "可读取" not in str(raised.value)


@pytest.mark.parametrize(
    "source",
    [
        "<html><body>" + "<div>" * 100_000 + SENTENCE * 3 + "</div>" * 100_000 + "</body></html>",
        "<" * 60_000 + SENTENCE,
        "<!--" * 20_000 + SENTENCE,
        "<html><body>" + "<script>" * 20_000 + f"<p>{SENTENCE}</p>" * 3,
        "<html><body>" + '<div class="TRS_Editor">' * 5_000 + f"<p>{SENTENCE}</p>" * 3,
        "<html><body><img src='data:image/png;base64,"
        + "A" * 1_000_000
        + f"'><p>{SENTENCE}</p>" * 3,
        "(" * 60_000 + SENTENCE,
        "们?yōu)楹我_展" * 60 + SENTENCE,
        "时间：" * 20_000 + "\n" + SENTENCE,
    ],
    ids=[
        "nested",
        "lone <",
        "comments",
        "scripts",
        "editors",
        "image",
        "brackets",
        "glosses",
        "labels",
    ],
)
def test_hostile_texts_keep_their_sentence(source):
    assert SENTENCE in read_document("a.html", source.encode()).text


def test_decoded_source_and_document_agree_on_lines():
    data = "标题的内容\r\n\r\n　　甲\u2028乙\x85丙".encode()
    text = unify_lines(decode(data).text)
    assert text == "标题的内容\n甲\n乙\n丙"


def test_a_short_text_without_title_keeps_its_signature():
    body = "各区县总工会要深入基层，走访企业，收集问题，推动整改，落实责任到人。"
    text = f"{body}\n重庆市总工会\n2024年3月5日"
    document = read_pasted(text, name="短文")
    assert document.text == text
    assert (document.metadata.issuer, document.metadata.date) == ("重庆市总工会", "2024-03-05")


def test_the_frame_of_an_article_of_an_account_goes():
    body = ["年底一一兑现。2023年，临江市民生支出达到156.8亿元，占一般公共预算支出的81.2%。"]
    head = ["点击上方蓝字关注我们", "这些实事办成了", "原创 临江发布 2024-01-05 18:30 发表于江西"]
    tail = ["图片", "往期推荐", "● 临江新增3条公交线路", "点击关注↓↓↓", "觉得不错，请点“在看”"]
    document = read_pasted("\n".join([*head, *body, *tail]), name="文章")
    assert document.text.split("\n") == body
    known = document.metadata
    assert (known.title, known.date, known.time) == ("这些实事办成了", "2024-01-05", "18:30")
    assert known.site == "临江发布"
