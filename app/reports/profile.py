"""Everything of one organisation as a report: a table a question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from analysis.corpus.corpus import Ints
from analysis.corpus.select import Mask, select
from analysis.errors import EmptyCorpusError
from analysis.tables.facts import fact_rows
from analysis.tables.figure_groups import figure_groups, figure_themes
from analysis.tables.keyness import keyness_of
from analysis.tables.network import network
from analysis.tables.organisation_years import organisation_years
from analysis.tables.organisations import organisation_totals, spelling_totals
from analysis.tables.passages import passage_table
from app.palette import LIGHT
from app.reports.content import Bars, Report, Section, Table
from app.reports.material import Material, Request
from app.reports.method import about, settings_text
from app.reports.parts import ledger_part, result_table, themes_part

WORDS = 60
PASSAGES, PASSAGE_DATA = 200, 5000
PARTNERS, THINGS = 60, 200
_BARS = 12


def profile_report(request: Request, name: str) -> Report:
    """Return what is known of one organisation.

    Parameters
    ----------
    request
        Its scope is narrowed to the organisation.
    name
        Canonical name.

    Raises
    ------
    UnknownNameError
        The corpus does not have the organisation.
    """
    material = Material(request)
    title = material.say("report.profile.title", name=material.names.organisation_name(name))
    tables = [write(material, name) for write in _TABLES]
    own = Section("profile", title, tuple(table for table in tables if table is not None))
    return Report(
        title=title,
        subtitle=material.say("report.subtitle", date=request.date),
        lang=request.lang,
        sections=(own, *ledger_part(material), *themes_part(material)),
        notes=tuple(material.notes),
        about=about(material),
        settings=settings_text(material),
    )


def _counts(material: Material, name: str) -> Table:
    table = organisation_totals(material.corpus, _everywhere(material))
    own = table[table["canonical"] == name].reset_index(drop=True)
    columns = ("canonical", "kind", "mentions", "sentences", "characters", "figures", "documents")
    return result_table(material, "organisation_totals", own, columns=columns)


def _spellings(material: Material, name: str) -> Table:
    table = spelling_totals(material.corpus, _everywhere(material), name)
    return result_table(material, "spellings", table, columns=("text", "n"))


def _words(material: Material, _: str) -> Table | None:
    try:
        table = keyness_of(material.corpus, material.mask, min_n=2, min_length=2, limit=WORDS)
    except EmptyCorpusError:  # it has no words, or nobody else has
        return None
    table = table[table["score"] > 0].reset_index(drop=True)
    columns = ("term", "n_target", "n_reference", "log_ratio", "score")
    bars = Bars("term", ("score",), (LIGHT.data,), _BARS)
    return result_table(material, "keyness", table, columns=columns, bars=bars)


def _figure_themes(material: Material, name: str) -> Table:
    table = figure_themes(material.corpus, _figures(material, name))
    bars = Bars("theme", ("figures",), (LIGHT.data,), _BARS)
    return result_table(material, "figure_themes", table, columns=("theme", "figures"), bars=bars)


def _things(material: Material, name: str) -> Table:
    table = figure_groups(material.corpus, _figures(material, name), by="noun")
    columns = ("noun", "unit", "figures", "years", "documents")
    return result_table(material, "figure_groups", table, columns=columns, limit=THINGS)


def _years(material: Material, name: str) -> Table:
    table = organisation_years(material.corpus, _everywhere(material), name)
    columns = ("year", "documents", "mentions", "sentences", "characters", "figures")
    return result_table(material, "organisation_years", table, columns=columns)


def _partners(material: Material, name: str) -> Table:
    table = network(material.corpus, _everywhere(material), node=name)
    columns = ("organisation_b", "n_together", "n_b", "log_dice")
    return result_table(material, "network", table, columns=columns, limit=PARTNERS)


def _passages(material: Material, _: str) -> Table:
    table = passage_table(material.corpus, material.mask, limit=PASSAGE_DATA)
    columns = ("sentence", "doc", "paragraph", "reason", "confidence")
    return result_table(material, "passages", table, columns=columns, limit=PASSAGES)


_TABLES: tuple[Callable[[Material, str], Table | None], ...] = (
    *(_counts, _spellings, _words, _figure_themes, _things),
    *(_years, _partners, _passages),
)


def _everywhere(material: Material) -> Mask:
    """Return the sentences of the scope, whomever they are about."""
    return select(material.corpus, replace(material.request.scope, organisations=()))


def _figures(material: Material, name: str) -> Ints:
    return fact_rows(material.corpus, _everywhere(material), organisations=(name,))
