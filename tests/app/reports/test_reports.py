"""A report on the sample documents in every format: the same numbers, the sentences behind them."""

import csv
import io
import re
import tomllib
import zipfile
from html.parser import HTMLParser

import pytest
from docx import Document
from lxml import etree
from openpyxl import load_workbook
from pptx import Presentation

from analysis.corpus.build import build_corpus
from analysis.corpus.select import Scope, select
from analysis.errors import EmptyCorpusError, UnknownNameError
from analysis.ingest.documents import read_pasted
from analysis.lexicon.settings import read_settings
from analysis.schema import Settings
from analysis.tables.facts import fact_table
from analysis.tables.hits import Focus, hits
from analysis.tables.themes import theme_table
from app.reports.collect import collect
from app.reports.content import Paragraph, Table
from app.reports.material import PARTS, Request
from app.reports.writers import FORMATS, check_format

NAMES = ("中华全国总工会", "共青团中央", "中华全国妇女联合会")
SHORTS = ["全国总工会", "团中央", "全国妇联"]
RECTIFICATION = Focus("theme", "整改")
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


@pytest.fixture(scope="module")
def report(seeds_corpus):
    return collect(
        Request(
            seeds_corpus,
            Scope(organisations=NAMES),
            focus=RECTIFICATION,
            parts=PARTS,
            date="2026-11-23",
            link="http://127.0.0.1:8501/report?focus=theme:整改",
        )
    )


@pytest.fixture(scope="module")
def files(report):
    return {form: io.BytesIO(known.write(report)) for form, known in FORMATS.items()}


@pytest.fixture(scope="module")
def nasty():
    """A document that tries to be a formula, an element, and XML that is none."""
    pasted = "=1+1公司召开会议。\n<b>全国总工会</b>整改问题35个\x01，=cmd|' /C calc'!A0。"
    corpus = build_corpus([read_pasted(pasted, name='=坏/名:"字"?')])
    return collect(Request(corpus, by="document", focus=Focus("term", "整改"), parts=PARTS))


def section_of(report, title):
    (found,) = [s for s in report.sections if s.title == title and s.part == "sides"]
    return found


def table_of(report, key):
    (found,) = [table for table in report.tables() if table.key == key]
    return found


# --------------------------------------------------------------------------- what it says


def test_each_side_has_a_section_with_its_figures_in_sentences(report):
    union = section_of(report, "全国总工会")
    figures = [block for block in union.blocks if block.text.startswith("整改方面")]
    assert "整改方面，全国总工会：" in figures[0].text
    assert "具体问题35个" in figures[0].text
    assert "基层工会46个" in figures[0].text
    assert [s.title for s in report.sections if s.part == "sides"] == ["各方情况", *SHORTS]


def test_every_figure_in_a_sentence_has_a_note_that_holds_it(report, seeds_corpus):
    told = 0
    for section in report.sections:
        for block in section.blocks:
            if section.part != "sides" or not isinstance(block, Paragraph):
                continue
            for run in block.runs:
                for number in run.notes:
                    note = report.note(number)
                    cited = [note.sentence[start:end] for start, end in note.marks]
                    assert cited
                    assert all(figure in run.text for figure in cited)
                    told += len(cited)
    facts = fact_table(seeds_corpus, select(seeds_corpus), organisations=NAMES)
    assert told == len(facts)


def test_notes_name_document_and_paragraph(report, seeds_corpus):
    note = next(note for note in report.notes if "35个具体问题" in note.sentence)
    assert note.place.endswith("第 3 段")
    text = seeds_corpus.documents[0].text
    assert note.sentence in text.split("\n")[2]


def test_notes_are_numbered_in_the_order_of_the_text(report):
    numbers = [
        number
        for section in report.sections
        for block in section.blocks
        if isinstance(block, Paragraph)
        for run in block.runs
        for number in run.notes
    ]
    assert numbers == list(range(1, len(report.notes) + 1))


def test_counts_of_the_draft_are_those_of_the_tables(report, seeds_corpus):
    for name, short in zip(NAMES, SHORTS, strict=True):
        n = len(
            hits(seeds_corpus, select(seeds_corpus, Scope(organisations=(name,))), RECTIFICATION)
        )
        assert f"提到“整改” {n} 次" in section_of(report, short).blocks[0].text


def test_comparison_has_count_and_rate_of_every_side(report, seeds_corpus):
    data = table_of(report, "comparison").data.set_index("theme")
    for place, name in enumerate(NAMES):
        table = theme_table(seeds_corpus, select(seeds_corpus, Scope(organisations=(name,))))
        row = table[table["theme"] == "整改"].iloc[0]
        assert data.loc["整改", f"n_{place}"] == row["n"]
        assert data.loc["整改", f"per_10k_characters_{place}"] == row["per_10k_characters"]


