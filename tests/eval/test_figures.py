"""Extraction and attribution of figures against gold; the floors are what was reached."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import pytest

from analysis.annotate.attribution import attribute
from analysis.annotate.organisations.finding import find_organisations
from analysis.annotate.passages import find_passages
from analysis.annotate.quantities.finding import find_quantities
from analysis.annotate.sentences import split_sentences
from analysis.ingest.documents import read_document
from analysis.lexicon.organisations import load_gazetteer
from analysis.schema import FIGURE
from tests.eval.scoring import GOLD, Counts, Row, pair, read_gold, score

if TYPE_CHECKING:
    from analysis.schema import Document


class Floors(NamedTuple):
    """The least that every score may be."""

    f1: float
    unit: float
    noun: float
    organisation: float
    bound: float
    whole: float


SEEN = (
    "govcn_022",
    "govcn_049",
    "gwr_1956",
    "gwr_2013",
    "pgwr_chongqing",
    "policy_shandong_007",
)
UNSEEN = ("govcn_056", "gwr_1980", "gwr_2023", "pgwr_zhejiang", "policy_shandong_043")
# Each floor is what was reached, rounded down to two places, as measured when the rules were done.
FLOORS = {
    "seeds": Floors(f1=1.0, unit=1.0, noun=0.98, organisation=0.94, bound=1.0, whole=0.93),
    "seen": Floors(f1=1.0, unit=1.0, noun=0.98, organisation=0.98, bound=1.0, whole=0.97),
    "unseen": Floors(f1=0.98, unit=1.0, noun=0.93, organisation=1.0, bound=0.99, whole=0.92),
}


GROUPS = [("seen", SEEN, 196), ("unseen", UNSEEN, 128)]
REPORTS_SEEN = (
    "gwr_1959",
    "pgwr_hubei",
    "policy_central_040",
    "govcn_048",
    "govcn_051",
    "policy_shandong_018",
    "policy_shandong_041",
)
FLOORS["reports seen"] = Floors(f1=1.0, unit=1.0, noun=1.0, organisation=1.0, bound=1.0, whole=1.0)
REPORTS_LATER = (
    "gwr_1955",
    "gwr_1982",
    "pgwr_gansu",
    "pgwr_shaanxi",
    "govcn_007",
    "govcn_023",
    "policy_shandong_002",
)
# Scored once before anything in them was looked at: see README.md.
FLOORS["reports later"] = Floors(
    f1=0.99, unit=1.0, noun=0.93, organisation=1.0, bound=1.0, whole=0.93
)
REPORTS_LAST = ("gwr_1986", "govcn_025")
FLOORS["reports last"] = Floors(
    f1=1.0, unit=1.0, noun=0.97, organisation=1.0, bound=1.0, whole=0.97
)
FRESH = (
    "gwr_1988",
    "gwr_1994",
    "pgwr_jiangxi",
    "pgwr_heilongjiang",
    "govcn_020",
    "govcn_028",
    "govcn_030",
    "policy_central_029",
)
# What is reached since they were studied; README.md has their first scores.
FLOORS["fresh"] = Floors(f1=1.0, unit=1.0, noun=0.98, organisation=0.89, bound=1.0, whole=0.89)
FRESH_LATER = (
    "gwr_1960",
    "gwr_1987",
    "gwr_2000",
    "pgwr_anhui",
    "pgwr_guangdong",
    "pgwr_shandong",
    "pgwr_shanxi",
    "govcn_039",
    "policy_shandong_014",
    "policy_shandong_055",
)
# What is reached; README.md has their first scores.
FLOORS["fresh later"] = Floors(
    f1=1.0, unit=1.0, noun=0.92, organisation=1.0, bound=0.98, whole=0.92
)
THIRD_REPORTS = (
    "gwr_1954",
    "gwr_1978",
    "gwr_1993",
    "gwr_2016",
    "pgwr_liaoning",
    "pgwr_ningxia",
    "pgwr_shanghai",
    "pgwr_sichuan",
)
THIRD_OTHERS = (
    "case_car",
    "case_television",
    "govcn_011",
    "govcn_052",
    "law_banks",
    "policy_central_025",
    "policy_central_072",
    "policy_central_120",
    "policy_shandong_025",
)
# What is reached since they were studied; README.md has their first scores.
FLOORS["third reports"] = Floors(
    f1=1.0, unit=1.0, noun=0.99, organisation=1.0, bound=1.0, whole=0.99
)
FLOORS["third others"] = Floors(
    f1=0.99, unit=1.0, noun=0.94, organisation=0.98, bound=1.0, whole=0.92
)
THIRD = [
    ("third reports", THIRD_REPORTS, 165, 0.98, 1.0),
    ("third others", THIRD_OTHERS, 92, 0.97, 1.0),
]
FOURTH = (
    "gwr_1985",
    "gwr_1997",
    "pgwr_yunnan",
    "pgwr_qinghai",
    "policy_shandong_050",
    "law_wages",
    "law_technicians",
    "law_drugs",
    "law_judgments",
)
# Scored before anything that was found in them was looked at: see README.md.
FLOORS["fourth"] = Floors(f1=0.99, unit=1.0, noun=0.94, organisation=0.94, bound=1.0, whole=0.88)
FOURTH_GROUP = [("fourth", FOURTH, 117, 0.99, 0.90)]
FRESH_GROUPS = [("fresh", FRESH, 98, 0.98, 1.0), ("fresh later", FRESH_LATER, 189, 0.88, 0.99)]
REPORTS = [
    ("reports seen", REPORTS_SEEN, 136, 1.0, 1.0),
    ("reports later", REPORTS_LATER, 144, 0.97, 1.0),
    ("reports last", REPORTS_LAST, 35, 1.0, 1.0),
]


def predict(document: Document) -> list[Row]:
    """Return the figures found in a document, with the canonical name of their organisation."""
    gazetteer = load_gazetteer()
    found = find_organisations(document, gazetteer)
    sentences = split_sentences(document.text)
    passages = find_passages(document, sentences, found)
    facts = attribute(document, find_quantities(document), sentences, found, passages)
    rows = []
    for fact in facts:
        quantity, place = fact.quantity, fact.organisation
        if quantity.kind != FIGURE:
            continue
        rows.append(
            {
                "value": quantity.value,
                "high": quantity.high,
                "unit": quantity.unit,
                "noun": quantity.noun,
                "bound": quantity.bound,
                "organisation": found.organisations[place].canonical if place >= 0 else None,
                "text": document.text[quantity.start : quantity.end],
                "status": quantity.status,
                "date": quantity.date,
            }
        )
    return rows


def excerpts(names: Sequence[str], folder_name: str = "texts_corpora") -> list[Document]:
    """Read excerpts of the gold corpora as files."""
    folder = GOLD / folder_name
    return [read_document(f"{name}.txt", (folder / f"{name}.txt").read_bytes()) for name in names]


def total(documents: Iterable[Document], name: str) -> Counts:
    """Return the counts over some documents of one gold file."""
    figures = read_gold(f"figures_{name}.jsonl")
    organisations = read_gold(f"organisations_{name}.jsonl")
    counts = Counts()
    for document in documents:
        rows = figures.get(document.name, [])
        counts.add(score(rows, predict(document), organisations.get(document.name, [])))
    return counts


def contexts(documents: Iterable[Document], name: str) -> tuple[float, float]:
    """Return how often status and date of a figure are those that gold gives."""
    gold = read_gold(f"figures_{name}.jsonl")
    status, dates = [], []
    for document in documents:
        wanted, found = gold[document.name], predict(document)
        for place in pair(wanted, found):
            row, got = wanted[place.gold], found[place.predicted]
            if not row.get("optional"):
                status.append(got["status"] in row["statuses"])
                dates += [got["date"] in row["dates"]] if "dates" in row else []
    return sum(status) / len(status), sum(dates) / len(dates)


def check(counts: Counts, floors: Floors) -> None:
    """Compare every score with its floor."""
    shares = {name: counts.share(name) for name in ("unit", "noun", "organisation", "bound")}
    reached = {"f1": counts.f1, "whole": counts.whole_f1, **shares}
    assert {name: n for name, n in reached.items() if n < getattr(floors, name)} == {}


def test_figures_of_the_seeds(seed_documents: tuple[Document, ...]) -> None:
    counts = total(seed_documents, "seeds")
    print(f"\nfigures of the seeds: {counts}")  # noqa: T201
    assert counts.gold == 174
    check(counts, FLOORS["seeds"])


@pytest.mark.parametrize(("group", "names", "wanted"), GROUPS)
def test_figures_of_other_documents(group: str, names: tuple[str, ...], wanted: int) -> None:
    counts = total(excerpts(names), "corpora")
    print(f"\nfigures of {group} excerpts: {counts}")  # noqa: T201
    assert counts.gold == wanted
    check(counts, FLOORS[group])


@pytest.mark.parametrize(
    ("group", "names", "wanted", "status", "date"), REPORTS + FRESH_GROUPS + THIRD + FOURTH_GROUP
)
def test_figures_of_reports(
    group: str, names: tuple[str, ...], wanted: int, status: float, date: float
) -> None:
    source = group.split(maxsplit=1)[0]
    documents = excerpts(names, f"texts_{source}")
    counts, (statuses, dates) = total(documents, source), contexts(documents, source)
    print(f"\nfigures of {group}: {counts}  status {statuses:.3f}  date {dates:.3f}")  # noqa: T201
    assert counts.gold == wanted
    check(counts, FLOORS[group])
    assert statuses >= status
    assert dates >= date
