"""How documents, organisations, themes and groups are called, on screen and in files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from analysis.corpus.corpus import Corpus
from analysis.corpus.select import UNDATED
from analysis.tables.hits import Focus
from app.wording.text import Lang, text

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


def short_names(corpus: Corpus) -> dict[str, str]:
    """Return the short name of each organisation; the canonical one where two would be alike."""
    shorts = [organisation.short or organisation.canonical for organisation in corpus.organisations]
    alike = _alike(shorts)
    return {
        organisation.canonical: organisation.canonical if short in alike else short
        for organisation, short in zip(corpus.organisations, shorts, strict=True)
    }


def titles(corpus: Corpus) -> dict[str, str]:
    """Return a short title for each document; with its name behind where two would be alike."""
    shorts = [shortened(document.metadata.title or document.name) for document in corpus.documents]
    alike = _alike(shorts)
    return {
        document.name: f"{short} {document.name[:6]}" if short in alike else short
        for document, short in zip(corpus.documents, shorts, strict=True)
    }


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
