"""Words, their documents and keyness are those that DuckDB counts over the files of a corpus."""

import math
from pathlib import Path

import numpy as np
import pytest

from analysis.corpus.changes import remove_documents
from analysis.corpus.select import EVERYTHING, Scope, select
from analysis.corpus.store import add_sources, open_corpus
from analysis.tables.frequency import FrequencyOptions, frequency
from analysis.tables.keyness import keyness_of
from benchmarks import resampled, sql

SEEDS = Path(__file__).parents[3] / "seeds"
ALL_WORDS = FrequencyOptions(stopwords=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A corpus of three segments at least, with documents removed and one that is there twice."""
    scratch = tmp_path_factory.mktemp("sql")
    texts = list(resampled.documents(resampled.read_source([SEEDS]), 120, seed=5))
    for name, part in (("one", texts[:70]), ("two", texts[70:])):
        resampled.write(iter(part), scratch / name)
    (scratch / "two" / "又一份.txt").write_text(texts[3], encoding="utf-8")
    for name in ("one", "two"):
        add_sources(scratch / "corpus", [scratch / name])
    add_sources(scratch / "corpus", [SEEDS])
    names = open_corpus(scratch / "corpus").document_rows
    remove_documents(scratch / "corpus", [name for name in names if name.endswith("7")])
    return scratch / "corpus"


@pytest.fixture(scope="module")
def corpus(folder):
    return open_corpus(folder)


@pytest.fixture(scope="module")
def connection(folder):
    with sql.open_tables(folder) as connection:
        yield connection


def choose(connection, corpus, kind):
    """Choose the same sentences in SQL and here."""
    if kind == "documents":
        names = sorted(corpus.document_rows)[::5]
        sql.choose_documents(connection, names)
        return Scope(documents=tuple(names))
    if kind == "year":
        years = [document.metadata.year for document in corpus.documents]
        year = max(sorted({*years} - {""}), key=years.count)
        sql.choose_year(connection, year)
        return Scope(years=(year,))
    if kind == "organisation":
        sql.choose_organisation(connection, "河北省总工会")
        return Scope(organisations=("河北省总工会",))
    return EVERYTHING


def test_a_removed_and_a_repeated_document_do_not_count(connection, corpus):
    names = {name for (name,) in connection.execute("SELECT doc FROM counted").fetchall()}
    repeated = [row for row, original in enumerate(corpus.duplicate_of) if original >= 0]
    assert len(repeated) == 1
    assert len(names) == len(corpus.documents) - 1
    assert not any(name.endswith("7") for name in names)


@pytest.mark.parametrize("kind", ["everything", "documents", "year", "organisation"])
def test_words_and_their_documents(connection, corpus, kind):
    mask = select(corpus, choose(connection, corpus, kind))
    counted = sql.frequency(connection, chosen=kind != "everything").set_index("term")
    table = frequency(corpus, mask, options=ALL_WORDS).set_index("term")
    assert set(table.index) == set(counted.index)
    assert len(table) > 300
    counted = counted.loc[table.index]
    assert table["n_word"].tolist() == counted["n_word"].tolist()
    units = sql.count_documents(connection, chosen=kind != "everything")
    assert units == len(np.unique(corpus.sentences["doc"].to_numpy()[mask]))
    # documents are those of the string; those of the word stand in the weight
    weights = counted["n_word"] * np.log(units / counted["documents"])
    assert table["tfidf"].to_numpy() == pytest.approx(weights.to_numpy(), rel=1e-12, abs=1e-12)


def test_strings_and_their_documents(connection, corpus):
    table = frequency(corpus, select(corpus), options=ALL_WORDS)
    terms = [*table["term"].head(40), *table["term"].tail(40)]
    rows = table.set_index("term").loc[terms]
    counted = sql.strings(connection, terms)
    assert rows["n"].tolist() == counted["n"].tolist()
    assert rows["documents"].tolist() == counted["documents"].tolist()


@pytest.mark.parametrize("kind", ["documents", "year", "organisation"])
def test_keyness(connection, corpus, kind):
    mask = select(corpus, choose(connection, corpus, kind))
    table = keyness_of(corpus, mask, stopwords=False)
    counted = sql.keyness(connection).set_index("term")
    assert set(table["term"]) == set(counted.index)
    counted = counted.loc[table["term"]]
    assert table["n_target"].tolist() == counted["n_target"].tolist()
    assert table["n_reference"].tolist() == counted["n_reference"].tolist()
    assert table["score"].to_numpy() == pytest.approx(counted["score"].to_numpy(), abs=1e-9)
    assert math.isclose(table["score"].max(), counted["score"].max(), rel_tol=1e-12)
    assert table["score"].max() > 10
