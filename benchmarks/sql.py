"""The counts once more, in SQL over the Parquet files of a corpus folder: a second opinion.

Nothing of the program's own code counts here. Used by the benchmarks, and by a test that demands
equal numbers.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

TABLES = ("documents", "sentences", "passages", "tokens")


def open_tables(folder: Path) -> duckdb.DuckDBPyConnection:
    """Return a connection with a view for each of ``TABLES``, counted documents only.

    The views have the columns of the files, and ``segment`` and ``row``: where a row stands. The
    column ``sentence`` of ``tokens`` is the ``row`` of a sentence of the same ``segment``, and a
    passage has the ``row`` of its sentence. The view ``counted`` lists the documents.
    """
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    connection = duckdb.connect()
    for table in TABLES:
        parts = " UNION ALL ".join(
            f"SELECT {number} AS segment, file_row_number AS row, * EXCLUDE (file_row_number) "  # noqa: S608 - names of files from the manifest
            f"FROM read_parquet('{_quoted(folder / segment['files'][table])}', "
            "file_row_number = true)"
            for number, segment in enumerate(manifest["segments"])
        )
        connection.execute(f"CREATE VIEW every_{table} AS {parts}")
    listed = _counted(manifest)
    connection.register("counted_rows", listed)
    connection.execute(
        "CREATE TABLE counted AS SELECT segment, name AS doc, left(date, 4) AS year "
        "FROM every_documents SEMI JOIN counted_rows USING (segment, row)"
    )
    connection.execute(
        "CREATE VIEW documents AS FROM every_documents SEMI JOIN counted_rows USING (segment, row)"
    )
    all_count = len(listed) == sum(segment["documents"] for segment in manifest["segments"])
    kept = "" if all_count else "SEMI JOIN counted USING (segment, doc)"
    for table in TABLES[1:]:
        connection.execute(f"CREATE VIEW {table} AS FROM every_{table} {kept}")
    return connection


def _counted(manifest: Mapping[str, Any]) -> pd.DataFrame:
    """Return segment and row of every document that counts: in a piece, and no copy."""
    rows = [
        (segment, row) for segment, first, stop in manifest["pieces"] for row in range(first, stop)
    ]
    copies = {} if manifest["settings"]["count_duplicates"] else dict(manifest["copies"])
    kept = [place for row, place in enumerate(rows) if row not in copies]
    return pd.DataFrame(kept, columns=["segment", "row"])


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


# --------------------------------------------------------------------------- subsets


def choose_documents(connection: duckdb.DuckDBPyConnection, names: Sequence[str]) -> None:
    """Make the sentences of some documents the table ``chosen``, by segment and row."""
    connection.register("wanted", pd.DataFrame({"doc": list(names)}))
    _choose(connection, "FROM sentences SEMI JOIN wanted USING (doc)")


def choose_year(connection: duckdb.DuckDBPyConnection, year: str) -> None:
    """Make the sentences of the documents of a year the table ``chosen``."""
    part = "(FROM counted WHERE year = $value) AS part"
    _choose(connection, f"FROM sentences SEMI JOIN {part} USING (segment, doc)", value=year)


def choose_organisation(connection: duckdb.DuckDBPyConnection, canonical: str) -> None:
    """Make the sentences about an organisation the table ``chosen``."""
    _choose(connection, "FROM passages WHERE organisation = $value", value=canonical)


def _choose(connection: duckdb.DuckDBPyConnection, rows: str, **values: str) -> None:
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE chosen AS SELECT segment, row AS sentence {rows}", values
    )


CHOSEN = "SEMI JOIN chosen USING (segment, sentence)"


# --------------------------------------------------------------------------- counts


def frequency(
    connection: duckdb.DuckDBPyConnection, *, chosen: bool = False, limit: int | None = None
) -> pd.DataFrame:
    """Count words in everything, or in the sentences of ``chosen``.

    Returns
    -------
    pandas.DataFrame
        ``term``, ``n_word``, ``documents`` (where it is a word); most frequent first, then by term.
    """
    return connection.execute(
        f"""
        SELECT term::VARCHAR AS term, sum(n)::BIGINT AS n_word, count(*) AS documents
        FROM (
            SELECT term, doc, count(*) AS n FROM tokens {CHOSEN if chosen else ""}
            GROUP BY term, doc
        )
        GROUP BY term ORDER BY n_word DESC, term {_limit(limit)}
        """  # noqa: S608 - constants
    ).df()


def keyness(connection: duckdb.DuckDBPyConnection, *, limit: int | None = None) -> pd.DataFrame:
    """Compare the words of ``chosen`` with those of all other sentences that count.

    Returns
    -------
    pandas.DataFrame
        ``term``, ``n_target``, ``n_reference``, ``score``: the signed log-likelihood ratio over
        all four cells (Dunning 1993); highest first, then by term.
    """
    return connection.execute(f"{KEYNESS} ORDER BY score DESC, term {_limit(limit)}").df()


KEYNESS = """
    WITH target AS (
        SELECT term, count(*) AS n FROM tokens SEMI JOIN chosen USING (segment, sentence)
        GROUP BY term
    ), everything AS (
        SELECT term, count(*) AS n FROM tokens GROUP BY term
    ), counts AS (
        SELECT term, coalesce(target.n, 0)::DOUBLE AS o11, everything.n - o11 AS o12,
            sum(o11) OVER () - o11 AS o21, sum(o12) OVER () - o12 AS o22
        FROM everything LEFT JOIN target USING (term)
    ), expected AS (
        SELECT *, o11 + o12 + o21 + o22 AS n,
            (o11 + o12) * (o11 + o21) / n AS e11, (o11 + o12) * (o12 + o22) / n AS e12,
            (o21 + o22) * (o11 + o21) / n AS e21, (o21 + o22) * (o12 + o22) / n AS e22
        FROM counts
    )
    SELECT term::VARCHAR AS term, o11::BIGINT AS n_target, o12::BIGINT AS n_reference,
        sign(o11 - e11) * 2 * (
            CASE WHEN o11 > 0 THEN o11 * ln(o11 / e11) ELSE 0 END
            + CASE WHEN o12 > 0 THEN o12 * ln(o12 / e12) ELSE 0 END
            + CASE WHEN o21 > 0 THEN o21 * ln(o21 / e21) ELSE 0 END
            + CASE WHEN o22 > 0 THEN o22 * ln(o22 / e22) ELSE 0 END
        ) AS score
    FROM expected
