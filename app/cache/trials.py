"""What a change of themes or words would do."""

from __future__ import annotations

from analysis.corpus.corpus import Corpus
from analysis.corpus.select import Scope
from analysis.schema import Settings, Theme
from analysis.tables import hits as hit_tables
from analysis.tables import trials as trial_tables
from analysis.tables.hits import SentenceCard
from analysis.tables.trials import ThemeTrial, WordTrial
from app.cache.keeping import kept
from app.cache.scopes import mask


@kept
def try_theme(corpus: Corpus, scope: Scope, theme: Theme) -> ThemeTrial:
    """Return where a theme would be named, and what that changes."""
    return trial_tables.try_theme(corpus, mask(corpus, scope), theme)


@kept
def trial_cards(corpus: Corpus, scope: Scope, theme: Theme, limit: int) -> list[SentenceCard]:
    """Return the first ``limit`` sentences in which a theme would be named."""
    found = try_theme(corpus, scope, theme).hits
    return hit_tables.sentence_cards(corpus, found, limit=limit)


@kept
def try_words(corpus: Corpus, settings: Settings) -> WordTrial:
    """Return which words would stand more or less often."""
    return trial_tables.try_words(corpus, settings)
