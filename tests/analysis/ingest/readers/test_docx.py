"""Word documents: what is text and what is not, in which order, and files that want to do harm."""

import io
import zipfile

import docx as office
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import AnalysisError, UnreadableFileError
from analysis.ingest.documents import read_document
from analysis.ingest.draft import restore
from tests.analysis.ingest.readers.official import LINES, assert_official, assert_read_or_refused
from tests.analysis.ingest.readers.packages import SPACES, docx, paragraph, part

SENTENCE = "各级工会组织深入基层开展调查研究，推动解决职工群众的急难愁盼问题。"
BREAK = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


def lines_of(body, **parts):
    """Return the lines of a document between two sentences, which keep all from the header."""
    edge = paragraph(SENTENCE)
    document = read_document("a.docx", docx(f"{edge}{body}{edge}", **parts))
    lines = document.text.split("\n")
    assert lines[0] == SENTENCE
    return lines[1 : len(lines) - 1 - lines[::-1].index(SENTENCE)]


def test_an_official_document_comes_out_as_its_plain_text():
    file = office.Document()
    for line in LINES:
        file.add_paragraph(line)
    file.core_properties.title = "模板"
    buffer = io.BytesIO()
    file.save(buffer)
    document = read_document("报告.docx", buffer.getvalue())
    assert_official(document)
    assert document.encoding is None
    assert document.warnings == ()


def test_a_document_under_any_name_is_told_by_its_content():
    assert_official(read_document("报告.txt", docx("".join(map(paragraph, LINES)))))


def test_the_strict_form_is_read_too():
    spaces = SPACES.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert_official(read_document("a.docx", docx("".join(map(paragraph, LINES)), spaces=spaces)))


def test_insertions_stay_and_deletions_go():
    assert lines_of(
        "<w:p><w:r><w:t>走访企业</w:t></w:r><w:ins><w:r><w:t>46家</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>35家</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom>"
        "<w:moveTo><w:r><w:t>移来</w:t></w:r></w:moveTo></w:p>"
    ) == ["走访企业46家移来"]


def test_a_paragraph_whose_end_is_deleted_goes_on():
    mark = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    assert lines_of(paragraph("前半句，", mark) + paragraph("后半句")) == ["前半句，后半句"]


def test_rows_are_lines_and_deleted_rows_are_not():
    def row(*cells, properties=""):
        return f"<w:tr>{properties}{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"

    inner = f"<w:tbl>{row(paragraph('内甲'), paragraph('内乙'))}</w:tbl>"
    table = (
        row(paragraph("单位"), paragraph("走访") + paragraph("（家）"))
        + row(paragraph("城关镇"), "<w:p/>", paragraph("12"))
        + row(paragraph("删去"), properties="<w:trPr><w:del/></w:trPr>")
        + row(paragraph("嵌套"), inner)
        + row(paragraph(SENTENCE), paragraph(SENTENCE) + paragraph("另一段"))
    )
    assert lines_of(f"<w:tbl>{table}</w:tbl>" + paragraph("表后")) == [
        "单位\t走访 （家）",
        "城关镇\t\t12",
        "嵌套\t内甲\t内乙",
        SENTENCE,
        SENTENCE,
        "另一段",
        "表后",
    ]


def test_a_text_box_stands_once_behind_its_paragraph():
    box = f"<w:txbxContent>{paragraph('框里的话')}</w:txbxContent>"
    both = (
        f"<mc:AlternateContent><mc:Choice><wps:txbx>{box}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent>"
    )
    old = f"<w:pict><v:textbox>{box}</v:textbox></w:pict>"
    assert lines_of(f"<w:p><w:r><w:t>前</w:t>{both}<w:t>后</w:t></w:r></w:p>") == [
        "前后",
        "框里的话",
    ]
    assert lines_of(f"<w:p><w:r>{old}</w:r></w:p>") == ["框里的话"]


def test_breaks_tabs_signs_and_formulas():
    assert lines_of(
        "<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr><w:r><w:t>甲</w:t><w:tab/>"
        "<w:t>乙</w:t><w:br/><w:t>丙</w:t><w:noBreakHyphen/><w:t>丁</w:t>"
        "<w:sym w:font='Wingdings' w:char='F0A8'/></w:r>"
        "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></w:p>"
    ) == ["甲\t乙", "丙-丁□x=1"]


