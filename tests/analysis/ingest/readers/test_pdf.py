"""PDF: paragraphs as they were before printing, and files from which there is nothing to read."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import UnreadableFileError
from analysis.ingest.documents import read_document
from analysis.ingest.draft import restore
from tests.analysis.ingest.readers.official import (
    BODY,
    LINES,
    assert_official,
    assert_read_or_refused,
)
from tests.analysis.ingest.readers.pdfs import Placed, assembled, pdf, printed

SENTENCE = "各级工会组织深入基层开展调查研究，推动解决职工群众的急难愁盼问题。"
WORDS = "坚持把服务职工作为检验工会工作的标准健全联系基层长效机制推动改革创新取得明显成效"
PROSE = [(WORDS[n:] + WORDS[:n] + "，") * (n % 3 + 1) + WORDS[:n] + "。" for n in range(5, 12)]


def lines_of(pages, **options):
    return read_document("a.pdf", pdf(pages, **options)).text.split("\n")


@pytest.mark.parametrize("columns", [24, 31])
def test_an_official_document_comes_out_as_its_plain_text(columns):
    document = read_document("报告.pdf", pdf(printed(LINES, columns=columns)))
    assert_official(document)
    assert document.encoding is None
    assert document.warnings == ()
    assert {r.step for r in document.removals} == {"field", "line_break"}


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_turned_pages_are_read_as_they_are_shown(rotation):
    line = "".join(f"走访{n}家企业，" for n in range(30, 60)) + "共30家。"
    assert lines_of(printed([line, line]), rotation=rotation) == [line, line]


def test_paragraphs_without_indent_are_parted_by_the_ends_of_their_lines():
    assert lines_of(printed(PROSE, indent=0, columns=28)) == PROSE


def test_paragraphs_are_parted_by_distance_where_the_last_line_is_full():
    rows = [
        "深入基层，开展调查研究，推动解决职工",
        "群众的急难愁盼问题，并且提出意见的。",
        "坚持服务职工，作为检验工作的标准，和",
        "健全完善，联系基层服务职工的好机制。",
    ]
    page = [Placed(row, 90, 560 - 24 * n - 24 * (n > 1)) for n, row in enumerate(rows)]
    assert lines_of([page]) == [rows[0] + rows[1], rows[2] + rows[3]]


def test_running_heads_and_page_numbers_go_and_are_recorded():
    pages = [
        [Placed(f"县总工会工作材料 2023年第{n}期", 90, 600, 9), *page, Placed(f"— {n} —", 280, 40)]
        for n, page in enumerate(printed(PROSE, per_page=5), 1)
    ]
    document = read_document("a.pdf", pdf(pages))
    assert document.text.split("\n") == PROSE
    removed = [r.text.strip() for r in document.removals if r.step == "page_number"]
    assert removed == [f"— {n} —" for n in range(1, len(pages) + 1)]
    removed = [r.text.strip() for r in document.removals if r.step == "running_head"]
    assert removed == [f"县总工会工作材料 2023年第{n}期" for n in range(1, len(pages) + 1)]
    assert restore(document.text, document.removals).count("县总工会工作材料") == len(pages)


@pytest.mark.parametrize(
    "foot", ["{}", "第 {} 页", "第{}页 共9页", "{}/9", "- {} -", "Page {} of 9"]
)
def test_every_way_to_number_pages(foot):
    pages = [
        [*page, Placed(foot.format(n), 280, 40)]
        for n, page in enumerate(printed(PROSE, per_page=7), 1)
    ]
    assert lines_of(pages) == PROSE


def test_numbers_that_do_not_count_with_the_pages_stay():
    pages = [
        [*p, Placed(str(2020 - n**3), 280, 40)] for n, p in enumerate(printed(PROSE, per_page=7))
    ]
    assert "2019" in "".join(lines_of(pages))


def test_two_columns_are_read_one_after_the_other():
    page = printed(PROSE[:3], columns=18, left=60)[0]
    beside = printed(PROSE[3:5], columns=18, left=310)[0]
    by_column = [*page, *beside]
    by_row = sorted(by_column, key=lambda part: (-part.bottom, part.left))
    assert lines_of([by_column]) == PROSE[:5]
    assert lines_of([by_row]) == PROSE[:5]


def test_cells_of_a_row_are_parted_by_tabs():
    cells = [("单位", "走访企业（家）"), ("城关镇", "12"), ("清河县", "46")]
    page = [
        Placed(text, 90 + 150 * column, 560 - 24 * row)
        for row, texts in enumerate(cells)
        for column, text in enumerate(texts)
    ]
    assert lines_of([[Placed(SENTENCE, 40, 600), *page]]) == [SENTENCE, *map("\t".join, cells)]


def test_a_small_gap_between_a_character_and_a_number_is_no_space():
    page = [Placed("走访企业", 90, 560), Placed("46", 141, 560), Placed("家。", 156, 560)]
    assert lines_of([page]) == ["走访企业46家。"]


def test_divided_words_are_put_together():
    page = [
        Placed("The committee of trade unions carried out investi-", 90, 560),
        Placed("gations in factories, and solved problems of all the", 90, 536),
        Placed("workers.", 90, 512),
    ]
    text = "The committee of trade unions carried out investigations in factories, and solved"
    assert lines_of([page]) == [f"{text} problems of all the workers."]


def test_pages_without_text_are_told():
    document = read_document("a.pdf", pdf([[], *printed(LINES, per_page=99), []]))
    assert document.text == BODY
    assert document.warnings == ("第 1、3 页（共 2 页）没有文字，可能是扫描的图片，没有读取。",)


def test_text_that_cannot_be_had_is_told():
    page = [*printed([SENTENCE])[0], Placed("章", 90, 100)]
    document = read_document("a.pdf", pdf([page]))
    assert document.text == SENTENCE
    told = "第 1 页（共 1 页）有取不出的文字（字体没有嵌入文件），请核对。"
    assert document.warnings == (told,)


def test_properties_are_hints_and_may_be_broken():
    def with_title(title):
        extra = f"<< /Title <{title}> /CreationDate (D:20210305080000) >>"
        return pdf(printed([SENTENCE]), extra=extra, trailer="/Info 6 0 R")

    title = "\ufeff关于促进就业的意见".encode("utf-16-be").hex()
    found = read_document("a.pdf", with_title(title)).metadata
    assert (found.title, found.date) == ("关于促进就业的意见", None)
    assert found.extra == {"文件创建日期": "2021-03-05"}
    assert read_document("a.pdf", with_title("feffd800d800")).metadata.title is None


CATALOG = "<< /Type /Catalog /Pages 2 0 R >>"
LOCK = f"<< /Filter /Standard /V 1 /R 2 /O <{'11' * 32}> /U <{'22' * 32}> /P -44 >>"
SIGNS = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /ToUnicode 99 0 R "
    "/DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /DW 1000 "
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>] >>"
)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (pdf([[], []]), "pdf_scanned"),
        (pdf([]), "pdf_empty"),
        (pdf([[Placed("\ue123\ue124\ue125" * 9, 90, 500)]], font=SIGNS), "pdf_garbled"),
        (pdf([[]], extra=LOCK, trailer="/Encrypt 6 0 R /ID [<00><00>]"), "locked_file"),
        (b"%PDF-1.7 and nothing more", "damaged_file"),
        (assembled([CATALOG, "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 4 >>"]), "damaged_file"),
        (assembled([CATALOG, "<< /Type /Pages /Kids [] /Count 999999999 >>"]), "pdf_empty"),
    ],
    ids=["scan", "no page", "signs", "password", "junk", "loop", "count"],
)
def test_what_cannot_be_read_is_told_apart(data, code):
    with pytest.raises(UnreadableFileError) as raised:
        read_document("扫描件.pdf", data)
    assert raised.value.code == code
    assert str(raised.value).startswith("扫描件.pdf：")


def test_threads_do_not_disturb_one_another():
    data = pdf(printed(LINES * 3))
    with ThreadPoolExecutor(4) as pool:
        texts = {d.text for d in pool.map(lambda _: read_document("a.pdf", data), range(24))}
    assert len(texts) == 1


WHOLE = pdf(printed(LINES))


@pytest.mark.parametrize("tenth", range(1, 10))
def test_a_document_that_breaks_off_is_read_or_refused(tenth):
    assert_read_or_refused("a.pdf", WHOLE[: len(WHOLE) * tenth // 10])


@settings(max_examples=60)
@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=4))
def test_changed_bytes_are_read_or_refused(place, patch):
    assert_read_or_refused("a.pdf", WHOLE[:place] + patch + WHOLE[place + len(patch) :])
