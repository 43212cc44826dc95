"""方法与口径: what was counted, in what, by which rules and versions, and how to get it again."""

from __future__ import annotations

from importlib.metadata import version

import pandas as pd

from analysis.corpus.correction_states import count_in_use
from analysis.corpus.select import documents_of
from analysis.lexicon.corrections import dump_corrections
from analysis.lexicon.settings import dump_settings
from analysis.schema import DOCUMENTS
from analysis.tables.documents import document_table
from app.render.words import in_words
from app.reports.content import Paragraph, Printed, Run, Section, Table
from app.reports.material import Material, printed
from app.wording.numbers import format_count
from app.wording.text import text

ENGINES = ("rjieba", "jieba", "OpenCC")
"""Libraries whose versions change numbers."""
DOCUMENT_ROWS, DOCUMENT_DATA = 500, 2_000
"""Documents that are printed, and that come along as data; the page of documents exports all."""
SAID = ("counts", "rates", "passages", "figures", "flags", "small")
DOCUMENT_COLUMNS = ("title", "date", "source", "characters", "sentences")


def method_part(material: Material) -> list[Section]:
    """Return how the numbers came about, and the documents they were counted in."""
    said = [Paragraph((Run(material.say(f"report.method.{key}")),), "item") for key in SAID]
    return [
        Section(
            "method",
            material.say("report.method.title"),
            (_about(material), *said, _documents(material)),
        )
    ]


def about(material: Material) -> dict[str, str]:
    """Return what the numbers depend on, by its name in words; empty values are left out."""
    request, corpus = material.request, material.corpus
    names, scope = material.names, request.scope
    everything = text("export.about.everything", request.lang)
    values = {
        "documents": material.listed_some(list(map(names.title, scope.documents))),
        "organisations": material.listed_some(
            list(map(names.organisation_name, scope.organisations))
        ),
        "years": material.listed(
            [year or text("bar.undated", request.lang) for year in scope.years]
        ),
    }
    found = {
        "title": title(material),
        **{key: value or everything for key, value in values.items()},
        "focus": material.focus_name,
        "by": text(f"bar.by.{request.by}", request.lang),
        "sides": material.listed([names.group_name(label) for label in material.labels]),
        "text": material.say(
            "report.method.text",
            documents=format_count(corpus.layout.n_documents),
            counted=format_count(_counted(material)),
        ),
        "corpus": corpus.corpus_id,
        "settings": corpus.settings.digest(),
        "corrections": _corrections(material),
        "engine": _engine(material),
        "date": request.date,
        "link": request.link,
        "command": request.command,
    }
    return {_label(material, key): value for key, value in found.items() if value}


def title(material: Material) -> str:
    """Return the title: who is compared, and in what."""
    names = [material.names.group_name(label) for label in material.labels]
    asked = bool(getattr(material.request.scope, f"{material.request.by}s", ()))
    kind = "few" if asked and len(names) > 1 else "one" if len(names) == 1 else "all"
    focus = material.focus_name
    said = material.say(f"report.title.{kind}", names=material.listed(names))
    return material.say("report.title.focus", focus=focus, title=said) if focus else said


def settings_text(material: Material) -> str:
    """Return the settings as TOML; reading it gives the same settings."""
    return dump_settings(material.corpus.settings)


def corrections_text(material: Material) -> str:
    """Return the corrections by hand as JSON; empty where there are none."""
    corrections = material.corpus.corrections
    return dump_corrections(corrections) if corrections else ""


def _corrections(material: Material) -> str:
    n = count_in_use(material.corpus)
    return format_count(n) if n else ""


def _about(material: Material) -> Table:
    rows = tuple(about(material).items())
    heads = (material.say("report.method.what"), material.say("report.method.value"))
    return Table(
        "about",
        material.say("report.method.about"),
        "",
        pd.DataFrame(rows, columns=["what", "value"]),
        {"what": heads[0], "value": heads[1]},
        Printed(heads, rows, (False, False)),
    )


def _documents(material: Material) -> Table:
    total = _counted(material)
    table = document_table(material.corpus, material.mask, limit=DOCUMENT_DATA)
    worded = in_words(material.names, table).assign(doc=table["doc"])
    headings = material.headings(DOCUMENTS.name, worded)
    notes = (
        material.say("report.documents.caption", n=format_count(total)),
        material.cut_note(DOCUMENT_ROWS, total),
        material.data_note(DOCUMENT_DATA, total),
    )
    return Table(
        "documents",
        material.say("report.documents.title"),
        " ".join(filter(None, notes)),
        worded,
        headings,
        printed(worded, headings, DOCUMENT_COLUMNS, DOCUMENT_ROWS),
    )


def _counted(material: Material) -> int:
    return int(documents_of(material.corpus, material.mask).sum())


def _engine(material: Material) -> str:
    settings = material.corpus.settings
    return material.say(
        "report.method.engine",
        engine=settings.engine,
        hmm=material.say("report.on" if settings.hmm else "report.off"),
        lexicon=material.say("report.on" if settings.lexicon else "report.off"),
        versions=material.listed([f"{name} {version(name)}" for name in ENGINES]),
    )


def _label(material: Material, key: str) -> str:
    own = {"by", "sides", "text", "engine", "link", "command"}
    return (
        material.say(f"report.about.{key}")
        if key in own
        else text(f"export.about.{key}", material.request.lang)
    )
