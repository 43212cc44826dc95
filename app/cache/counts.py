"""Terms, themes and organisations, counted."""

from __future__ import annotations

import pandas as pd

from analysis.corpus.corpus import Corpus
from analysis.corpus.select import Scope
from analysis.tables import frequency as frequency_tables
from analysis.tables import hits as hit_tables
from analysis.tables import keyness as keyness_tables
from analysis.tables import organisations as organisation_tables
from analysis.tables import themes as theme_tables
from analysis.tables.frequency import FrequencyOptions
from analysis.tables.hits import Focus, SentenceCard
from app.cache.keeping import kept
from app.cache.scopes import group_characters, grouping, groups, mask

_ENOUGH_TO_TELL = 400


@kept
def frequency(
    corpus: Corpus, scope: Scope, by: str = "", options: FrequencyOptions | None = None
) -> pd.DataFrame:
    """Return the terms of a scope, ``schema.FREQUENCY``; by group where ``by`` is given."""
    return frequency_tables.frequency(
        corpus,
        mask(corpus, scope),
        grouping=grouping(corpus, by) if by else None,
        options=options or FrequencyOptions(),
    )


@kept
def group_frequency(
    corpus: Corpus, scope: Scope, by: str, group: str, options: FrequencyOptions
) -> pd.DataFrame:
    """Return the terms of one group, ``schema.FREQUENCY``, weighed against the other groups."""
    table = frequency(corpus, scope, by, options)
    return table[table["group"] == group].reset_index(drop=True)


@kept
def breakdown(corpus: Corpus, scope: Scope, term: str) -> pd.DataFrame:
    """Return the words that a string stands in, ``schema.BREAKDOWN``."""
    return frequency_tables.breakdown(corpus, mask(corpus, scope), term)


@kept
def frequent_terms(corpus: Corpus, limit: int) -> tuple[str, ...]:
    """Return the most frequent terms of a corpus, without stop words."""
    words = frequency(corpus, Scope(), options=FrequencyOptions(min_length=2))
    return tuple(words["term"].head(limit))


@kept
def themes(corpus: Corpus, scope: Scope, by: str = "") -> pd.DataFrame:
    """Return the themes of a scope, ``schema.THEMES``; by group where ``by`` is given."""
    return theme_tables.theme_table(
        corpus, mask(corpus, scope), grouping=grouping(corpus, by) if by else None
    )


@kept
def group_themes(corpus: Corpus, scope: Scope, by: str, limit: int) -> pd.DataFrame:
    """Return the themes of the first ``limit`` groups with text in scope; 0: of all of them."""
    table = themes(corpus, scope, by)
    kept = groups(corpus, scope, by)[: limit or None]
    order = {label: place for place, label in enumerate(kept)}
    rows = table[table["group"].isin(kept)]
    return rows.sort_values("group", key=lambda g: g.map(order), kind="stable", ignore_index=True)


@kept
def one_theme(corpus: Corpus, scope: Scope, by: str, theme: str) -> pd.DataFrame:
    """Return one theme in every group that has text in scope, ``schema.THEMES``."""
    table = group_themes(corpus, scope, by, 0)
    return table[table["theme"] == theme].reset_index(drop=True)


@kept
def theme_counts(corpus: Corpus, scope: Scope) -> dict[str, int]:
    """Return how often each theme is named in a scope."""
    table = themes(corpus, scope)
    return {str(key): int(n) for key, n in zip(table["theme"], table["n"], strict=True)}


@kept
def theme_terms(corpus: Corpus, scope: Scope, theme: str) -> pd.DataFrame:
    """Return the words in which one theme is named, ``schema.THEME_TERMS``."""
    return theme_tables.theme_terms(corpus, mask(corpus, scope), theme)


@kept
def year_documents(corpus: Corpus, scope: Scope) -> dict[str, int]:
    """Return how many documents of each year have text in scope; undated ones are left out."""
    rows = corpus.sentences["doc"][mask(corpus, scope)].unique().tolist()
    years = [corpus.documents[row].metadata.year for row in rows]
    return {year: years.count(year) for year in sorted(set(years)) if year}


@kept
def widest_theme(corpus: Corpus) -> Focus | None:
    """Return the theme whose rates differ most between organisations with enough text to tell."""
    amounts = group_characters(corpus, Scope(), "organisation")
    enough = [label for label, amount in amounts.items() if amount >= _ENOUGH_TO_TELL]
    table = themes(corpus, Scope(), "organisation")
    table = table[table["group"].isin(enough or list(amounts))]
    spread = table.groupby("theme", sort=False)["per_10k_characters"].agg(
        lambda r: r.max() - r.min()
    )
    return None if spread.empty else Focus("theme", str(spread.idxmax()))


@kept
def organisation_totals(corpus: Corpus, scope: Scope) -> pd.DataFrame:
    """Return the organisations of a scope over all documents, ``schema.ORGANISATION_TOTALS``."""
    return organisation_tables.organisation_totals(corpus, mask(corpus, scope))


@kept
def organisation_total(corpus: Corpus, scope: Scope, organisation: str) -> dict[str, int]:
    """Return the counts of one organisation over all documents, by field."""
    table = organisation_totals(corpus, scope).set_index("canonical")
    fields = ("mentions", "sentences", "characters", "figures", "documents")
    return {field: int(table.loc[organisation, field]) for field in fields}


@kept
def spelling_table(corpus: Corpus, scope: Scope) -> pd.DataFrame:
    """Return how the documents write each organisation, ``schema.SPELLINGS``."""
    return organisation_tables.spelling_table(corpus, mask(corpus, scope))


@kept
def spellings(corpus: Corpus, scope: Scope, organisation: str) -> dict[str, int]:
    """Return how often each spelling of an organisation occurs, commonest first."""
    table = spelling_table(corpus, scope)
    own = table[table["canonical"] == organisation].groupby("text")["n"].sum()
    return {str(text): int(n) for text, n in own.sort_values(ascending=False).items()}


@kept
def characteristic_terms(corpus: Corpus, scope: Scope, limit: int) -> pd.DataFrame:
    """Return the terms that a scope uses more than all other texts, ``schema.KEYNESS``."""
    table = keyness_tables.keyness_of(corpus, mask(corpus, scope), min_n=2, min_length=2)
    return table[table["score"] > 0].head(limit).reset_index(drop=True)


@kept
def passage_cards(corpus: Corpus, scope: Scope, limit: int = 200) -> list[SentenceCard]:
    """Return the first ``limit`` sentences of a scope."""
    found = hit_tables.sentence_hits(corpus, mask(corpus, scope))
    return hit_tables.sentence_cards(corpus, found, limit=limit)