def test_the_reading_above_a_character_becomes_a_gloss_that_is_taken_away():
    ruby = (
        "<w:p><w:r><w:ruby><w:rt><w:r><w:t>qū</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>区</w:t></w:r></w:rubyBase></w:ruby></w:r>"
        "<w:r><w:t>域协调发展</w:t></w:r></w:p>"
    )
    document = read_document("a.docx", docx(paragraph(SENTENCE) + ruby + paragraph(SENTENCE)))
    assert document.text == f"{SENTENCE}\n区域协调发展\n{SENTENCE}"
    assert [(r.step, r.text) for r in document.removals] == [("gloss", "(qū)")]


def test_notes_stand_at_the_end_and_fields_show_their_result():
    notes = f"<w:footnote w:id='2'>{paragraph('数据来自统计公报。')}</w:footnote>"
    linked = (
        f"<w:p><w:r><w:t>见</w:t></w:r>{BREAK.format('begin')}"
        "<w:r><w:instrText>HYPERLINK http://a.cn</w:instrText></w:r>"
        f"{BREAK.format('separate')}<w:r><w:t>公报</w:t><w:footnoteReference w:id='2'/></w:r>"
        f"{BREAK.format('end')}</w:p>"
    )
    document = read_document("a.docx", docx(paragraph(SENTENCE) + linked, footnotes=notes))
    assert document.text == f"{SENTENCE}\n见公报\n数据来自统计公报。"


def test_entries_of_a_table_of_contents_are_removed_and_recorded():
    style = "<w:pPr><w:pStyle w:val='TOC1'/></w:pPr>"
    entry = f"<w:p>{style}<w:r><w:t>{{}}</w:t><w:tab/><w:t>{{}}</w:t></w:r></w:p>"
    body = (
        paragraph("县总工会工作报告")
        + paragraph("目 录")
        + entry.format("一、主要做法", 1)
        + entry.format("二、服务成效", 3)
        + paragraph("一、主要做法")
        + paragraph(SENTENCE)
    )
    document = read_document("a.docx", docx(body))
    assert document.text == f"一、主要做法\n{SENTENCE}"
    assert document.metadata.title == "县总工会工作报告"
    removed = "".join(r.text for r in document.removals if r.step == "contents")
    assert removed.split() == ["目", "录", "一、主要做法", "1", "二、服务成效", "3"]
    assert "二、服务成效\t3" in restore(document.text, document.removals)


LEVEL = (
    "<w:lvl w:ilvl='{}'><w:start w:val='1'/><w:numFmt w:val='{}'/><w:lvlText w:val='{}'/></w:lvl>"
)


def test_numbers_that_are_only_counted_are_written_out():
    numbering = (
        "<w:abstractNum w:abstractNumId='0'>"
        + LEVEL.format(0, "chineseCounting", "%1、")
        + LEVEL.format(1, "chineseCounting", "（%2）")
        + LEVEL.format(2, "bullet", "\uf0b7")
        + "</w:abstractNum><w:num w:numId='4'><w:abstractNumId w:val='0'/></w:num>"
    )
    styles = (
        "<w:style w:styleId='2'><w:pPr><w:numPr><w:ilvl w:val='1'/><w:numId w:val='4'/></w:numPr>"
        "</w:pPr></w:style><w:style w:styleId='3'><w:basedOn w:val='2'/></w:style>"
    )
    top = "<w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='4'/></w:numPr></w:pPr>"
    dot = top.replace("ilvl w:val='0'", "ilvl w:val='2'")
    below = "<w:pPr><w:pStyle w:val='3'/></w:pPr>"
    assert lines_of(
        paragraph("主要做法", top)
        + paragraph("摸清底数", below)
        + paragraph("抓好整改", below)
        + paragraph("点", dot)
        + paragraph("", top)
        + paragraph("服务成效", top)
        + paragraph("重新起算", below),
        numbering=numbering,
        styles=styles,
    ) == [
        "一、主要做法",
        "（一）摸清底数",
        "（二）抓好整改",
        "点",
        "二、服务成效",
        "（一）重新起算",
    ]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("关于促进就业的若干意见", "关于促进就业的若干意见"),
        ("Microsoft Word - 关于促进就业的意见", None),
        ("公文通用模板格式", None),
        ("关于促进就业的意见.doc", None),
        ("", None),
    ],
)
def test_the_title_of_the_properties_counts_only_if_nothing_better_is_found(title, expected):
    core = (
        f"<dc:title>{title}</dc:title><dc:creator>张三</dc:creator>"
        "<dcterms:created>2009-05-01T08:00:00Z</dcterms:created>"
    )
    found = read_document("a.docx", docx(paragraph(SENTENCE), core=core)).metadata
    assert (found.title, found.date, found.author) == (expected, None, None)
    assert found.extra == {"文件属性中的作者": "张三", "文件创建日期": "2009-05-01"}
    headed = docx(paragraph("县总工会工作报告") + paragraph(SENTENCE), core=core)
    assert read_document("a.docx", headed).metadata.title == "县总工会工作报告"