def test_shares_are_quoted_with_their_verb(report):
    said = " ".join(block.text for block in section_of(report, "全国总工会").blocks)
    assert "“确保比上年度减少30%”" in said


def test_a_side_without_figures_says_so(report):
    assert section_of(report, "全国妇联").blocks[-1].text == "全国妇联没有报告数字。"


def test_without_scope_the_largest_six_stand_side_by_side_and_the_data_has_all(seeds_corpus):
    report = collect(Request(seeds_corpus, focus=RECTIFICATION))
    assert len([s for s in report.sections if s.part == "sides"]) == 7
    comparison = table_of(report, "comparison")
    assert len(comparison.printed.headings) == 7
    groups = theme_table(seeds_corpus, select(seeds_corpus)).shape[0]
    assert len(comparison.data) == groups
    assert len(comparison.data.columns) > 13
    assert "取前 6 方" in report.sections[0].blocks[0].text


@pytest.mark.parametrize("by", ["document", "year"])
def test_other_groupings(seeds_corpus, by):
    report = collect(Request(seeds_corpus, by=by, focus=Focus("term", "工会"), lang="en"))
    assert report.title == "“工会”: comparison of texts"
    assert len([s for s in report.sections if s.part == "sides" and s.level == 2]) >= 2


def test_no_focus_leaves_the_sentences_out(seeds_corpus):
    report = collect(Request(seeds_corpus))
    assert {section.part for section in report.sections} == {
        "sides",
        "comparison",
        "themes",
        "ledger",
        "method",
    }


def test_empty_scope_and_unknown_names_are_told(seeds_corpus):
    empty = Scope(documents=("001_1bf9971f25bfa4d6",), organisations=("中华全国妇女联合会",))
    with pytest.raises(EmptyCorpusError, match="没有文本"):
        collect(Request(seeds_corpus, empty))
    with pytest.raises(UnknownNameError, match="没有的机构"):
        collect(Request(seeds_corpus, Scope(organisations=("没有的机构",))))


def test_unknown_format_lists_the_known_ones():
    with pytest.raises(UnknownNameError, match="docx、pptx、xlsx、html、zip"):
        check_format(".doc")
    assert check_format(".DOCX") == "docx"


# --------------------------------------------------------------------------- Word


def footnotes_of(data):
    root = etree.fromstring(zipfile.ZipFile(data).read("word/footnotes.xml"))
    return {
        int(note.get(f"{WORD}id")): "".join(note.itertext(f"{WORD}t"))
        for note in root.iter(f"{WORD}footnote")
        if note.get(f"{WORD}type") is None
    }


def test_word_has_real_footnotes_in_order(report, files):
    notes = footnotes_of(files["docx"])
    body = etree.fromstring(zipfile.ZipFile(files["docx"]).read("word/document.xml"))
    references = [int(ref.get(f"{WORD}id")) for ref in body.iter(f"{WORD}footnoteReference")]
    assert references == sorted(notes) == [note.number for note in report.notes]
    for note in report.notes:
        assert note.sentence in notes[note.number]
        assert notes[note.number].endswith(note.place)


def test_word_has_headings_tables_pictures_and_a_chinese_font(report, files):
    document = Document(files["docx"])
    heads = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert heads == [section.title for section in report.sections]
    assert len(document.tables) == len(list(report.tables()))
    assert len(document.inline_shapes) == len(list(report.charts()))
    fonts = document.styles["Body Text"].element.rPr.rFonts
    assert fonts.get(f"{WORD}eastAsia") == "宋体"
    cells = [cell.text for cell in document.tables[0].rows[1].cells]
    assert cells == list(table_of(report, "comparison").printed.rows[0])


def test_word_tables_are_the_printed_ones(report, files):
    document = Document(files["docx"])
    for drawn, table in zip(document.tables, report.tables(), strict=True):
        rows = [tuple(cell.text for cell in row.cells) for row in drawn.rows]
        assert rows == [table.printed.headings, *table.printed.rows]


# --------------------------------------------------------------------------- slides


def test_slides_have_native_charts_with_the_numbers(report, files):
    show = Presentation(files["pptx"])
    charts = [shape.chart for slide in show.slides for shape in slide.shapes if shape.has_chart]
    comparison = table_of(report, "comparison")
    first = charts[0].plots[0]
    assert list(first.categories) == comparison.data["theme"].head(12).tolist()
    assert list(first.series[0].values) == comparison.data["per_10k_characters_0"].head(12).tolist()
    assert len(charts) == len([table for table in report.tables() if table.bars])


