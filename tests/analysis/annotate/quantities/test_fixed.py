"""Numbers read once, alone: what is said of them is what the general way says at their place."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotate.quantities import finding
from analysis.annotate.quantities.bounds import load_bounds
from analysis.annotate.quantities.finding import find_quantities
from analysis.annotate.quantities.fixed import CLOSING, COUNTED, NEUTRAL, load_sites
from analysis.annotate.quantities.sites import SITE
from analysis.ingest.fold import fold, simplify
from analysis.lexicon.units import UNITS_FILE, load_units
from analysis.schema import Document, Metadata

PIECES = st.sampled_from(
    [
        *"第\n（(。；：、.．）)一二三十百零〇两几多半1203 是要以上内左右的人“《》”",
        *"条款项章节编次个届批期件例目级月",
        *("第三条", "第二款 ", "\n一、", "（二）", "第十二项", "第1次", "超过", "三是", "条次"),
        *("今年", "去年", "8月", "5所", "5所", "计划", "目标\n"),
    ]
)


def document(text: str) -> Document:
    return Document(
        doc_id="0" * 64,
        name="文件",
        path="",
        text=text,
        simplified=simplify(text),
        folded=fold(text),
        metadata=Metadata(date="2026-01-05"),
        removals=(),
        warnings=(),
        encoding="utf-8",
        script="simplified",
    )


@given(st.lists(PIECES, max_size=24).map("".join))
def test_fixed_numbers_are_what_the_general_way_makes_of_them(text: str) -> None:
    mine = find_quantities(document(text))
    with patch.object(finding, "load_sites", return_value=SITE):
        assert mine == find_quantities(document(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("第三条 为了", "三条"),
        ("依照第一百零三条第二款", "一百零三条 二款"),
        ("\n（一）学校", "一）"),
        ("。十二、学校", "十二、"),
        ("；三是学校", "三是"),
        ("\n1.学校", "1."),
        ("\n1.5倍", ""),
        ("第三条以上", ""),
        ("第三条 以上", ""),
        ("第三条件", ""),
        ("第三条次", "三条次"),
        ("第三次多", ""),
        ("、一、二、", ""),
        ("\n一、二组", ""),
        ("共三条", ""),
        ("约（一", ""),
    ],
)
def test_only_numbers_that_nothing_else_can_change_are_fixed(text: str, found: str) -> None:
    sites = load_sites().finditer(text)
    assert " ".join(match[0] for match in sites if len(match[0]) > 1) == found


def test_no_word_around_numbers_has_the_neutral_character_or_begins_like_a_heading_ends() -> None:
    assert NEUTRAL not in UNITS_FILE.read_text(encoding="utf-8")
    ends = CLOSING + "、.是要"
    assert "第" not in load_bounds().last
    assert not load_bounds().first & set(ends + COUNTED)
    assert {load_units().by_first[end] for end in ends} == {None}
