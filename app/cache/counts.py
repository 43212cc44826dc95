"""Terms, themes and organisations, counted."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.corpus.corpus import Corpus
from analysis.corpus.counts import sum_subset
from analysis.corpus.groups import group_blocks
from analysis.corpus.segments.occurrences import LOWER
from analysis.corpus.select import Scope, documents_of
from analysis.corpus.subset import Subset
from analysis.errors import EmptyCorpusError
from analysis.measures.weighting import tfidf
from analysis.schema import KEYNESS
from analysis.tables import frequency as frequency_tables
from analysis.tables import hits as hit_tables
from analysis.tables import keyness as keyness_tables
from analysis.tables import organisation_years as year_tables
from analysis.tables import organisations as organisation_tables
from analysis.tables import themes as theme_tables
from analysis.tables.frequency import FrequencyOptions
from analysis.tables.hits import Focus, SentenceCard
from analysis.tables.listing import listed_terms
from app.cache.keeping import kept
from app.cache.scopes import group_characters, grouping, groups, label_places, mask
from app.cache.texts import sentences_as_hits

_ENOUGH_TO_TELL = 400
_COMPARED = 60
"""Organisations with most text that are looked at for a first focus."""


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
def is_sampled(corpus: Corpus, scope: Scope, options: FrequencyOptions) -> bool:
    """Return whether the runs of words that are listed were looked for in a sample."""
    return frequency_tables.is_sampled(corpus, mask(corpus, scope), options)


@kept
def group_frequency(
    corpus: Corpus, scope: Scope, by: str, group: str, options: FrequencyOptions
) -> pd.DataFrame:
    """Return the terms of one group that weigh most against the other groups, ``FREQUENCY``."""
    found = grouping(corpus, by)
    chosen = mask(corpus, scope) & (found.codes == label_places(corpus, by)[group])
    sums = sum_subset(Subset(corpus, chosen, None))
    listed = listed_terms(corpus, options) & (sums.n_word > 0) & (sums.n >= options.min_n)
    codes = np.flatnonzero(listed)
    weight = tfidf(
        sums.n_word[codes],
        group_counts(corpus, scope, by)[codes],
        len(group_characters(corpus, scope, by)),
    )
    ties = (corpus.vocabulary.ranks[codes], -sums.n_word[codes], -sums.n[codes], -weight)
    order = np.lexsort(ties)[: options.limit]
    terms = tuple(corpus.vocabulary.strings(codes[order]).tolist())
    table = frequency_tables.frequency(corpus, chosen, options=FrequencyOptions(terms=terms))
    return table.assign(group=group, tfidf=weight[order])


@kept
def group_counts(corpus: Corpus, scope: Scope, by: str) -> npt.NDArray[np.int64]:
    """Return in how many groups of a scope each term is a word, shape ``(n_terms,)``."""
    subset = Subset(corpus, mask(corpus, scope), grouping(corpus, by))
    holding = np.zeros(len(corpus.term_names.values), dtype=np.int64)
    for block in group_blocks(subset):
        words = (block.packed.data & LOWER) > 0
        holding += np.bincount(block.packed.indices[words], minlength=len(holding))
    return holding


@kept
def breakdown(corpus: Corpus, scope: Scope, term: str) -> pd.DataFrame:
    """Return the words that a string stands in, ``schema.BREAKDOWN``."""
    return frequency_tables.breakdown(corpus, mask(corpus, scope), term)


@kept
def frequent_terms(corpus: Corpus, limit: int) -> tuple[str, ...]:
    """Return the most frequent terms of a corpus, without stop words."""
    words = frequency(corpus, Scope(), options=FrequencyOptions(min_length=2, limit=limit))
    return tuple(words["term"])


@kept
def count_listed(corpus: Corpus, scope: Scope, options: FrequencyOptions) -> int:
    """Return how many terms of the vocabulary ``frequency`` lists without a limit."""
    sums = sum_subset(Subset(corpus, mask(corpus, scope), None))
    listed = listed_terms(corpus, options) & (sums.n_word > 0) & (sums.n >= options.min_n)
    return int(listed.sum())


@kept
def themes(corpus: Corpus, scope: Scope, by: str = "") -> pd.DataFrame:
    """Return the themes of a scope, ``schema.THEMES``; by group where ``by`` is given."""
    return theme_tables.theme_table(
        corpus, mask(corpus, scope), grouping=grouping(corpus, by) if by else None
    )


@kept
def group_themes(corpus: Corpus, scope: Scope, by: str, limit: int) -> pd.DataFrame:
    """Return the themes of the first ``limit`` groups with text in scope, group by group."""
    return themes_of(corpus, scope, by, groups(corpus, scope, by, limit))


@kept
def themes_of(corpus: Corpus, scope: Scope, by: str, labels: tuple[str, ...]) -> pd.DataFrame:
    """Return the themes of some groups, in the order of the groups, ``schema.THEMES``."""
    table = theme_tables.theme_table(
        corpus, mask(corpus, scope), grouping=grouping(corpus, by), groups=labels
    )
    order = {label: place for place, label in enumerate(labels)}
    return table.sort_values("group", key=lambda g: g.map(order), kind="stable", ignore_index=True)


def themes_page(
    corpus: Corpus, scope: Scope, by: str, offset: int, limit: int | None
) -> pd.DataFrame:
    """Return some rows of the themes of all groups, group by group, ``schema.THEMES``."""
    each = max(len(corpus.themes), 1)
    stop = None if limit is None else -(-(offset + limit) // each)
    labels = groups(corpus, scope, by, stop)[offset // each :]
    table = themes_of(corpus, scope, by, labels)
    first = offset % each
    return table.iloc[first : None if limit is None else first + limit]


@kept
def one_theme(corpus: Corpus, scope: Scope, by: str, theme: str, limit: int) -> pd.DataFrame:
    """Return one theme in the first ``limit`` groups with text in scope, ``schema.THEMES``."""
    table = group_themes(corpus, scope, by, limit)
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
    years = corpus.by_document.coded("year")
    inside = years.codes[documents_of(corpus, mask(corpus, scope))]
    counts = np.bincount(inside, minlength=len(years.values)).tolist()
    return {year: n for year, n in zip(years.values, counts, strict=True) if year and n}


@kept
def widest_theme(corpus: Corpus) -> Focus | None:
    """Return the theme whose rates differ most between organisations with enough text to tell."""
    amounts = group_characters(corpus, Scope(), "organisation")
    first = amounts.first(_COMPARED)
    enough = tuple(label for label in first if amounts[label] >= _ENOUGH_TO_TELL)
    table = themes_of(corpus, Scope(), "organisation", enough or first)
    spread = table.groupby("theme", sort=False)["per_10k_characters"].agg(
        lambda r: r.max() - r.min()
    )
    return None if spread.empty else Focus("theme", str(spread.idxmax()))


@kept
def organisation_totals(corpus: Corpus, scope: Scope, limit: int | None = None) -> pd.DataFrame:
    """Return the organisations of a scope over all documents, ``schema.ORGANISATION_TOTALS``."""
    return organisation_tables.organisation_totals(corpus, mask(corpus, scope), limit=limit)


@kept
def organisation_total(corpus: Corpus, scope: Scope, organisation: str) -> dict[str, int]:
    """Return the counts of one organisation over all documents, by field; zeros for none."""
    table = organisation_tables.organisation_totals(corpus, mask(corpus, scope))
    fields = ("mentions", "sentences", "characters", "figures", "documents")
    own = table[table["canonical"] == organisation]
    return {field: int(own[field].sum()) for field in fields}


@kept
def organisation_years(corpus: Corpus, scope: Scope, organisation: str) -> pd.DataFrame:
    """Return what is said of an organisation year by year, ``schema.ORGANISATION_YEARS``."""
    return year_tables.organisation_years(corpus, mask(corpus, scope), organisation)


@kept
def spelling_table(
    corpus: Corpus, scope: Scope, offset: int = 0, limit: int | None = None
) -> pd.DataFrame:
    """Return how the documents write each organisation, ``schema.SPELLINGS``."""
    return organisation_tables.spelling_table(
        corpus, mask(corpus, scope), offset=offset, limit=limit
    )


@kept
def count_spellings(corpus: Corpus, scope: Scope) -> int:
    """Return how many rows ``spelling_table`` has without a limit."""
    return organisation_tables.count_spellings(corpus, mask(corpus, scope))


@kept
def spellings(corpus: Corpus, scope: Scope, organisation: str, limit: int) -> dict[str, int]:
    """Return how often the commonest spellings of an organisation occur."""
    own = organisation_tables.spelling_totals(
        corpus, mask(corpus, scope), organisation, limit=limit
    )
    return {str(text): int(n) for text, n in zip(own["text"], own["n"], strict=True)}


@kept
def characteristic_terms(corpus: Corpus, scope: Scope, limit: int) -> pd.DataFrame:
    """Return the terms that a scope uses more than all other texts, ``schema.KEYNESS``.

    None where the scope has no words, or is all that has some.
    """
    try:
        table = keyness_tables.keyness_of(
            corpus, mask(corpus, scope), min_n=2, min_length=2, limit=limit
        )
    except EmptyCorpusError:
        return KEYNESS.empty()
    return table[table["score"] > 0].reset_index(drop=True)


@kept
def passage_cards(corpus: Corpus, scope: Scope, limit: int = 200) -> list[SentenceCard]:
    """Return the first ``limit`` sentences of a scope."""
    rows = np.flatnonzero(mask(corpus, scope))[:limit]
    return hit_tables.sentence_cards(corpus, sentences_as_hits(corpus, rows), limit=limit)
