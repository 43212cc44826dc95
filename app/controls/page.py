"""What a page works with: the corpus, what is chosen, and how everything in it is called."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from analysis.corpus.corpus import Corpus
from analysis.corpus.select import UNDATED, Scope
from analysis.tables.hits import Focus
from app import cache, state
from app.cache.keeping import kept
from app.charts.shown import SMALL_SAMPLE, Shown
from app.components.reader import Owners
from app.palette import Palette, entity_colours, palette, year_colours
from app.state import State
from app.wording.names import short_names, shortened, theme_names, titles
from app.wording.numbers import format_count
from app.wording.text import Lang, text

MOST_GROUPS = 60
"""Groups that a chart may draw; names and colours are looked up for so many."""
_NAMED_DOCUMENTS = 6

__all__ = [
    "MOST_GROUPS",
    "Page",
    "documents_in_words",
    "focus_label",
    "focus_name",
    "narrowed",
    "owners",
    "page",
    "short_names",
    "shortened",
    "theme_names",
    "titles",
    "year_name",
]


@dataclass(frozen=True)
class Page:
    """Read once at the top of a page and handed to the controls below."""

    corpus: Corpus
    state: State
    colours: Palette
    owners: Owners
    titles: Mapping[str, str]
    """Short title of each document by its name."""

    @property
    def lang(self) -> Lang:
        """Language of the interface."""
        return self.state.lang

    def say(self, key: str, **values: object) -> str:
        """Return a string in the language of the interface."""
        return text(key, self.state.lang, **values)

    @property
    def scope(self) -> Scope:
        """What is counted."""
        return self.state.scope

    @property
    def row_scope(self) -> Scope:
        """The scope narrowed to the chosen row; the whole scope where none is chosen."""
        return narrowed(self.state.scope, self.state.by, self.state.row)

    def group_name(self, label: str) -> str:
        """Return what people read for a label of the grouping."""
        if self.state.by == "organisation":
            return self.owners.name(label)
        if self.state.by == "document":
            return self.titles.get(label, label)
        return year_name(label, self.lang)

    def group_colours(self, labels: tuple[str, ...]) -> dict[str, str]:
        """Return the colour of each group; only one kind of thing carries colours on a page."""
        if self.state.by == "year":
            return year_colours(labels, self.colours)
        if self.state.by == "organisation":
            return {label: self.owners.colour(label) for label in labels}
        colours = document_colours(self.corpus, self.colours, self.state.scope.documents)
        return {label: colours.get(label, self.colours.muted) for label in labels}

    def title(self, document: str) -> str:
        """Return the short title of a document."""
        return self.titles.get(document, document)

    def organisation_name(self, canonical: str) -> str:
        """Return the short name of an organisation."""
        return self.owners.name(canonical)

    def theme_name(self, key: str) -> str:
        """Return the name of a theme."""
        return theme_names(self.corpus, self.lang).get(key, key)

    def shown(self, *, short_themes: bool = False) -> Shown:
        """Return how charts write and colour groups and themes.

        ``short_themes`` gives the two characters that fit over the columns of a heat map.
        """
        labels = cache.groups(self.corpus, self.scope, self.state.by, MOST_GROUPS)
        return Shown(
            names=ChainMap({label: self.group_name(label) for label in labels}, self.owners.shorts),
            colours=self.group_colours(labels),
            characters=cache.group_characters(self.corpus, self.scope, self.state.by),
            themes=theme_names(self.corpus, self.lang, short=short_themes),
        )

    def shown_places(self) -> Shown:
        """Return how charts of places are written: documents by title, ticks by their owner."""
        return Shown(
            names=ChainMap(self.owners.shorts, self.titles),
            colours=dict(self.owners.colours),
            themes=theme_names(self.corpus, self.lang),
        )

    def shown_owners(self, organisations: tuple[str, ...]) -> Shown:
        """Return how charts of figures are written, where these organisations are compared."""
        compared = owner_colours(self.corpus, self.colours, organisations)
        return replace(self.shown_places(), colours=dict(compared))

    def has_small(self, labels: Iterable[str]) -> bool:
        """Whether one of these groups has so little text that its rates are only indicative."""
        amounts = cache.group_characters(self.corpus, self.scope, self.state.by)
        return any(amounts.get(label, SMALL_SAMPLE) < SMALL_SAMPLE for label in labels)

    def focus_name(self, focus: Focus | None = None) -> str:
        """Return the focus without its kind: the word, the theme, the short name."""
        return focus_name(self.corpus, focus or self.state.focus, self.lang)

    def focus_in_full(self) -> str:
        """Return the focus with its kind, as the bar shows it; empty for none."""
        focus = self.state.focus
        return "" if focus is None else focus_label(self.corpus, focus, self.lang)

    def in_row(self, caption: str) -> str:
        """Return a caption with the chosen row before it, for charts that count only that row."""
        return f"{self.row_name()} · {caption}" if self.state.row else caption

    def row_label(self, row: str) -> str:
        """Return a row as people read it; rows are labels, years as the address holds them."""
        return self.group_name(state.year_of(row) if self.state.by == "year" else row)

    def row_name(self) -> str:
        """Return the chosen row as people read it; of none, the word for everything."""
        row = self.state.row
        return self.row_label(row) if row else self.say("sentences.any")


def page() -> Page:
    """Return what this run of the page works with."""
    corpus, now = cache.corpus(state.corpus_id()), state.current()
    colours = palette(now.theme)
    return Page(corpus, now, colours, owners(corpus, now, colours), titles(corpus))


@kept
def document_colours(
    corpus: Corpus, colours: Palette, selected: tuple[str, ...]
) -> Mapping[str, str]:
    """Return the colours of the documents that have one; the others are muted."""
    coloured = entity_colours(corpus.document_names.tolist(), colours, selected=selected)
    return {name: colour for name, colour in coloured.items() if colour != colours.muted}


@kept
def owner_colours(corpus: Corpus, colours: Palette, selected: tuple[str, ...]) -> Mapping[str, str]:
    """Return the colours of the organisations that have text."""
    main = cache.groups(corpus, Scope(), "organisation")
    return entity_colours(main, colours, selected=selected)


def owners(corpus: Corpus, now: State, colours: Palette) -> Owners:
    """Return names and colours of organisations; the same on every page."""
    return Owners(
        shorts=short_names(corpus),
        colours=owner_colours(corpus, colours, now.scope.organisations),
        muted=colours.muted,
        nobody=text("sentences.unowned", now.lang),
        joint=text("sentences.joint", now.lang),
    )


def documents_in_words(page: Page) -> str:
    """Return the chosen documents as people would say them; many are counted. Empty for all."""
    names = page.scope.documents
    if len(names) > _NAMED_DOCUMENTS:
        return page.say("bar.documents_chosen", n=format_count(len(names)))
    return ("、" if page.lang == "zh" else ", ").join(page.title(name) for name in names)


def narrowed(scope: Scope, by: str, row: str) -> Scope:
    """Return the scope narrowed to one group of a grouping; ``row=""`` is all of it."""
    if not row:
        return scope
    if by == "organisation":
        return replace(scope, organisations=(row,))
    if by == "document":
        return replace(scope, documents=(row,))
    return replace(scope, years=(state.year_of(row),))


def year_name(year: str, lang: Lang) -> str:
    """Return a year as people read it; undated documents have a name of their own."""
    return text("bar.undated", lang) if year in {UNDATED, state.UNDATED_CODE} else year


def focus_label(corpus: Corpus, focus: Focus, lang: Lang) -> str:
    """Return a focus with its kind: ``整改 · 主题``."""
    return text(f"bar.focus.{focus.kind}", lang, label=focus_name(corpus, focus, lang))


def focus_name(corpus: Corpus, focus: Focus | None, lang: Lang) -> str:
    """Return what people read for a focus, without its kind; empty for none."""
    if focus is None:
        return ""
    if focus.kind == "theme":
        return theme_names(corpus, lang).get(focus.value, focus.value)
    if focus.kind == "organisation":
        return short_names(corpus).get(focus.value, focus.value)
    return focus.value
