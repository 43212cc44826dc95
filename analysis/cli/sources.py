"""What the command line is given → a corpus, and the failures on the way."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence, Set
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from analysis.cli.arguments import UsageError, pair
from analysis.corpus.build import build_corpus, with_distinct_names
from analysis.corpus.corpus import Corpus
from analysis.corpus.correction_states import states
from analysis.corpus.corrections import merged, open_corrected
from analysis.corpus.select import Mask, Scope, select
from analysis.corpus.storage.manifest import is_corpus
from analysis.corpus.store import open_corpus, read_sources
from analysis.lexicon.corrections import load_corrections
from analysis.lexicon.importing import OptionError, read_options
from analysis.lexicon.settings import load_settings
from analysis.schema import (
    DEFAULT_IMPORT,
    Correction,
    Document,
    Failure,
    ImportOptions,
    Settings,
)


class Opened(NamedTuple):
    """A corpus and the inputs that could not be read."""

    corpus: Corpus
    failures: tuple[Failure, ...]


def given_settings(arguments: argparse.Namespace) -> Settings | None:
    """Return the settings that the command line states, or None if it states none."""
    base = load_settings(arguments.settings) if arguments.settings else None
    stated = {
        **({"engine": arguments.engine} if arguments.engine else {}),
        **({"hmm": False} if arguments.no_hmm else {}),
        **({"lexicon": False} if arguments.no_lexicon else {}),
    }
    return replace(base or Settings(), **stated) if base or stated else None


def given_options(arguments: argparse.Namespace, base: ImportOptions) -> ImportOptions:
    """Return how files are to be read: ``base`` with what the command line states.

    Raises
    ------
    UsageError
        There is no such encoding.
    """
    stated = {"encoding": arguments.encoding, "text_column": arguments.text_column}
    stated = {name: value for name, value in stated.items() if value is not None}
    try:
        read = read_options(stated)
    except OptionError as error:
        message = f"--{error.entry.replace('_', '-')}: {error}"
        raise UsageError(message) from error
    return replace(base, **{name: getattr(read, name) for name in stated})


def given_corrections(arguments: argparse.Namespace) -> tuple[Correction, ...]:
    """Return the corrections of the file that the command line names; none without one.

    Raises
    ------
    ResourceError
        The file cannot be read, or has a mistake.
    AnalysisError
        Two of its corrections have one id.
    """
    return merged((), load_corrections(arguments.corrections)) if arguments.corrections else ()


def build_settings(arguments: argparse.Namespace) -> Settings | None:
    """Return the settings of ``build``; options of reading alone leave those of the corpus."""
    settings = given_settings(arguments)
    base = settings.importing if settings else DEFAULT_IMPORT
    options = given_options(arguments, base)
    if options == base:
        return settings
    if settings is None and is_corpus(arguments.corpus):
        settings = open_corpus(arguments.corpus).settings
        options = given_options(arguments, settings.importing)
    return replace(settings or Settings(), importing=options)


def open_sources(
    paths: Sequence[Path],
    settings: Settings | None,
    options: ImportOptions = DEFAULT_IMPORT,
    corrections: Sequence[Correction] = (),
) -> Opened:
    """Return the corpus of the sources: opened as it is, or built from what they hold.

    Parameters
    ----------
    corrections
        Made by hand, besides those that corpus folders among the sources have.

    Raises
    ------
    AnalysisError
        A corpus folder cannot be read, or there is nothing readable.
    """
    if len(paths) == 1 and is_corpus(paths[0]):
        corpus = open_corpus(paths[0])
        if settings is None or _same_numbers(settings, corpus.settings):
            return _opened(_corrected(paths[0], corpus, corrections), (), corrections)
    documents, failures = read_documents(paths, options)
    for failure in failures:
        tell(failure.message)
    kept = [open_corpus(path).corrections for path in paths if is_corpus(path)]
    together = merged(chain.from_iterable(kept), corrections)
    corpus = build_corpus(documents, settings, corrections=together, progress=shown_progress())
    return _opened(corpus, failures, corrections)


def _corrected(folder: Path, corpus: Corpus, corrections: Sequence[Correction]) -> Corpus:
    if merged(corpus.corrections, corrections) == corpus.corrections:
        return corpus
    return open_corrected(folder, corrections)


def _opened(
    corpus: Corpus, failures: tuple[Failure, ...], corrections: Sequence[Correction]
) -> Opened:
    ids = {one.id for one in corrections}
    return Opened(corpus, (*failures, *(tell_lost(corpus, ids) if ids else ())))


def ids_in_use(folder: Path) -> set[str]:
    """Return the ids of the corrections that hold in a corpus folder; none where there is none."""
    if not is_corpus(folder):
        return set()
    return {state.correction.id for state in states(open_corpus(folder)) if state.fit != "lost"}


def tell_lost(corpus: Corpus, ids: Set[str]) -> tuple[Failure, ...]:
    """Say which of some corrections of a corpus do not hold, and return these as failures."""
    lost = tuple(
        Failure(state.correction.id, str(state.problem), state.problem.code)
        for state in states(corpus)
        if state.problem is not None and state.correction.id in ids
    )
    for failure in lost:
        tell(failure.message)
    return lost


def _same_numbers(settings: Settings, others: Settings) -> bool:
    """Return whether settings differ in nothing but how files are read."""
    return replace(settings, importing=others.importing) == others


def read_documents(
    paths: Sequence[Path], options: ImportOptions = DEFAULT_IMPORT
) -> tuple[tuple[Document, ...], tuple[Failure, ...]]:
    """Return the documents of files, folders, zip files and corpus folders, in order."""
    documents: list[Document] = []
    failures: list[Failure] = []
    loose = [path for path in paths if not is_corpus(path)]
    if loose:
        read, failed = read_sources(loose, options)
        documents.extend(read)
        failures.extend(failed)
    for path in paths:
        if is_corpus(path):
            documents.extend(open_corpus(path).documents)
    return with_distinct_names(documents), tuple(failures)


def scope_mask(corpus: Corpus, arguments: argparse.Namespace) -> Mask:
    """Return the sentences of the documents that ``--where`` lets pass."""
    return select(corpus, Scope(where=tuple(pair(text) for text in arguments.where)))


def side_mask(corpus: Corpus, selections: Sequence[str], scope: Mask) -> Mask:
    """Return the sentences of any of the selections, inside the scope."""
    mask = scope & False
    for text in selections:
        field, value = pair(text)
        mask |= select(corpus, _SIDES.get(field, lambda v, f=field: Scope(where=((f, v),)))(value))
    return mask & scope


_SIDES: dict[str, Callable[[str], Scope]] = {
    "doc": lambda value: Scope(documents=(value,)),
    "document": lambda value: Scope(documents=(value,)),
    "organisation": lambda value: Scope(organisations=(value,)),
    "year": lambda value: Scope(years=(value,)),
}


def tell(line: str) -> None:
    """Write a line to standard error."""
    sys.stderr.write(line + "\n")


def shown_progress() -> Callable[[int, int], None] | None:
    """Return what shows the progress on standard error, or None where that is no terminal."""
    if not sys.stderr.isatty():
        return None
    started = time.monotonic()

    def show(done: int, total: int) -> None:
        rate = done / max(time.monotonic() - started, 0.001)
        left = (total - done) / max(rate, 0.001)
        end = "\n" if done == total else ""
        told = f"{done} / {total} 篇，每秒 {rate:.0f} 篇，还要约 {left:.0f} 秒"
        sys.stderr.write(f"\r正在处理 {told}   {end}")
        sys.stderr.flush()

    return show
