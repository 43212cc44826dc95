"""Which place a document is about, and which region a name or a level in it stands for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Sequence

from analysis.annotate.organisations.names import Reading
from analysis.lexicon.gazetteer import Gazetteer
from analysis.lexicon.regions import Region

_HEADER_WEIGHT = 12
_FIRST_WEIGHT = 3
_FIRST_CHARACTERS = 300
_DOMINANT = 0.5
_LEAST = 6
"""A city that is not named is guessed from its districts only from this weight on."""


class Home:
    """The region a document speaks from, with the larger ones around it.

    Parameters
    ----------
    gazetteer
        Knows the regions.
    rows
        Rows of the regions, the largest first.
    known
        Those of ``rows`` that are named, or hold places that are named more than in passing.
    """

    def __init__(
        self, gazetteer: Gazetteer, rows: Sequence[int], known: Container[int] = ()
    ) -> None:
        self.gazetteer = gazetteer
        self.rows = tuple(rows)
        self._inwards = [gazetteer.regions[row] for row in reversed(self.rows) if row in known]
        self._of_chains: dict[tuple[str, ...], Region | None] = {}

    def innermost(self) -> Region | None:
        """Return the smallest region that the document is known to speak from."""
        return self.gazetteer.regions[self.rows[-1]] if self.rows else None

    def county(self) -> Region | None:
        """Return the county that the document is known to speak from, if it is one."""
        region = self.innermost()
        return region if region is not None and region.rank == 3 else None

    def level(self, level: str, *, exact: bool = False) -> Region | None:
        """Return the region that a level stands for here (市委: of which city), if known.

        区 may stand for an autonomous region (区总工会), unless ``exact``.
        """
        levels = [region.level for region in self._inwards]
        if level in levels:
            return self._inwards[levels.index(level)]
        if level == "区" and not exact and "自治区" in levels:
            return self._inwards[levels.index("自治区")]
        return None

    def region(self, chain: tuple[str, ...]) -> Region | None:
        """Return the region that names, the largest first, stand for; None if still ambiguous."""
        if chain not in self._of_chains:
            self._of_chains[chain] = self._read(chain)
        return self._of_chains[chain]

    def _read(self, chain: tuple[str, ...]) -> Region | None:
        rows = self.gazetteer.region_rows.get(chain[-1], ())
        for name in chain[:-1]:
            wider = set(self.gazetteer.region_rows.get(name, ()))
            rows = tuple(row for row in rows if wider & set(self.gazetteer.lineages[row]))
        if len(rows) > 1:
            near = tuple(r for r in rows if set(self.gazetteer.lineages[r]) & set(self.rows))
            highest = min(self.gazetteer.regions[row].rank for row in rows)
            rows = near or tuple(r for r in rows if self.gazetteer.regions[r].rank == highest)
        return self.gazetteer.regions[rows[0]] if len(rows) == 1 else None


def _weights(reading: Reading) -> Counter[str]:
    weights: Counter[str] = Counter()
    for end, mentions in reading.places.ends.items():
        start, name = min(mentions)
        longest = reading.places.starts[start] == end  # 重庆 within 重庆市 is not named again
        if longest and end not in reading.places.starts:
            weights[name] += _FIRST_WEIGHT if start < _FIRST_CHARACTERS else 1
    for named in reading.names:
        if named.role == "body" and named.chain:
            weights[named.chain[-1]] += 2
    return weights


def _named(gazetteer: Gazetteer, reading: Reading) -> set[int]:
    """Return the rows of all regions that are named, also before another one."""
    names = {name for mentions in reading.places.ends.values() for _, name in mentions}
    return {row for name in names for row in gazetteer.region_rows[name]}


def _spread(gazetteer: Gazetteer, weights: Counter[str]) -> dict[int, int]:
    """Return the weight of every region, that of the regions inside it included."""
    spread: dict[int, int] = defaultdict(int)
    for name, weight in weights.items():
        rows = gazetteer.region_rows[name]
        highest = min(gazetteer.regions[row].rank for row in rows)
        rows = tuple(row for row in rows if gazetteer.regions[row].rank == highest)
        if len(rows) == 1:
            for row in gazetteer.lineages[rows[0]]:
                spread[row] += weight
    return spread


def find_home(gazetteer: Gazetteer, header: Reading, body: Reading) -> Home:
    """Return the region that a document speaks from: named in its header, or far more than others.

    Parameters
    ----------
    gazetteer
        Knows the regions.
    header, body
        What was read from the title and other fields, and from the text.
    """
    weights = _weights(body)
    for name, weight in _weights(header).items():
        weights[name] += weight * _HEADER_WEIGHT
    spread = _spread(gazetteer, weights)
    home: list[int] = []
    total = sum(w for row, w in spread.items() if gazetteer.regions[row].parent < 0)
    while True:
        parent = home[-1] if home else -1
        inside = {r: w for r, w in spread.items() if gazetteer.regions[r].parent == parent}
        best = max(inside, key=lambda row: (inside[row], -row), default=-1)
        if best < 0 or inside[best] <= _DOMINANT * total:
            named = _named(gazetteer, header) | _named(gazetteer, body)
            known = {r for r in home if r in named or spread[r] >= _LEAST}
            return Home(gazetteer, home, known)
        total = inside[best]
        home.append(best)
