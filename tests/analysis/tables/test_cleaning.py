"""What cleaning did is shown whole: nothing kept and nothing removed is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.ingest.documents import read_document, read_pasted
from analysis.schema import Document, Metadata, Removal
from analysis.tables.cleaning import ASIDE, CleaningRow, CleaningRun, cleaning_rows

SEEDS = sorted((Path(__file__).parents[3] / "seeds").glob("*.txt"))


def document(text: str, *removals: Removal) -> Document:
    return Document("", "甲", "", text, text, text, Metadata(), removals, (), "utf-8", "simplified")


def test_a_gloss_and_a_replaced_comma_stand_at_their_places() -> None:
    rows = cleaning_rows(
        document("工会，干部", Removal("gloss", 2, "(huì)"), Removal("punctuation", 2, ",", "，"))
    )
    assert rows == (
        CleaningRow(
            0,
            (
                CleaningRun("工会"),
                CleaningRun("", "(huì)", "gloss", 0),
                CleaningRun("，", ",", "punctuation", 1),
                CleaningRun("干部"),
            ),
        ),
    )


def test_removed_lines_are_rows_of_their_own() -> None:
    rows = cleaning_rows(
        document(
            "第一段\n第二段",
            Removal("breadcrumb", 0, "首页 > 新闻\n"),
            Removal("label", 3, "\n打印本页"),
            Removal("footer", 7, "\n版权所有"),
        )
    )
    assert [(row.paragraph, row.runs[0].removed) for row in rows] == [
        (ASIDE, "首页 > 新闻\n"),
        (0, ""),
        (ASIDE, "\n打印本页"),
        (1, ""),
        (ASIDE, "\n版权所有"),
    ]


def test_a_tag_that_became_a_line_break_parts_paragraphs() -> None:
    rows = cleaning_rows(document("上\n下", Removal("markup", 1, "</p><p>", "\n")))
    assert rows == (
        CleaningRow(0, (CleaningRun("上"), CleaningRun("", "</p><p>", "markup", 0))),
        CleaningRow(1, (CleaningRun("下"),)),
    )
    assert [row.is_changed for row in rows] == [True, False]


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.name[:3])
def test_seeds_are_shown_whole(seed: Path) -> None:
    read = read_document(seed.name, seed.read_bytes())
    rows = cleaning_rows(read)
    kept = [row for row in rows if row.paragraph != ASIDE]
    assert "\n".join("".join(run.text for run in row.runs) for row in kept) == read.text
    assert [row.paragraph for row in kept] == list(range(len(kept)))
    removed = [run.removed for row in rows for run in row.runs if run.removed]
    assert removed == [removal.text for removal in read.removals if removal.text]


def test_a_text_without_changes() -> None:
    rows = cleaning_rows(read_pasted("县总工会走访企业30家。", name="甲"))
    assert rows == (CleaningRow(0, (CleaningRun("县总工会走访企业30家。"),)),)
    assert not rows[0].is_changed