def packed(document):
    """Return a document with this markup as its main part."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", document)
    return buffer.getvalue()


PLAIN = part("w:document", f"<w:body>{paragraph('&e;')}</w:body>").removeprefix(
    '<?xml version="1.0" encoding="UTF-8"?>'
)
LAUGHS = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (packed(f'<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]>{PLAIN}'), "damaged_file"),
        (packed(f'<!DOCTYPE d [<!ENTITY e0 "x">{LAUGHS}]>{PLAIN}'), "damaged_file"),
        (packed("<w:document"), "damaged_file"),
        (packed(b"\0" * 90_000_000), "damaged_file"),
        (packed(b"<a>" + b" " * 90_000_000), "bloated_file"),
        (docx("<w:p/>"), "no_text"),
        (docx(paragraph(SENTENCE))[:600], "damaged_file"),
        (docx("<w:p>" * 5_000 + "</w:p>" * 5_000), "no_text"),
    ],
    ids=["file", "laughs", "open", "zeros", "bomb", "empty", "cut", "deep"],
)
def test_hostile_documents_are_refused(data, code):
    with pytest.raises(UnreadableFileError) as raised:
        read_document("a.docx", data)
    assert raised.value.code == code
    assert str(raised.value).startswith("a.docx：")


@pytest.mark.parametrize("broken", ["<dc:title>", "<?xml version='1.0' encoding='UTX-8'?>"])
def test_broken_properties_and_numbers_leave_the_text_whole(broken):
    data = docx("".join(map(paragraph, LINES)), core=broken, numbering=broken)
    assert_official(read_document("a.docx", data))
    part = PLAIN.replace("&e;", SENTENCE)
    with pytest.raises(UnreadableFileError):
        read_document("a.docx", packed(f"<?xml version='1.0' encoding='UTX-8'?>{part}"))


def test_many_paragraphs_are_read():
    body = "".join(paragraph(f"第{n}个单位整改问题{n}个。") for n in range(10_000))
    document = read_document("a.docx", docx(body))
    assert document.text.count("\n") == 9_999
    assert document.text.endswith("第9999个单位整改问题9999个。")


WHOLE = docx("".join(map(paragraph, LINES)), core="<dc:title>甲</dc:title>")


@pytest.mark.parametrize("tenth", range(1, 10))
def test_a_document_that_breaks_off_is_refused(tenth):
    with pytest.raises(AnalysisError):
        read_document("a.docx", WHOLE[: len(WHOLE) * tenth // 10])


@settings(max_examples=60)
@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=4))
def test_changed_bytes_are_read_or_refused(place, patch):
    data = WHOLE[:place] + patch + WHOLE[place + len(patch) :]
    assert_read_or_refused("a.docx", data)


@pytest.mark.parametrize("part_name", [b"word/document.xml", b""])
def test_a_locked_part_is_told_as_locked(part_name):
    data = bytearray(docx(paragraph(SENTENCE)))
    for sign, flags, name in ((b"PK\1\2", 8, 46), (b"PK\3\4", 6, 30)):
        place = data.find(sign)
        while place >= 0:
            if data[place + name :].startswith(part_name):
                data[place + flags] |= 1
            place = data.find(sign, place + 4)
    with pytest.raises(UnreadableFileError) as raised:
        read_document("锁.docx", bytes(data))
    assert raised.value.code == "locked_file"
