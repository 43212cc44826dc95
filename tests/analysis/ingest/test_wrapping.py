"""Printed pages become paragraphs again; lines that stand alone stay alone."""

from analysis.ingest.documents import read_document
from analysis.ingest.draft import Draft
from analysis.ingest.wrapping import column_of, mend_lines, width

TEXT = (
    "智能制造是制造强国建设的主攻方向，其发展程度直接关乎我国制造业质量水平，发展智能制造对于巩固实体经济"
    "根基、建成现代产业体系、实现新型工业化具有重要作用，为贯彻落实规划纲要，加快推动智能制造发展，编制本规划"
)


def printed(n=26):
    pieces = [TEXT[place : place + n] for place in range(0, len(TEXT), n)]
    return [piece for _ in range(6) for piece in (*pieces, "一、总体要求")]


def test_wrapped_paragraphs_are_joined_and_headings_stay():
    draft = mend_lines(Draft.of("\n".join(printed())))
    assert draft.text.split("\n") == [TEXT, "一、总体要求"] * 6
    assert {removal.step for removal in draft.removals()} == {"line_break"}


def test_counting_page_numbers_go_in_wrapped_text_only():
    lines = printed()
    for number in range(1, 6):
        lines.insert(number * 5 + number, str(number))
    assert mend_lines(Draft.of("\n".join(lines))).text.split("\n") == [TEXT, "一、总体要求"] * 6
    table = "\n".join(["序号", "1", "甲", "2", "乙", "3", "丙"])
    assert mend_lines(Draft.of(table)).text == table


def test_a_year_is_no_page_number():
    lines = [*printed(), "2035", *printed()]
    assert "2035" in mend_lines(Draft.of("\n".join(lines))).text.split("\n")


def test_ordinary_documents_have_no_column():
    assert column_of(["各单位要认真落实要求，切实加强组织领导，确保取得实效。"] * 30) is None
    assert column_of(["总体要求和基本原则以及主要的目标"] * 30) is None
    assert column_of(printed()) == 26.0


def test_width_counts_ascii_half():
    assert width("共46个GDP") == 4.5


def test_english_words_are_joined_with_a_space():
    lines = [
        "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥的Smart",
        "Grid技术的推广应用和标准的制定工作",
    ] * 20
    joined = mend_lines(Draft.of("\n".join(lines))).text
    assert "Smart Grid" in joined


def test_page_numbers_between_dashes_go_everywhere():
    text = "有关工作的说明\n— 12 —\n各单位要认真落实要求，切实加强组织领导，确保取得实效。"
    document = read_document("a.txt", text.encode())
    assert [(r.step, r.text.strip()) for r in document.removals] == [
        ("field", "有关工作的说明"),
        ("page_number", "— 12 —"),
    ]


def test_a_number_broken_by_a_line_end_is_whole_again():
    lines = [
        "全年地区生产总值1,286.",
        "35亿元，年末常住人口1,",
        "203.5万人。",
        "要做到：",
        "1.",
        "2020年前完成",
    ]
    joined = [
        "全年地区生产总值1,286.35亿元，年末常住人口1,203.5万人。",
        "要做到：",
        "1.",
        "2020年前完成",
    ]
    assert mend_lines(Draft.of("\n".join(lines))).text.split("\n") == joined