"""


def strings(connection: duckdb.DuckDBPyConnection, terms: Sequence[str]) -> pd.DataFrame:
    """Count strings in the folded texts of all documents, hits not overlapping.

    Returns
    -------
    pandas.DataFrame
        ``term``, ``n``, ``documents`` (that hold it), in the order of ``terms``.
    """
    connection.register("asked", pd.DataFrame({"term": list(terms), "place": range(len(terms))}))
    return connection.execute(
        """
        WITH texts AS (SELECT coalesce(folded, simplified, text) AS folded FROM documents)
        SELECT term,
            sum(length(folded) - length(replace(folded, term, '')))::BIGINT // length(term) AS n,
            count(*) FILTER (contains(folded, term)) AS documents
        FROM asked CROSS JOIN texts GROUP BY term, place ORDER BY place
        """
    ).df()


def count_documents(connection: duckdb.DuckDBPyConnection, *, chosen: bool = False) -> int:
    """Count the documents that have a sentence, or one of ``chosen``."""
    rows = "SEMI JOIN chosen ON chosen.segment = sentences.segment AND sentence = row"
    query = f"SELECT count(DISTINCT doc) FROM sentences {rows if chosen else ''}"  # noqa: S608
    ((count,),) = connection.execute(query).fetchall()
    return int(count)


def _limit(limit: int | None) -> str:
    return "" if limit is None else f"LIMIT {limit}"
