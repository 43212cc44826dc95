"""Organisations that are named together."""

from __future__ import annotations

import pandas as pd

from analysis.corpus.corpus import Corpus
from analysis.corpus.select import Scope
from analysis.schema import Within
from analysis.tables import network as network_tables
from analysis.tables.hits import Places, SentenceCard, count_places, sentence_cards
from app.cache.keeping import kept
from app.cache.scopes import mask

PARTNERS = 24
"""Organisations drawn around a chosen one."""
Pair = tuple[str, str]


@kept
def network(corpus: Corpus, scope: Scope, within: Within, node: str = "") -> pd.DataFrame:
    """Return the pairs of organisations that are named together, ``schema.NETWORK``."""
    return network_tables.network(corpus, mask(corpus, scope), node=node, within=within)


@kept
def drawn_network(
    corpus: Corpus, scope: Scope, within: Within, node: str, among: int
) -> pd.DataFrame:
    """Return the pairs to draw: among those named most, or among a node and its partners."""
    names: list[str] = []
    if node:
        partners = network(corpus, scope, within, node)["organisation_b"].head(PARTNERS)
        names = [node, *partners.tolist()]
    return network_tables.network(corpus, mask(corpus, scope), within=within, among=names or among)


@kept
def together_hits(corpus: Corpus, scope: Scope, within: Within, pair: Pair) -> pd.DataFrame:
    """Return where two organisations are named in the texts that name both, ``schema.HITS``."""
    return network_tables.together_hits(corpus, mask(corpus, scope), pair, within=within)


def count_together(corpus: Corpus, scope: Scope, within: Within, pair: Pair) -> Places:
    """Return how many places, sentences and documents those are."""
    return count_places(together_hits(corpus, scope, within, pair))


@kept
def together_cards(
    corpus: Corpus, scope: Scope, within: Within, pair: Pair, limit: int
) -> list[SentenceCard]:
    """Return the first of their sentences, the names marked."""
    found = together_hits(corpus, scope, within, pair)
    return sentence_cards(corpus, found, limit=limit)
