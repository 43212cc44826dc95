"""What makes two corpora the same."""

from __future__ import annotations

import pandas as pd

from analysis.corpus.corpus import Corpus

FRAMES = ("sentences", "tokens", "mentions", "facts", "theme_hits")
PARTS = (
    *("documents", "duplicate_of", "near_copy_of", "organisations", "main_organisations"),
    *("themes", "terms", "tags", "settings"),
)


def assert_same(one: Corpus, other: Corpus) -> None:
    """Fail unless every part is equal; the ids may differ."""
    for name in PARTS:
        assert getattr(one, name) == getattr(other, name), name
    for name in FRAMES:
        pd.testing.assert_frame_equal(getattr(one, name).frame(), getattr(other, name).frame())