def test_slides_quote_the_sentences_in_their_notes(files):
    show = Presentation(files["pptx"])
    slide = next(s for s in show.slides if s.shapes.title and s.shapes.title.text == "全国总工会")
    assert "具体问题35个[1]" in "".join(s.text_frame.text for s in slide.shapes if s.has_text_frame)
    assert "35个具体问题" in slide.notes_slide.notes_text_frame.text
    theme = next(n for n in zipfile.ZipFile(files["pptx"]).namelist() if "theme/theme1" in n)
    assert "微软雅黑" in zipfile.ZipFile(files["pptx"]).read(theme).decode("utf-8")


# --------------------------------------------------------------------------- workbook


def test_workbook_has_one_sheet_a_table_with_raw_numbers(report, files):
    book = load_workbook(files["xlsx"])
    tables = list(report.tables())
    assert len(book.sheetnames) == len(tables) + 3
    for name, table in zip(book.sheetnames, tables, strict=False):
        sheet = book[name]
        assert [cell.value for cell in sheet[1]] == [table.headings[f] for f in table.data]
        assert sheet.max_row == len(table.data) + 1
    row = next(
        row for row in book["各方说到的主题"].iter_rows(values_only=True) if row[0] == "整改"
    )
    data = table_of(report, "comparison").data
    assert list(row[1:]) == pytest.approx(
        data[data["theme"] == "整改"].iloc[0, 1:].astype(float).tolist(), abs=1e-9
    )
    assert "口径" in book.sheetnames
    assert book["口径"]["B2"].value == report.title


def test_workbook_has_charts_of_excel_over_its_cells(report, files):
    parts = zipfile.ZipFile(files["xlsx"])
    charts = [name for name in parts.namelist() if re.fullmatch(r"xl/charts/chart\d+\.xml", name)]
    assert len(charts) == len([table for table in report.tables() if table.bars])
    root = etree.fromstring(parts.read("xl/charts/chart1.xml"))
    assert "各方说到的主题!$A$2:$A$13" in "".join(root.itertext(f"{DRAWING}f"))


# --------------------------------------------------------------------------- web page


class Page(HTMLParser):
    def __init__(self, data):
        super().__init__()
        self.links, self.ids, self.sources, self.tags, self.said = [], [], [], [], ""
        self.feed(data.decode("utf-8"))

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.tags.append(tag)
        self.links += [given["href"]] if "href" in given else []
        self.ids += [given["id"]] if "id" in given else []
        self.sources += [given[name] for name in ("src", "srcset") if name in given]

    def handle_data(self, data):
        self.said += data


def test_page_is_one_file_with_notes_that_link_both_ways(report, files):
    page = Page(files["html"].getvalue())
    assert len(page.ids) == len(set(page.ids))
    assert all(link.startswith("#") and link[1:] in page.ids for link in page.links)
    assert all(source.startswith("data:image/svg+xml;base64,") for source in page.sources)
    assert len(page.sources) == 2 * len(list(report.charts()))
    assert {"script", "link", "iframe"}.isdisjoint(page.tags)
    for note in report.notes:
        assert {f"n{note.number}", f"r{note.number}"} <= set(page.ids)
        assert note.sentence in page.said
    style = files["html"].getvalue().decode("utf-8").split("</style>")[0]
    assert "prefers-color-scheme:dark" in style
    assert "http" not in re.sub(r"base64,[^)]*", "", style)


# --------------------------------------------------------------------------- archive


def test_archive_has_tables_charts_settings_and_a_read_me(report, files):
    archive = zipfile.ZipFile(files["zip"])
    names = archive.namelist()
    assert archive.testzip() is None
    assert {"说明.txt", "settings.toml"} <= set(names)
    tables = [name for name in names if name.endswith(".csv")]
    assert len(tables) == len(list(report.tables())) + 1
    for form, start in (("png", b"\x89PNG"), ("svg", b"<?xml")):
        charts = [name for name in names if name.endswith(form)]
        assert len(charts) == len(list(report.charts()))
        assert all(archive.read(name).startswith(start) for name in charts)
    for name in tables:
        assert archive.read(name).startswith(b"\xef\xbb\xbf")
    assert "具体问题35个[1]" in archive.read("说明.txt").decode("utf-8-sig")


