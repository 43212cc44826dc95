"""Residue in whole documents: where a rule holds, what it leaves, and what turns it off."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.ingest.cleaning import clean, in_one_script
from analysis.ingest.draft import Draft, restore
from analysis.ingest.readers import plain
from analysis.lexicon.residue import load_residue

TITLE = "关于做好就业工作的意见"
SENTENCE = "各级工会组织深入基层开展调查研究，推动解决职工群众的急难愁盼问题。"
BODY = [SENTENCE] * 18
RESIDUE = load_residue()


def cleaned(lines, rules_off=()):
    return clean(plain.read("\n".join(lines)), rules_off)


def causes(lines, rules_off=()):
    return [removal.cause for removal in cleaned(lines, rules_off).draft.removals()]


def placed(rule):
    """Return a document with the example of a rule where it belongs."""
    if rule.zone == "head":
        return [rule.example, TITLE, *BODY]
    return [TITLE, *BODY, rule.example]


@pytest.mark.parametrize("rule", RESIDUE.rules, ids=lambda rule: rule.key)
def test_a_rule_holds_where_it_belongs_and_says_which_it_was(rule):
    found = cleaned(placed(rule))
    assert found.draft.text.split("\n") == BODY
    removal = next(r for r in found.draft.removals() if r.text.strip() == rule.example)
    assert (removal.step, removal.rule, removal.cause) == (rule.name, rule.key, rule.key)


@pytest.mark.parametrize("rule", RESIDUE.rules, ids=lambda rule: rule.key)
def test_a_counter_example_stays(rule):
    lines = [TITLE, *BODY[:9], rule.counter_example, *BODY[:9], rule.counter_example, SENTENCE]
    assert cleaned(lines).draft.text.split("\n") == lines[1:]


@pytest.mark.parametrize("rule", RESIDUE.rules, ids=lambda rule: rule.key)
def test_in_the_middle_of_a_text_no_rule_holds(rule):
    lines = [TITLE, *BODY, rule.example, *BODY]
    assert rule.example in cleaned(lines).draft.text
    assert causes(lines) in (["title"], ["title", "line_break"])


@pytest.mark.parametrize(
    "rule", [r for r in RESIDUE.rules if r.zone == "tail"], ids=lambda rule: rule.key
)
def test_a_rule_of_the_tail_does_not_hold_in_the_head(rule):
    assert rule.key not in causes([TITLE, rule.example, *BODY])


@pytest.mark.parametrize(
    "rule", [r for r in RESIDUE.rules if r.zone == "head"], ids=lambda rule: rule.key
)
def test_a_rule_of_the_head_does_not_hold_in_the_tail(rule):
    assert rule.key not in causes([TITLE, *BODY, rule.example])


@pytest.mark.parametrize("rule", RESIDUE.rules, ids=lambda rule: rule.key)
@pytest.mark.parametrize("by", ["key", "name"])
def test_a_rule_turned_off_does_not_hold(rule, by):
    off = getattr(rule, by)
    assert rule.key not in causes(placed(rule), {off})


@pytest.mark.parametrize("rule", RESIDUE.labels, ids=lambda rule: rule.key)
def test_a_field_line_says_which_rule_it_was_and_can_be_turned_off(rule):
    lines = [TITLE, rule.example, *BODY]
    assert rule.key in causes(lines)
    assert rule.example in cleaned(lines, {rule.key}).draft.text
    assert rule.example in cleaned(lines, {"field"}).draft.text


@pytest.mark.parametrize("rule", RESIDUE.blocks, ids=lambda rule: rule.key)
def test_a_notice_goes_to_the_last_line_and_fields_in_it_are_read(rule):
    lines = [TITLE, *BODY, *rule.example.split("\n"), "责任编辑：张三"]
    found = cleaned(lines)
    assert found.draft.text.split("\n") == BODY
    assert found.values["editor"] == "张三"
    assert rule.key in causes(lines)
    assert lines[19] in cleaned(lines, {rule.key, "footer"}).draft.text


def test_buttons_behind_attachments_go_and_their_names_stay():
    attachments = [
        "附件：1.申报表.doc 点击下载",
        "2.汇总表.xlsx[下载]",
        "3.说明.pdf （点击查看）",
        "4.图.zip",
    ]
    found = cleaned([TITLE, *BODY, *attachments])
    assert found.draft.text.split("\n")[18:] == [
        "附件：1.申报表.doc",
        "2.汇总表.xlsx",
        "3.说明.pdf",
        "4.图.zip",
    ]
    assert causes([TITLE, *BODY, *attachments])[1:] == [
        "attachment-button",
        "file-button",
        "file-button",
    ]
    assert attachments[1] in cleaned([TITLE, *BODY, *attachments], {"file-button"}).draft.text


@pytest.mark.parametrize(
    ("off", "kept"),
    [
        ("gloss", "會（huì）议强调，深入基层"),
        ("punctuation", "會议强调,深入基层"),
        ("table_bar", "會议强调，深入基层 |"),
        ("line_break", "會议强调，深入基层"),
        ("title", f"{TITLE}\n會议强调，深入基层"),
        ("field", f"{TITLE}\n會议强调，深入基层"),
    ],
)
def test_steps_can_be_turned_off(off, kept):
    lines = [TITLE, "會(huì)议强调,深入基层 |", SENTENCE]
    assert cleaned(lines, {off}).draft.text == f"{kept}\n{SENTENCE}"


def test_stray_characters_can_be_left():
    draft = Draft.of(f"村(社區)换届{SENTENCE}")
    assert in_one_script(draft)[0].text.startswith("村(社区)")
    assert in_one_script(draft, {"traditional"})[0].text.startswith("村(社區)")


def test_a_byline_can_be_turned_off_and_is_still_read():
    lines = [TITLE, SENTENCE, f"{SENTENCE}（记者 钟鸣）"]
    assert causes(lines)[-1] == "byline"
    kept = cleaned(lines, {"byline"})
    assert kept.draft.text.endswith("（记者 钟鸣）")
    assert kept.values["author"] == "钟鸣"


LINES = st.sampled_from(
    [
        SENTENCE,
        "（三）",
        *(rule.example for rule in RESIDUE.rules),
        *(r.example for r in RESIDUE.labels),
    ]
)
KEYS = st.sets(st.sampled_from([rule.key for rules in RESIDUE for rule in rules] + ["label"]))


@settings(max_examples=80)
@given(st.lists(LINES, min_size=1, max_size=30), KEYS)
def test_nothing_is_lost_and_no_rule_holds_that_is_off(lines, off):
    draft = cleaned(lines, off).draft
    rebuilt = restore(draft.text, draft.removals())
    assert "".join(rebuilt.split()) == "".join("".join(lines).split())
    assert not {removal.rule for removal in draft.removals()} & off
