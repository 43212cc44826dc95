"""How documents, organisations, themes and groups are called, on screen and in files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Protocol

import numpy as np

from analysis.corpus.corpus import Corpus
from analysis.corpus.select import UNDATED
from analysis.corpus.table import Coded
from analysis.tables.hits import Focus
from app.wording.text import Lang, text

KEPT = 4
"""Corpora of which the names are kept."""
_TITLE_LENGTH = 14


class Named(Protocol):
    """Whatever knows how things are called."""

    @property
    def lang(self) -> Lang:
        """Language of what is written."""

    def title(self, document: str) -> str:
        """Return the short title of a document."""

    def organisation_name(self, canonical: str) -> str:
        """Return the short name of an organisation."""

    def theme_name(self, key: str) -> str:
        """Return the name of a theme."""

    def group_name(self, label: str) -> str:
        """Return what people read for a label of the grouping."""


@dataclass(frozen=True)
class Names:
    """The names of one corpus, for a grouping by ``organisation``, ``document`` or ``year``."""

    lang: Lang
    by: str
    titles: Mapping[str, str]
    shorts: Mapping[str, str]
    themes: Mapping[str, str]

    def title(self, document: str) -> str:
        """Return the short title of a document."""
        return self.titles.get(document, document)

    def organisation_name(self, canonical: str) -> str:
        """Return the short name of an organisation."""
        return self.shorts.get(canonical, canonical)

    def theme_name(self, key: str) -> str:
        """Return the name of a theme."""
        return self.themes.get(key, key)

    def group_name(self, label: str) -> str:
        """Return what people read for a label of the grouping."""
        if self.by == "organisation":
            return self.organisation_name(label)
        if self.by == "document":
            return self.title(label)
        return text("bar.undated", self.lang) if label == UNDATED else label

    def focus_name(self, focus: Focus | None) -> str:
        """Return what people read for a focus, without its kind; empty for none."""
        if focus is None:
            return ""
        if focus.kind == "theme":
            return self.theme_name(focus.value)
        return self.organisation_name(focus.value) if focus.kind == "organisation" else focus.value


def names_of(corpus: Corpus, by: str, lang: Lang) -> Names:
    """Return the names of a corpus."""
    return Names(lang, by, titles(corpus), short_names(corpus), theme_names(corpus, lang))


@lru_cache(maxsize=KEPT)
def short_names(corpus: Corpus) -> Mapping[str, str]:
    """Return the short name of each organisation; the canonical one where two would be alike."""
    shorts = [organisation.short or organisation.canonical for organisation in corpus.organisations]
    alike = _alike(shorts)
    return {
        organisation.canonical: organisation.canonical if short in alike else short
        for organisation, short in zip(corpus.organisations, shorts, strict=True)
    }


class Titles(Mapping[str, str]):
    """A short title for each document; with its name behind where two would be alike.

    Titles are cut when they are asked for.

    Parameters
    ----------
    corpus
        The corpus.
    """

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def __len__(self) -> int:
        return self._corpus.layout.n_documents

    def __iter__(self) -> Iterator[str]:
        return iter(self._corpus.document_rows)

    def __getitem__(self, document: str) -> str:
        row = self._corpus.document_rows[document]
        short = shortened(self._titles.values[self._titles.codes[row]] or document)
        return f"{short} {document[-6:]}" if short in self._shared else short

    @cached_property
    def _titles(self) -> Coded:
        return self._corpus.by_document.coded("title")

    @cached_property
    def _shared(self) -> frozenset[str]:
        """Short titles that several documents have."""
        titles = self._titles
        times = np.bincount(titles.codes, minlength=len(titles.values)).tolist()
        shorts = [
            short
            for title, n in zip(titles.values, times, strict=True)
            for short in [shortened(title)] * min(n, 2)
            if title
        ]
        unnamed = np.flatnonzero(titles.equal("")).tolist()
        shorts += [shortened(self._corpus.document_names[row]) for row in unnamed]
        return frozenset(_alike(shorts))


@lru_cache(maxsize=KEPT)
def titles(corpus: Corpus) -> Titles:
    """Return a short title for each document."""
    return Titles(corpus)


def shortened(title: str, length: int = _TITLE_LENGTH) -> str:
    """Return a title cut to ``length`` characters, with an ellipsis where something is missing."""
    return title if len(title) <= length else f"{title[: length - 1]}…"


def theme_names(corpus: Corpus, lang: Lang, *, short: bool = False) -> dict[str, str]:
    """Return the names of the themes by key; ``short`` ones have two characters in Chinese."""
    if lang == "en":
        return {theme.key: theme.label_en for theme in corpus.themes}
    return {theme.key: theme.short if short else theme.label for theme in corpus.themes}


def _alike(shorts: list[str]) -> set[str]:
    seen: set[str] = set()
    return {short for short in shorts if short in seen or seen.add(short)}
