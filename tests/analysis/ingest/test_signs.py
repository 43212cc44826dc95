"""Rare characters are found as their pattern finds them, wherever Unicode puts them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.ingest.signs import Families, Signs

CLASSES = [r"\s", r"\u3007\u3400-\u4dbf\U00020000-\U000323af", r"\x00-\x08\ud800-\udfff\U000e0001"]
CHARACTERS = st.sampled_from("工会 \n\t\u3000\u3007㐀\U00020000\U000e0001😀\x00a\ud800\udc00")


@pytest.mark.parametrize("characters", CLASSES)
@given(text=st.lists(CHARACTERS, max_size=9).map("".join))
def test_what_occurs_is_what_the_pattern_finds(characters, text):
    signs = Signs(characters)
    assert signs.occur(text) is (re.search(f"[{characters}]", text) is not None)


@given(text=st.lists(CHARACTERS, max_size=9).map("".join))
def test_families_may_occur_where_one_occurs_and_beyond_sixteen_bits(text):
    families = [Signs(characters) for characters in CLASSES]
    is_beyond = re.search("[\ud800-\udfff\U00010000-\U0010ffff]", text) is not None
    expected = [is_beyond or family.occur(text) for family in families]
    assert Families(*families).may_occur(text) == expected
