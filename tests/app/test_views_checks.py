"""核查: every hint is listed with its sentences, and an empty page says what was checked."""

import pytest

from analysis.corpus.corrections import undo
from analysis.corpus.select import Scope
from analysis.corpus.store import add_sources, open_corpus
from analysis.tables.corrections import correction_table
from app import cache, corpora
from app.controls.checks import AT_ONCE, KEY
from app.controls.corpus_shelf import print_of
from app.wording.text import text
from app.wording.values import value_name

TEXT = """渝中区总工会整改情况

渝中区总工会收到意见建议共46条，分别为作风方面20条、学习方面15条、服务方面13条。
基层工会由1200个增加到1500个，增长35%。
村级妇联组织覆盖率达到104%。
会议于2023年2月30日召开。
"""


@pytest.fixture(scope="module")
def doubtful(tmp_path_factory):
    """The id of a corpus with four contradictions, and many impossible dates in another text."""
    source = tmp_path_factory.mktemp("doubtful")
    (source / "甲.txt").write_text(TEXT, encoding="utf-8")
    dates = "".join(f"第{n}次会议于{2000 + n}年2月30日召开。\n" for n in range(1, AT_ONCE + 3))
    (source / "乙.txt").write_text(f"会议情况\n\n{dates}", encoding="utf-8")
    folder = corpora.fresh_folder()
    add_sources(folder, (source,))
    yield corpora.stored(folder).corpus_id
    corpora.delete(folder)


def heads(app):
    return [element.value.replace("\\", "") for element in app.markdown]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_samples_hold_no_contradiction_and_the_page_says_what_was_checked(open_page, lang):
    app = open_page("organisations", view="checks", lang=lang)
    figures = cache.size(cache.corpus(), Scope()).figures
    (said,) = [element.value for element in app.info]
    assert said == text("checks.none", lang, figures=figures)
    kinds = [value_name("kind", kind, lang) for kind in ("same", "share", "list")]
    assert all(kind in app.caption[-1].value for kind in kinds)


def test_hints_say_what_does_not_fit(open_page, doubtful):
    app = open_page("organisations", view="checks", corpus=doubtful, doc="甲")
    said = " ".join(heads(app))
    for sentence in (
        "意见建议：合计是 46条，各分项加起来是 48条",
        "按前后两个数算是 25%，写的是 35%",
        "应当不超过 100%，写的是 104%",
        "2023年2月30日：这个月只有 28 天",
    ):
        assert sentence in said
    assert text("checks.note", "zh", n=4, figures=8) in said
    assert not app.info


def test_a_hint_is_set_aside_and_put_back(open_page, doubtful):
    before = heads(open_page("organisations", view="checks", corpus=doubtful, kind="share"))
    app = open_page("organisations", view="checks", corpus=doubtful, kind="share")
    (seen,) = [button for button in app.button if button.label == text("checks.aside", "zh")]
    seen.click().run()
    assert not app.exception
    assert not [head for head in heads(app) if "104%" in head]
    label = text("checks.with_aside", "zh", n=1)
    assert label in [toggle.label for toggle in app.toggle]
    again = open_page("organisations", view="checks", corpus=doubtful, kind="share", aside="1")
    assert [head for head in heads(again) if "104%" in head]
    (back,) = [button for button in again.button if button.label == text("checks.back", "zh")]
    back.click().run()
    assert not again.exception
    after = open_page("organisations", view="checks", corpus=doubtful, kind="share")
    assert heads(after) == before
    assert label not in [toggle.label for toggle in after.toggle]


def test_a_kind_shows_its_hints_alone_a_page_at_a_time(open_page, doubtful):
    app = open_page("organisations", view="checks", corpus=doubtful, kind="date")
    dates = [head for head in heads(app) if "这个月只有" in head]
    assert len(dates) == AT_ONCE
    turned = text("checks.rows", "zh", first=1, last=AT_ONCE, n=AT_ONCE + 3)
    assert turned in [caption.value for caption in app.caption]
    app = open_page("organisations", view="checks", corpus=doubtful, kind="share")
    assert [head for head in heads(app) if "104%" in head]
    assert not [head for head in heads(app) if "这个月只有" in head]


def test_the_page_stays_when_a_hint_of_it_is_set_aside(open_page, doubtful):
    app = open_page("organisations", view="checks", corpus=doubtful, kind="date")
    app.session_state[f"kept/{KEY}-date-{print_of(Scope())}/page"] = (2, AT_ONCE + 3)
    app.run()
    second = [head for head in heads(app) if "这个月只有" in head]
    assert len(second) == 3
    next(b for b in app.button if b.label == text("checks.aside", "zh")).click().run()
    assert [head for head in heads(app) if "这个月只有" in head] == second[1:]
    turned = text("checks.rows", "zh", first=AT_ONCE + 1, last=AT_ONCE + 2, n=AT_ONCE + 2)
    assert turned in [caption.value for caption in app.caption]
    for _ in second[1:]:
        next(b for b in app.button if b.label == text("checks.aside", "zh")).click().run()
    assert len([head for head in heads(app) if "这个月只有" in head]) == AT_ONCE
    folder = corpora.folder(doubtful)
    undo(folder, *correction_table(open_corpus(folder))["id"])


def test_an_organisation_of_the_bar_is_kept_to(open_page, doubtful):
    app = open_page("organisations", view="checks", corpus=doubtful, org="重庆市渝中区总工会")
    said = " ".join(heads(app))
    assert "意见建议：合计是 46条" in said
    assert "第1次" not in said
