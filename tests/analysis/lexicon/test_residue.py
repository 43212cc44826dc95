"""Every rule holds for its example and not for its counter-example."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import ResourceError
from analysis.ingest.labels import parse_labels
from analysis.lexicon.pages import load_pages, parse_pages
from analysis.lexicon.residue import ZONES, RuleSet, load_residue, load_screen, parse_residue

RESIDUE = load_residue()
RULE = "[[rule]]\nkey='k'\nclass='x'\nzone='{}'\npattern='{}'\nexample='a'\ncounter_example='b'\n"


@pytest.mark.parametrize("rule", RESIDUE.rules, ids=lambda rule: rule.key)
def test_rule(rule):
    assert rule.match(rule.example)
    assert not rule.match(rule.counter_example)


@pytest.mark.parametrize("rule", RESIDUE.pieces, ids=lambda rule: rule.key)
def test_piece(rule):
    assert rule.match(rule.example)["piece"].strip()
    assert not rule.match(rule.counter_example)


@pytest.mark.parametrize("rule", RESIDUE.blocks, ids=lambda rule: rule.key)
def test_block(rule):
    assert rule.first_row(rule.example.split("\n")) == 0
    assert rule.first_row(rule.counter_example.split("\n")) is None


@pytest.mark.parametrize("rule", RESIDUE.labels, ids=lambda rule: rule.key)
def test_label(rule):
    assert set(parse_labels(rule.example) or {}) >= ({rule.field} if rule.field else set())
    assert parse_labels(rule.example) is not None
    assert parse_labels(rule.counter_example) is None


def test_keys_are_unique_and_no_names_of_steps():
    keys = [rule.key for rules in RESIDUE for rule in rules]
    steps = {
        rule.name for rules in (RESIDUE.rules, RESIDUE.pieces, RESIDUE.blocks) for rule in rules
    }
    assert len(keys) == len(set(keys)) > 40
    assert not set(keys) & {*steps, "field"}
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", key) for key in keys)


def test_labels_are_unique():
    names = [name for rule in RESIDUE.labels for name in rule.names]
    assert len(names) == len(set(names))


EXAMPLES = [text for rule in RESIDUE.rules for text in (rule.example, rule.counter_example)]
SCREENS = tuple(map(load_screen, ZONES))


@given(
    line=st.sampled_from(EXAMPLES)
    | st.lists(st.sampled_from([*EXAMPLES, " ", "。", "（", "12"]), max_size=3).map("".join),
    off=st.sets(st.sampled_from([rule.key for rule in RESIDUE.rules]), max_size=9),
)
def test_a_set_of_rules_says_what_the_first_rule_that_holds_says(line, off):
    rules = tuple(rule for rule in RESIDUE.rules if rule.key not in off)
    held = RuleSet(rules, SCREENS).match(line)
    first = next((rule for rule in rules if rule.match(line)), None)
    assert (held and held[0]) == first
    assert held is None or held[1].groupdict() == first.match(line).groupdict()


@pytest.mark.parametrize("rule", RESIDUE.rules, ids=lambda rule: rule.key)
def test_the_screen_of_its_zone_holds_for_the_example_of_a_rule(rule):
    assert RuleSet(RESIDUE.rules, (load_screen(rule.zone),)).match(rule.example)


def test_rules_never_look_at_sentences_or_long_lines():
    rule = next(rule for rule in RESIDUE.rules if rule.name == "footer")
    assert rule.match("版权所有：某某网")
    assert not rule.match("版权所有：某某网。")
    assert not rule.match("版权所有：某某网" + "网" * 120)


@pytest.mark.parametrize(
    "text",
    [
        "rule = [",
        "[[rule]]\nclass = 'x'",
        RULE.format("middle", "a"),
        RULE.format("head", "("),
        RULE.format("head", "a") * 2 + "[[piece]]\n[[block]]\n[[label]]\n",
    ],
)
def test_bad_rules_are_told(text):
    with pytest.raises(ResourceError, match=r"residue\.toml"):
        parse_residue(text)


def test_page_rules():
    rules = load_pages()
    assert "#UCAP-CONTENT" in rules.selectors
    assert rules.meta["articletitle"] == "title"
    assert rules.cells["成文日期"] == "date"
    with pytest.raises(ResourceError, match=r"pages\.toml"):
        parse_pages("selectors = []")
