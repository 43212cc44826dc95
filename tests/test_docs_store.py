"""What docs/store.md says of a corpus folder: its examples run, its tables are those there."""

import re
from pathlib import Path

import duckdb
import pytest
from pyarrow import parquet

from analysis.corpus.correcting import merge_organisations, rename_organisation
from analysis.corpus.corrections import correct
from analysis.corpus.storage.files import TABLES
from analysis.corpus.storage.manifest import read_manifest
from analysis.corpus.store import add_documents, add_sources, open_corpus
from analysis.lexicon.corrections import ACTIONS, dump_corrections, read_corrections
from analysis.schema import FIGURE
from tests.analysis.corpus.papers import SETTINGS, papers

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "store.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("store") / "corpus"
    add_sources(folder, [ROOT / "seeds"])
    return folder


def blocks(language: str, folder: Path) -> list[str]:
    found = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return [block.replace("FOLDER", str(folder)) for block in found]


def test_the_sql_runs_and_counts_what_the_program_counts(folder):
    (sql,) = blocks("sql", folder)
    words, figures = sql.replace("渝中区总工会", "中华全国总工会").strip().rstrip(";").split(";")
    with duckdb.connect() as connection:
        rows, found = (connection.sql(query).fetchall() for query in (words, figures))
    corpus = open_corpus(folder)
    n_word = corpus.tokens.frame()["term"].map(dict(enumerate(corpus.terms))).value_counts()
    assert len(rows) == 20
    assert [n for _, n, _ in rows] == n_word.head(20).tolist()
    assert all(n_word[term] == n for term, n, _ in rows)
    facts = corpus.facts.frame()
    owner = corpus.organisation_rows["中华全国总工会"]
    mine = facts[(facts["kind"] == FIGURE) & (facts["organisation"] == owner)]
    assert sorted(row[1:4:2] for row in found) == sorted(
        zip(mine["value"], mine["noun"], strict=True)
    )
    assert all(row[3] in row[4] for row in found)


def test_the_python_runs(folder):
    values: dict[str, object] = {}
    for block in blocks("python", folder):
        exec(block, values)  # noqa: S102 - the page's own example
    assert values["facts"]["kind"].eq(FIGURE).sum() > 100


def test_every_table_and_column_is_named(folder):
    (segment,) = read_manifest(folder).segments
    assert set(segment.files) == {table for tables in TABLES.values() for table in tables}
    for table, file in segment.files.items():
        (row,) = re.findall(rf"^\| `{table}` \| an? .*$", PAGE, re.MULTILINE)
        known = {*re.findall(r"`(\w+)`", row), "doc", "start", "end"}
        assert set(parquet.read_schema(folder / file).names) <= known, table


def test_merged_organisations_are_called_as_the_program_calls_them(tmp_path):
    folder = tmp_path / "corpus"
    add_documents(folder, papers(range(12)), SETTINGS)
    for make in (
        merge_organisations,
        lambda corpus, _, other: rename_organisation(corpus, other, "甲总会"),
        lambda corpus, one, _: merge_organisations(corpus, "甲总会", one),
    ):
        corpus = open_corpus(folder)
        names = [name for name in corpus.organisation_rows if name != "甲总会"]
        correct(folder, make(corpus, *names[:2]))
    values: dict[str, object] = {}
    for block in blocks("python", folder):
        exec(block, values)  # noqa: S102 - the page's own example
    corpus = open_corpus(folder)
    ours = corpus.organisation_names[corpus.facts.values("organisation")]
    assert len(values["called"]) == 3
    assert sorted(map(str, values["owners"].fillna("None"))) == sorted(map(str, ours))


def test_the_example_of_a_file_of_corrections_is_one():
    page = (ROOT / "docs" / "corrections.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```json\n(.*?)```", page, re.DOTALL)
    corrections = read_corrections(example, name="例")
    assert [type(one.deed) for one in corrections] == list(ACTIONS)
    assert read_corrections(dump_corrections(corrections), name="例") == corrections
    assert re.findall(r"^\| `(\w+_\w+)` \|", page, re.MULTILINE)[: len(ACTIONS)] == [
        *ACTIONS.values()
    ]
