"""What is asked of a corpus: its largest organisation, words of middling frequency, subsets.

All of it is found by SQL in the corpus itself, so that any corpus can be asked.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from benchmarks import sql

VARIANTS = 6
"""Of each subset and word that many are asked for, so that no answer is a remembered one."""
MIDDLING = 0.0013
"""Share of all words that a word of middling frequency has."""
SHARE = 0.2
FEW = 20
PHRASE_WORDS = 4
PATTERN = "(加强|推进|完善).{0,6}(建设|管理|服务)"
COMMONEST = "的"


@dataclass(frozen=True)
class Plan:
    """Subsets and words; lists have ``VARIANTS`` items, the first is asked for first."""

    folder: str
    documents: int
    characters: int
    tokens: int
    organisation: str
    """The one with most text."""
    years: list[str]
    """All of them, the one with most documents first."""
    some: list[list[str]]
    """A fifth of the documents, drawn at random."""
    few: list[list[str]]
    longest: list[list[str]]
    """Pairs of the longest documents."""
    theme: str
    words: list[str]
    late: int
    """As many places as three quarters of those of the rarest of ``words``."""
    late_commonest: int
    phrases: list[str]
    """Four words that follow each other in the middle of a document."""

    @property
    def label(self) -> str:
        """The corpus in a few words."""
        return f"{self.documents:,} documents, {self.tokens / 1e6:.1f} million words"


def make_plan(folder: Path, connection: duckdb.DuckDBPyConnection) -> Plan:
    """Return what to ask of the corpus in ``folder``; ``connection`` is open on it."""
    names = [name for (name,) in _rows(connection, "SELECT doc FROM counted ORDER BY ALL")]
    generator = np.random.default_rng(1)

    def drawn(count: int) -> list[list[str]]:
        return [
            sorted(generator.choice(names, count, replace=False).tolist()) for _ in range(VARIANTS)
        ]

    ((characters, tokens),) = _rows(
        connection,
        "SELECT (SELECT sum(characters)::BIGINT FROM sentences), (SELECT count(*) FROM tokens)",
    )
    words = _words(connection, tokens)
    counts = sql.strings(connection, [*words, COMMONEST])["n"].tolist()
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return Plan(
        folder=str(folder),
        documents=len(names),
        characters=characters,
        tokens=tokens,
        organisation=_rows(connection, ORGANISATION)[0][0],
        years=[year for (year,) in _rows(connection, YEARS)],
        some=drawn(round(len(names) * SHARE)),
        few=drawn(min(FEW, len(names))),
        longest=_longest(connection),
        theme=manifest["themes"][0]["key"],
        words=words,
        late=int(min(counts[:-1]) * 0.75),
        late_commonest=int(counts[-1] * 0.75),
        phrases=_phrases(connection),
    )


def write_plan(plan: Plan, path: Path) -> None:
    """Write a plan for another process."""
    path.write_text(json.dumps(asdict(plan), ensure_ascii=False), encoding="utf-8")


def read_plan(path: Path) -> Plan:
    """Return a plan that another process wrote."""
    return Plan(**json.loads(path.read_text(encoding="utf-8")))


ORGANISATION = """
    SELECT organisation::VARCHAR FROM passages WHERE organisation IS NOT NULL
    GROUP BY organisation ORDER BY sum("end" - start) DESC, organisation LIMIT 1
"""
YEARS = """
    SELECT year FROM counted WHERE year IS NOT NULL
    GROUP BY year ORDER BY count(*) DESC, year
"""
WORDS = f"""
    SELECT term::VARCHAR FROM tokens WHERE length(term) = 2
    GROUP BY term ORDER BY abs(count(*) - $wanted), term LIMIT {VARIANTS}
"""  # noqa: S608 - a constant
LONGEST = f"""
    SELECT name FROM documents ORDER BY length(text) DESC, name LIMIT {2 * VARIANTS}
"""  # noqa: S608 - a constant
PHRASES = """
    WITH placed AS (
        SELECT doc, row, start, lead("end", $more) OVER same AS stop,
            row_number() OVER same AS place, count(*) OVER (PARTITION BY segment, sentence) AS n
        FROM tokens SEMI JOIN wanted USING (doc)
        WINDOW same AS (PARTITION BY segment, sentence ORDER BY start)
    ), begun AS (
        SELECT doc, min_by(start, row) AS start, min_by(stop, row) AS stop
        FROM placed WHERE place = 2 AND n >= $more + 2 GROUP BY doc
    )
    SELECT substring(coalesce(folded, simplified, text), start + 1, stop - start)
    FROM begun JOIN documents ON name = doc ORDER BY name
"""


def _words(connection: duckdb.DuckDBPyConnection, tokens: int) -> list[str]:
    return [term for (term,) in _rows(connection, WORDS, wanted=tokens * MIDDLING)]


def _longest(connection: duckdb.DuckDBPyConnection) -> list[list[str]]:
    names = [name for (name,) in _rows(connection, LONGEST)]
    return [names[row : row + 2] for row in range(0, len(names), 2)]


def _phrases(connection: duckdb.DuckDBPyConnection) -> list[str]:
    middle = "SELECT doc FROM counted ORDER BY ALL OFFSET (SELECT count(*) // 2 FROM counted)"
    connection.register("wanted", connection.execute(f"{middle} LIMIT {VARIANTS}").df())
    return [phrase for (phrase,) in _rows(connection, PHRASES, more=PHRASE_WORDS - 1)]


def _rows(connection: duckdb.DuckDBPyConnection, query: str, **values: object) -> list[Any]:
    return connection.execute(query, values).fetchall()
