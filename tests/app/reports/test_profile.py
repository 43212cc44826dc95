"""Everything of one organisation as a file: the numbers of the page, in every format offered."""

from io import BytesIO

import openpyxl
import pytest

from analysis.corpus.build import build_corpus
from analysis.corpus.select import Scope, select
from analysis.errors import UnknownNameError
from analysis.ingest.documents import read_document
from analysis.tables.ledger import ledger
from analysis.tables.organisations import organisation_totals
from app.reports.material import Request
from app.reports.profile import profile_report
from app.reports.writers import FORMATS

NAME = "共青团中央"


@pytest.fixture(scope="module")
def report(seeds_corpus):
    return profile_report(Request(seeds_corpus, Scope(organisations=(NAME,)), date="今天"), NAME)


def test_counts_are_those_of_the_table_of_organisations(report, seeds_corpus):
    tables = {table.key: table for table in report.tables()}
    totals = organisation_totals(seeds_corpus, select(seeds_corpus))
    wanted = totals[totals["canonical"] == NAME].iloc[0]
    (row,) = tables["organisation_totals"].data.to_dict("records")
    for field in ("mentions", "sentences", "characters", "figures", "documents"):
        assert row[field] == wanted[field]
    assert len(tables["passages"].data) == wanted["sentences"]
    assert len(tables["facts"].data) == wanted["figures"]
    assert tables["figure_groups"].data["figures"].sum() <= wanted["figures"]
    assert tables["spellings"].data["n"].sum() == wanted["mentions"]
    assert set(tables["network"].data["organisation_a"]) == {"团中央"}


def test_the_workbook_has_a_sheet_a_table_with_every_figure(report, seeds_corpus):
    book = openpyxl.load_workbook(BytesIO(FORMATS["xlsx"].write(report)))
    assert {"概况", "特点词", "数字台账", "归到它的句子", "一起提到的机构"} <= set(book.sheetnames)
    rows = list(book["数字台账"].values)
    figures = ledger(seeds_corpus, select(seeds_corpus), organisations=(NAME,))
    values = [row[rows[0].index("数值")] for row in rows[1:]]
    assert values == figures["value"].tolist()


def test_it_is_written_as_text_too(report):
    assert report.title == "团中央台账"
    assert "团中央台账" in FORMATS["html"].write(report).decode()
    assert FORMATS["docx"].write(report)[:2] == b"PK"


def test_an_organisation_without_figures_has_a_file_all_the_same(seeds_corpus):
    name = "中华全国妇女联合会"
    report = profile_report(
        Request(seeds_corpus, Scope(organisations=(name,)), date="", lang="en"), name
    )
    tables = {table.key: table for table in report.tables()}
    assert tables["facts"].data.empty
    assert tables["figure_groups"].data.empty
    assert FORMATS["xlsx"].write(report)
    with pytest.raises(UnknownNameError):
        profile_report(Request(seeds_corpus), "没有")


def test_an_organisation_has_a_file_where_nobody_else_has_words():
    said = "渝中区总工会工作总结\n\n渝中区总工会新建基层工会46个，发展会员300人。\n"
    corpus = build_corpus(
        [read_document("甲", said.encode()), read_document("乙", "？！\n".encode())]
    )
    (name,) = corpus.organisation_rows
    scope = Scope(organisations=(name,))
    assert not select(corpus, scope).all()
    report = profile_report(Request(corpus, scope), name)
    tables = {table.key: table for table in report.tables()}
    assert "keyness" not in tables
    assert len(tables["facts"].data) == 2
    assert FORMATS["xlsx"].write(report)
