"""One function a command: a corpus, the sentences in scope and the arguments → a table."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from types import MappingProxyType

import pandas as pd

from analysis.annotate.document import Annotator
from analysis.cli.sources import scope_mask, side_mask
from analysis.corpus.corpus import Corpus
from analysis.corpus.select import Grouping, Mask, group_by
from analysis.lexicon.corrections import dump_corrections
from analysis.schema import HINT_KINDS, Document
from analysis.tables.collocation import collocates
from analysis.tables.concordance import concordance
from analysis.tables.consistency.checks import consistency
from analysis.tables.corrections import correction_table
from analysis.tables.documents import document_table
from analysis.tables.facts import fact_table
from analysis.tables.frequency import FrequencyOptions, frequency, inside_lists
from analysis.tables.keyness import keyness_of
from analysis.tables.network import network
from analysis.tables.organisations import organisation_called, organisation_table
from analysis.tables.passages import passage_table
from analysis.tables.shared import shared_passages
from analysis.tables.similarity import similarity
from analysis.tables.themes import theme_table

Command = Callable[[Corpus, Mask, argparse.Namespace], pd.DataFrame]


def run(corpus: Corpus, arguments: argparse.Namespace) -> pd.DataFrame:
    """Return the table of a command.

    Raises
    ------
    AnalysisError
        A name, field or pattern that does not exist or is wrong.
    """
    return COMMANDS[arguments.command](corpus, scope_mask(corpus, arguments), arguments)


def _documents(corpus: Corpus, mask: Mask, arguments: argparse.Namespace) -> pd.DataFrame:
    table = document_table(corpus, mask if arguments.where else None)
    if not arguments.text:
        return table
    rows = [corpus.document_rows[name] for name in table["doc"]]
    return table.assign(text=[corpus.documents[row].text for row in rows])


def _segment(corpus: Corpus, mask: Mask, arguments: argparse.Namespace) -> pd.DataFrame:
    annotator = Annotator(corpus.settings)
    names = document_table(corpus, mask if arguments.where else None)["doc"]
    rows = []
    for document in (corpus.documents[corpus.document_rows[name]] for name in names):
        tokens, tags = _pieces(document, annotator)
        rows.append((document.name, tokens, tags))
    table = pd.DataFrame(rows, columns=["doc", "tokens", "tags"])
    return table if arguments.pos else table.drop(columns="tags")


def _pieces(document: Document, annotator: Annotator) -> tuple[list[str], list[str]]:
    """Return all pieces as the document writes them, and their tags."""
    borders = annotator.borders(document)
    places = list(zip(borders.starts.tolist(), borders.ends.tolist(), strict=True))
    return (
        [document.text[start:end] for start, end in places],
        [annotator.tag(document.folded[start:end]) for start, end in places],
    )


def _frequency(corpus: Corpus, mask: Mask, arguments: argparse.Namespace) -> pd.DataFrame:
    options = FrequencyOptions(
        min_n=arguments.min_n or (2 if arguments.ngrams else 1),
        min_length=arguments.min_length,
        pos=arguments.pos,
        stopwords=arguments.stopwords,
        terms=arguments.terms,
        ngrams=arguments.ngrams,
        sort=arguments.sort,
    )
    grouping = _grouping(corpus, arguments)
    table = frequency(corpus, mask, grouping=grouping, options=options)
    if not arguments.breakdown:
        return table
    inside = inside_lists(corpus, mask, table, grouping=grouping)
    return table.assign(inside=pd.Series(inside, dtype=object))


def _themes(corpus: Corpus, mask: Mask, arguments: argparse.Namespace) -> pd.DataFrame:
    return theme_table(corpus, mask, grouping=_grouping(corpus, arguments))


def _grouping(corpus: Corpus, arguments: argparse.Namespace) -> Grouping | None:
    return group_by(corpus, arguments.by) if arguments.by else None


def _facts(corpus: Corpus, mask: Mask, arguments: argparse.Namespace) -> pd.DataFrame:
    table = fact_table(corpus, mask, excluded=arguments.all)
    return table if arguments.all else table.drop(columns="class")


def _keyness(corpus: Corpus, mask: Mask, arguments: argparse.Namespace) -> pd.DataFrame:
    target = side_mask(corpus, arguments.target, mask)
    chosen = arguments.reference
    return keyness_of(
        corpus,
        target,
        side_mask(corpus, chosen, mask) if chosen else mask & ~target,
        measure=arguments.measure,
        min_n=arguments.min_n or 1,
        min_length=arguments.min_length,
        stopwords=arguments.stopwords,
    )


def _concordance(corpus: Corpus, mask: Mask, arguments: argparse.Namespace) -> pd.DataFrame:
    return concordance(
        corpus,
        mask,
        arguments.pattern,
        regex=arguments.regex,
        sort=arguments.sort,
        offset=arguments.offset,
        limit=arguments.limit,
        width=arguments.width,
    )


def _collocates(corpus: Corpus, mask: Mask, arguments: argparse.Namespace) -> pd.DataFrame:
    table: pd.DataFrame = collocates(
        corpus,
        mask,
        arguments.node,
        window=None if arguments.sentence else arguments.window,
        min_together=arguments.min_n or 1,
        stopwords=arguments.stopwords,
    )
    kept = table["term"].str.len() >= arguments.min_length
    return pd.DataFrame(table[kept].reset_index(drop=True))


def _network(corpus: Corpus, mask: Mask, arguments: argparse.Namespace) -> pd.DataFrame:
    return network(
        corpus,
        mask,
        node=organisation_called(corpus, arguments.node),
        within=arguments.within,
        min_together=arguments.min_n,
    )


def _shared(corpus: Corpus, mask: Mask, arguments: argparse.Namespace) -> pd.DataFrame:
    return shared_passages(corpus, mask, min_length=arguments.min_length)


def _consistency(corpus: Corpus, mask: Mask, arguments: argparse.Namespace) -> pd.DataFrame:
    kinds = arguments.kind or HINT_KINDS
    return consistency(
        corpus, mask, organisations=arguments.organisation, kinds=kinds, aside=arguments.all
    )


def _corrections(corpus: Corpus, mask: Mask, arguments: argparse.Namespace) -> pd.DataFrame:
    del mask
    if arguments.export:
        arguments.export.write_text(dump_corrections(corpus.corrections), encoding="utf-8")
    return correction_table(corpus)


COMMANDS: Mapping[str, Command] = MappingProxyType(
    {
        "documents": _documents,
        "segment": _segment,
        "frequency": _frequency,
        "themes": _themes,
        "organisations": lambda corpus, mask, _: organisation_table(corpus, mask),
        "facts": _facts,
        "passages": lambda corpus, mask, _: passage_table(corpus, mask),
        "keyness": _keyness,
        "concordance": _concordance,
        "collocates": _collocates,
        "network": _network,
        "similarity": lambda corpus, mask, _: similarity(corpus, mask),
        "shared": _shared,
        "consistency": _consistency,
        "corrections": _corrections,
    }
)
