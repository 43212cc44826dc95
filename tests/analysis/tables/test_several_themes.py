"""Themes of groups of several segments against loops over hits and sentences."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd
import pytest

from analysis.corpus.corpus import Corpus
from analysis.corpus.select import Grouping, cross, group_by
from analysis.schema import THEME_TERMS, THEMES
from analysis.tables.themes import theme_table, theme_terms
from tests.analysis.several import NUMBERS, masks, several


@pytest.fixture(params=NUMBERS)
def corpus(request: pytest.FixtureRequest) -> Corpus:
    return several(request.param)


def grouping_of(corpus: Corpus, by: str) -> Grouping | None:
    if by == "cross":
        return cross(group_by(corpus, "organisation"), group_by(corpus, "year"))
    return group_by(corpus, by) if by else None


@pytest.mark.parametrize("by", ["", "document", "organisation", "year", "cross"])
def test_themes_of_groups(corpus: Corpus, by: str):
    grouping = grouping_of(corpus, by)
    for mask in masks(corpus, 9):
        codes = np.zeros(len(mask), dtype=int) if grouping is None else grouping.codes
        characters: Counter = Counter()
        for row in corpus.sentences.frame()[mask].itertuples():
            characters[codes[row.Index]] += row.characters
        words: dict[tuple[int, int], Counter] = {}
        docs: dict[tuple[int, int], set[int]] = {}
        word_docs: dict[tuple[int, int, str], set[int]] = {}
        for hit in corpus.theme_hits.frame()[mask[corpus.theme_hits["sentence"]]].itertuples():
            word = corpus.documents[hit.doc].folded[hit.start : hit.end]
            key = (hit.theme, codes[hit.sentence])
            words.setdefault(key, Counter())[word] += 1
            docs.setdefault(key, set()).add(hit.doc)
            word_docs.setdefault((*key, word), set()).add(hit.doc)
        groups = sorted(code for code in characters if code >= 0)
        label = {code: None if grouping is None else grouping.labels[code] for code in groups}
        ranked = {
            key: sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
            for key, found in words.items()
        }
        wanted = [
            {
                "theme": theme.key,
                "group": label[group],
                "n": sum(n for _, n in ranked.get((code, group), [])),
                "per_10k_characters": sum(n for _, n in ranked.get((code, group), []))
                * 10_000
                / max(characters[group], 1),
                "documents": len(docs.get((code, group), ())),
                "top_terms": [
                    {"term": term, "n": n} for term, n in ranked.get((code, group), [])[:5]
                ],
            }
            for code, theme in enumerate(corpus.themes)
            for group in groups
        ]
        table = theme_table(corpus, mask, grouping=grouping)
        pd.testing.assert_frame_equal(table, THEMES.rows(wanted))
        if by:
            some = [label[group] for group in groups[1:4]]
            part = [
                row | {"top_terms": row["top_terms"][:2]} for row in wanted if row["group"] in some
            ]
            found = theme_table(corpus, mask, grouping=grouping, groups=some, top_terms=2)
            pd.testing.assert_frame_equal(found, THEMES.rows(part))
        key = corpus.themes[0].key
        terms = THEME_TERMS.rows(
            [
                {
                    "term": term,
                    "group": label[group],
                    "n": n,
                    "documents": len(word_docs[0, group, term]),
                }
                for group in groups
                for term, n in ranked.get((0, group), [])
            ]
        )
        found = theme_terms(corpus, mask, key, grouping=grouping)
        pd.testing.assert_frame_equal(found, terms)
        part = theme_terms(corpus, mask, key, grouping=grouping, offset=1, limit=2)
        pd.testing.assert_frame_equal(part, terms.iloc[1:3].reset_index(drop=True))
