"""Which brackets are glosses, and which are not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.ingest.draft import Draft, restore
from analysis.ingest.glosses import may_have_glosses, plain_syllables, remove_glosses

FIVE = "一(yi)二(er)三(san)四(si)五(wu)"


def plain(text):
    assert may_have_glosses(text) or remove_glosses(Draft.of(text)).text == text
    return remove_glosses(Draft.of(text)).text


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("區(qū)總工會(huì)", "區總工會"),
        ("區（qū）總工會（huì）", "區總工會"),
        ("主题(zhǔ tí)教育", "主题教育"),
        ("主题（zhǔtí）教育", "主题教育"),
        ("主题( zhǔ tí )教育", "主题教育"),
        ("主题(Zhǔtí)教育", "主题教育"),
        ("主(zhu3)题(ti2)", "主题"),
        ("主题(zhu3 ti2)", "主题"),
        ("绿(lǜ)色(sè)妇女(fùnǚ)", "绿色妇女"),
        ("女(nü3)绿(lv4)旅(lu:3)", "女绿旅"),
        ("孩子(háizi)们(men)", "孩子们(men)"),
        ("主(zhu\u030c)题(ti\u0301)", "主题"),
        ("长安(cháng'ān)街", "长安街"),
        ("中华人民共和国(zhōnghuá rénmín gònghéguó)", "中华人民共和国"),
        ("北京(běi jīng)(BJ)", "北京(BJ)"),
        (FIVE, "一二三四五"),
        (f"{FIVE}甲(jia)方(jia)", "一二三四五甲方(jia)"),
        (f"{FIVE}上海(shanghai)", "一二三四五上海"),
        (f"{FIVE}苹果(apple)手机", "一二三四五苹果(apple)手机"),
        ("區(qū)" * 5 + "们(men)", "區" * 5 + "们"),
    ],
)
def test_glosses_go(text, cleaned):
    assert plain(text) == cleaned


@pytest.mark.parametrize(
    "text",
    [
        "甲(jia)方与乙(yi)方",
        "世贸组织(WTO)和WTO(世贸组织)",
        "苹果(apple)手机",
        "方案(a)、方案(b)、方案(c)、方案(d)、方案(e)",
        "单位(km)、面积(mu)",
        "法国(café)",
        "表(a1)图(b2)",
        "主题(tí zhǔ)",
        "一(yi)二(er)三(san)四(si)",
        "(zhǔ)题",
        "主题(zhǔ\ntí)",
        "主题(zhǔ tí",
        "x(zhǔ)",
    ],
)
def test_other_brackets_stay(text):
    assert plain(text) == text


@pytest.mark.parametrize(
    ("written", "letters"),
    [("qū", "qu"), ("lǜ", "lv"), ("lv4", "lv"), ("nü", "nv"), ("ê", "e"), ("dɑ", "da"), ("g", "g")],
)
def test_syllables_without_tones(written, letters):
    assert plain_syllables(written) == letters


PIECES = st.sampled_from(
    ["主", "题", "(zhǔ)", "(zhu)", "(ti2)", "（tí）", "(", ")", "(a b", "?tí)", "\n"]
)


@settings(max_examples=100)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_what_goes_can_be_put_back_and_only_brackets_go(text):
    draft = remove_glosses(Draft.of(text))
    assert restore(draft.text, draft.removals()) == text
    assert all(r.text[0] in "(（" and r.text[-1] in ")）" for r in draft.removals())


@pytest.mark.parametrize("text", ["主(zhu" * 20_000, "主(" + "a " * 50_000, "主题(zhǔ tí)" * 2_000])
def test_long_texts_take_no_longer_than_their_length(text):
    assert len(plain(text)) <= len(text)
