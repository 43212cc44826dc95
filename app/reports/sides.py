"""A draft by template: per side how much it says, and its figures in sentences, each with a note.

Nothing is concluded here. Every number in the text is a count of a table, or stands in the sentence
that its note quotes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd

from analysis.corpus.corpus import Corpus, Ints
from analysis.corpus.select import documents_of
from analysis.tables.compare import Side
from analysis.tables.facts import fact_hits, fact_rows, facts_at
from analysis.tables.hits import SentenceCard, count_places, hits, sentence_cards
from app.reports.content import Block, Paragraph, Run, Section
from app.reports.material import Material
from app.wording.numbers import format_count, format_rate
from app.wording.values import value_name

BESIDE_FIGURES, OTHER_FIGURES = 120, 24
"""Figures of a side that are told in sentences, those of the focus and others; all are in 台账."""
TOP_THEMES = 5
QUOTES = 12
RATIOS = frozenset({"%", "‰", "倍", "成", "个百分点"})
"""Units of shares and changes."""
CLAUSE_ENDS = re.compile("[，。；：！？]")


class Told(NamedTuple):
    """The figures of one sentence, rows of ``schema.FACTS``, with the sentence."""

    card: SentenceCard
    facts: pd.DataFrame


def sides_part(material: Material) -> list[Section]:
    """Return what the sides have in common, then one section a side."""
    sections = [Section("sides", material.say("report.sides.title"), tuple(_overview(material)))]
    for place, side in enumerate(material.sides):
        name = material.names.group_name(side.label)
        blocks = (*_size(material, place), *_figures(material, side))
        sections.append(Section("sides", name, blocks, level=2))
    return sections


def quotes_part(material: Material) -> list[Section]:
    """Return the sentences of each side that hold the focus; without a focus there are none."""
    if material.request.focus is None:
        return []
    title = material.say("report.quotes.title", focus=material.focus_name)
    sections = [Section("quotes", title, ())]
    for side in material.sides:
        found = hits(material.corpus, side.mask, material.request.focus)
        cards = sentence_cards(material.corpus, found, limit=QUOTES)
        places = count_places(found)
        count = material.say(
            "report.quotes.count",
            hits=format_count(places.places),
            sentences=format_count(places.sentences),
        )
        cut = material.cut_note(QUOTES, places.sentences)
        blocks: list[Block] = [
            _plain(material.joined([part for part in (count, cut) if part]), "small")
        ]
        for card in cards:
            number = material.note("", material.place(card.doc, card.paragraph))
            blocks.append(Paragraph((Run(card.text.strip(), (number,)),), "item"))
        name = material.names.group_name(side.label)
        sections.append(Section("quotes", name, tuple(blocks), level=2))
    return sections


def _overview(material: Material) -> list[Paragraph]:
    sizes, shown = material.sizes, material.labels
    documents = int(documents_of(material.corpus, material.mask).sum())
    characters = int(material.corpus.sentences.values("characters")[material.mask].sum())
    parts = [
        material.say(
            "report.sides.overview",
            documents=format_count(documents),
            characters=format_count(characters),
            k=len(shown),
            names=material.listed([material.names.group_name(label) for label in shown]),
        )
    ]
    if len(sizes) > len(shown):
        parts.append(material.say("report.sides.more", k=len(shown), n=len(sizes)))
    found = [_plain(material.joined(parts))]
    if material.request.focus is not None:
        found.append(_plain(_ranked(material)))
    found.append(_plain(material.say("report.sides.how"), "small"))
    return found


def _ranked(material: Material) -> str:
    """Return the sides by how often they name the focus per 10,000 characters."""
    rated = []
    for side in material.sides:
        n = _focus_places(material, side)[0]
        rated.append((n * 10_000 / max(material.sizes[side.label], 1), n, side.label))
    rated.sort(key=lambda one: (-one[0], material.labels.index(one[2])))
    return material.say(
        "report.sides.ranked",
        focus=material.focus_name,
        items=material.listed(
            [
                material.say(
                    "report.sides.rated",
                    name=material.names.group_name(label),
                    rate=format_rate(rate),
                    n=format_count(n),
                )
                for rate, n, label in rated
            ]
        ),
    )


def _size(material: Material, place: int) -> list[Paragraph]:
    """Say how much text a side has, how often it names the focus, and what it speaks of."""
    row, side = material.side_sizes.iloc[place], material.sides[place]
    said = [
        material.say(
            "report.side.size",
            **{
                name: format_count(row[name])
                for name in ("documents", "sentences", "characters", "figures")
            },
        )
    ]
    if material.request.focus is not None:
        n, sentences = _focus_places(material, side)
        rate = format_rate(n * 10_000 / max(int(row["characters"]), 1))
        said.append(
            material.say(
                "report.side.focus",
                focus=material.focus_name,
                n=format_count(n),
                rate=rate,
                sentences=format_count(sentences),
            )
        )
    themes = material.group_themes
    own = themes[(themes["group"] == side.label) & (themes["n"] > 0)]
    top = own.sort_values("n", ascending=False, kind="stable").head(TOP_THEMES)
    if len(top):
        items = [
            material.say(
                "report.side.theme_count", theme=material.names.theme_name(key), n=format_count(n)
            )
            for key, n in zip(top["theme"], top["n"], strict=True)
        ]
        said.append(material.say("report.side.themes", items=material.listed(items)))
    if row["small"]:
        said.append(material.say("report.side.small"))
    return [_plain(material.joined(said))]


def _figures(material: Material, side: Side) -> list[Paragraph]:
    """Return the figures of a side in sentences: of the focus first, then theme by theme."""
    corpus = material.corpus
    rows = fact_rows(corpus, side.mask) if side.facts is None else side.facts
    name = material.names.group_name(side.label)
    if not len(rows):
        return [_plain(material.say("report.side.no_figures", name=name))]
    held = material.focus_sentences[corpus.facts.values("sentence")[rows]]
    beside = _first(corpus, rows[held], BESIDE_FIGURES)
    others = _first(corpus, rows[~held], OTHER_FIGURES)
    found = []
    if len(beside):
        lead = material.say("report.side.beside", focus=material.focus_name, name=name)
        found.append(_sentence(material, lead, _told(corpus, beside)))
    for theme, group in _by_theme(material, _told(corpus, others)):
        lead = (
            material.say("report.side.about", theme=material.names.theme_name(theme))
            if theme
            else material.say("report.side.other")
        )
        found.append(_sentence(material, lead, group))
    left = len(rows) - len(beside) - len(others)
    if left:
        found.append(_plain(material.say("report.side.left", n=format_count(left)), "small"))
    return found


def _first(corpus: Corpus, rows: Ints, limit: int) -> Ints:
    """Return the figures of the first sentences: whole ones up to a number, at least one."""
    if len(rows) <= limit:
        return rows
    sentences = corpus.facts.values("sentence")[rows[: limit + 1]]
    begins = np.flatnonzero(np.diff(sentences, prepend=-1))
    if len(begins) > 1:
        return rows[: begins[-1]]
    return rows[corpus.facts.values("sentence")[rows] == sentences[0]]


def _told(corpus: Corpus, rows: Ints) -> list[Told]:
    """Return figures by sentence, in text order."""
    sentences = corpus.facts.values("sentence")[rows]
    facts = facts_at(corpus, rows)
    cards = sentence_cards(corpus, fact_hits(corpus, rows), limit=max(len(rows), 1))
    return [Told(card, facts[sentences == card.row]) for card in cards]


def _by_theme(material: Material, told: Sequence[Told]) -> list[tuple[str, list[Told]]]:
    """Put sentences together under the theme that most of them share; those without one last."""
    order = [theme.key for theme in material.corpus.themes]
    counts = Counter(theme for one in told for theme in _themes(one))
    groups: dict[str, list[Told]] = {}
    for one in told:
        own = sorted(_themes(one), key=lambda theme: (-counts[theme], order.index(theme)))
        groups.setdefault(own[0] if own else "", []).append(one)
    return sorted(groups.items(), key=lambda item: (not item[0], -len(item[1])))


def _themes(one: Told) -> list[str]:
    return list(one.facts["themes"].iloc[0])


def _sentence(material: Material, lead: str, told: Sequence[Told]) -> Paragraph:
    runs = [Run(lead, strong=True)]
    for place, one in enumerate(told):
        phrase = material.listed([_phrase(material, fact) for _, fact in one.facts.iterrows()])
        end = material.say("report.stop" if place == len(told) - 1 else "report.semicolon")
        marks = tuple((mark.start, mark.end) for mark in one.card.marks if mark.kind == "focus")
        number = material.note(
            one.card.text.rstrip(), material.place(one.card.doc, one.card.paragraph), marks
        )
        runs += [Run(phrase, (number,)), Run(end)]
    return Paragraph(tuple(runs))


def _phrase(material: Material, fact: pd.Series) -> str:
    """Return a figure as the text writes it, with the thing that is counted before it.

    A share says nothing without its verb, and neither does a number that counts nothing named: of
    these the clause is quoted.
    """
    noun = fact["noun"] if isinstance(fact["noun"], str) else ""
    if not noun or fact["unit"] in RATIOS:
        said = material.say("report.clause", noun=noun, text=_clause(fact)).strip()
    else:
        said = material.say("report.figure", noun=noun, text=fact["text"])
    flags = []
    if fact["status"] != "done":
        flags.append(value_name("status", fact["status"], material.request.lang))
    if fact["confidence"] == "low":
        flags.append("？")
    return said + (material.say("report.flags", flags=material.listed(flags)) if flags else "")


def _clause(fact: pd.Series) -> str:
    """Return the clause of the sentence that the figure stands in."""
    clauses = CLAUSE_ENDS.split(fact["sentence"])
    return next((clause.strip() for clause in clauses if fact["text"] in clause), fact["text"])


def _focus_places(material: Material, side: Side) -> tuple[int, int]:
    if material.request.focus is None:
        return 0, 0
    places = count_places(hits(material.corpus, side.mask, material.request.focus))
    return places.places, places.sentences


def _plain(said: str, kind: Literal["body", "small"] = "body") -> Paragraph:
    return Paragraph((Run(said),), kind)
