"""Everything that is known of one document: its layers over the same offsets."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from analysis.annotate.attribution import attribute
from analysis.annotate.corrections import (
    NO_CORRECTIONS,
    DocumentCorrections,
    apply_corrections,
)
from analysis.annotate.names import Names
from analysis.annotate.organisations.finding import NameHits, find_organisations, read_organisation
from analysis.annotate.passages import find_passages
from analysis.annotate.quantities.finding import find_quantities
from analysis.annotate.segment import Offsets, Segmenter
from analysis.annotate.sentences import Sentence
from analysis.annotate.themes import ThemeMatcher
from analysis.lexicon.gazetteer import Hit
from analysis.lexicon.organisations import load_gazetteer
from analysis.lexicon.themes import load_themes
from analysis.lexicon.words import load_lexicon
from analysis.schema import Document, Organisation, Settings, Theme, ThemeHit, UserWord


class Borders(NamedTuple):
    """Where the pieces of a document begin and end, punctuation among them; shape ``(n,)``."""

    starts: Offsets
    ends: Offsets


class Hits(NamedTuple):
    """Where the strings stand in one document that names are built from, and that name themes."""

    names: NameHits
    themes: Sequence[Hit]


class Annotator:
    """Annotates documents under one set of settings.

    Holds what is loaded once: dictionary, gazetteer, automata. The layers do not need each other
    (``names`` needs the sentences), so that a changed setting renews its own layer only.

    Parameters
    ----------
    settings
        Engine and words decide the tokens, organisations the names, themes the theme hits.
    """

    def __init__(self, settings: Settings) -> None:
        self.themes = settled_themes(settings)
        self._segmenter = Segmenter(
            engine=settings.engine, hmm=settings.hmm, words=settled_words(settings)
        )
        self._gazetteer = load_gazetteer(settings.organisations)
        self._matcher = ThemeMatcher(self.themes)

    @property
    def engine_note(self) -> str:
        """Why the engine is not the one that was asked for; empty if it is."""
        return self._segmenter.engine_note

    @property
    def strings(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The strings that names are built from, and those that name themes."""
        return self._gazetteer.patterns, self._matcher.strings

    def borders(self, document: Document) -> Borders:
        """Return where the segmenter cuts the simplified text; the folded one is as long."""
        pieces = self._segmenter.pieces(document.simplified)
        return Borders(pieces.starts, pieces.ends)

    def tag(self, term: str) -> str:
        """Return the part of speech of a folded term."""
        return self._segmenter.tag(term)

    def names(
        self,
        document: Document,
        sentences: Sequence[Sentence],
        corrections: DocumentCorrections = NO_CORRECTIONS,
        hits: Hits | None = None,
    ) -> Names:
        """Return organisations, passages (one a sentence) and all numbers with their owners.

        ``hits`` of the strings are found here if they are not given.
        """
        found = find_organisations(document, self._gazetteer, None if hits is None else hits.names)
        passages = find_passages(document, sentences, found)
        quantities = find_quantities(document)
        facts = attribute(document, quantities, sentences, found, passages)
        names = Names(found, passages, facts)
        deeds = corrections.of(document)
        return apply_corrections(document, sentences, names, deeds, self._organisation)

    def _organisation(self, canonical: str) -> Organisation:
        """Return the organisation of a canonical name, as far as its name says what it is."""
        return read_organisation(canonical, self._gazetteer)

    def theme_hits(self, document: Document, hits: Hits | None = None) -> list[ThemeHit]:
        """Return where the themes are named; see ``names``."""
        return self._matcher.find(document.folded, None if hits is None else hits.themes)


def settled_themes(settings: Settings) -> tuple[Theme, ...]:
    """Return the themes in force: those of the settings, or of the program."""
    return _program_themes() if settings.themes is None else settings.themes


@lru_cache(maxsize=1)
def _program_themes() -> tuple[Theme, ...]:
    """Return the themes that come with the program, read once: every write asks several times."""
    return load_themes()


def settled_words(settings: Settings) -> tuple[UserWord, ...]:
    """Return the words that the segmenter adds to its dictionary."""
    lexicon = load_lexicon() if settings.lexicon else ()
    return (*lexicon, *settings.user_words)