def test_archive_ledger_holds_every_figure_with_its_sentence(files, seeds_corpus):
    archive = zipfile.ZipFile(files["zip"])
    (name,) = [name for name in archive.namelist() if "数字台账" in name]
    rows = list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig"))))
    facts = fact_table(seeds_corpus, select(seeds_corpus), organisations=NAMES)
    assert [float(row["数值"]) for row in rows] == facts["value"].tolist()
    assert all(row["原文"] in row["原句"] for row in rows)


def test_settings_in_the_archive_are_those_of_the_corpus(seed_documents):
    settings = Settings(hmm=False, lexicon=False)
    report = collect(Request(build_corpus(seed_documents[:1], settings), parts=("method",)))
    archive = zipfile.ZipFile(io.BytesIO(FORMATS["zip"].write(report)))
    text = archive.read("settings.toml").decode("utf-8")
    assert tomllib.loads(text) == {"hmm": False, "lexicon": False}
    assert read_settings(text, name="settings.toml") == settings


# --------------------------------------------------------------------------- hostile text


def test_words_are_never_formulas(nasty):
    book = load_workbook(io.BytesIO(FORMATS["xlsx"].write(nasty)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    archive = zipfile.ZipFile(io.BytesIO(FORMATS["zip"].write(nasty)))
    for name in archive.namelist():
        if name.endswith(".csv"):
            rows = csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig")))
            assert not [cell for row in rows for cell in row if cell.startswith(("=", "@"))]


def test_files_in_the_archive_have_names_that_every_system_takes(nasty):
    names = zipfile.ZipFile(io.BytesIO(FORMATS["zip"].write(nasty))).namelist()
    assert not [name for name in names if re.search(r'[\\:*?"<>|\x00-\x1f]', name)]
    assert len(names) == len(set(names))


def test_markup_is_shown_and_every_format_opens(nasty):
    page = FORMATS["html"].write(nasty).decode("utf-8")
    assert "<b>全国总工会</b>" not in page
    Document(io.BytesIO(FORMATS["docx"].write(nasty)))
    Presentation(io.BytesIO(FORMATS["pptx"].write(nasty)))
    assert any(isinstance(block, Table) for s in nasty.sections for block in s.blocks)


def test_the_same_report_gives_the_same_bytes(report, files):
    assert FORMATS["zip"].write(report) == files["zip"].getvalue()
    assert FORMATS["html"].write(report) == files["html"].getvalue()


def test_a_large_scope_is_cut_and_says_so(seeds_corpus, monkeypatch):
    monkeypatch.setattr("app.reports.sides.BESIDE_FIGURES", 4)
    monkeypatch.setattr("app.reports.sides.OTHER_FIGURES", 3)
    monkeypatch.setattr("app.reports.parts.LEDGER_DATA", 10)
    monkeypatch.setattr("app.reports.material.SIDES", 2)
    monkeypatch.setattr("app.reports.parts.TABLE_SIDES", 2)
    monkeypatch.setattr("app.reports.method.DOCUMENT_DATA", 3)
    monkeypatch.setattr("app.reports.method.DOCUMENT_ROWS", 2)
    asked = Request(seeds_corpus, focus=RECTIFICATION, by="document")
    report = collect(asked)
    tables = {table.key: table for table in report.tables()}
    total = len(fact_table(seeds_corpus, select(seeds_corpus)))
    assert len(tables["facts"].data) == 10 < total
    assert f"{total:,} 个数字" in tables["facts"].caption
    assert "随附的数据只含前 10 条" in tables["facts"].caption
    assert tables["comparison"].data.columns.tolist() == [
        "theme",
        "n_0",
        "per_10k_characters_0",
        "n_1",
        "per_10k_characters_1",
    ]
    assert "正文最多的 2 方，共 5 方" in tables["comparison"].caption
    assert (len(tables["documents"].data), len(tables["documents"].printed.rows)) == (3, 2)
    assert "这里列前 2 条，共 5 条" in tables["documents"].caption
    said = "".join(
        "".join(run.text for run in block.runs)
        for section in report.sections
        for block in section.blocks
        if isinstance(block, Paragraph)
    )
    left = [int(n) for n in re.findall(r"其余 (\d+) 个数字见", said)]
    assert len(left) == 2
    assert sum(left) < total - 2


def test_many_names_are_counted_instead_of_listed():
    names = [f"第{number}篇" for number in range(1, 26)]
    corpus = build_corpus([read_pasted(f"{name}检查企业35家。", name=name) for name in names])
    about = collect(Request(corpus, Scope(documents=tuple(names)), parts=("method",))).about
    listed = "、".join(names[:20])
    assert f"{listed}等 25 个" in about.values()
