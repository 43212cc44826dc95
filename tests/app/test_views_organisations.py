"""机构与数字: what is listed, filtered and shown is what the analysis counts."""

import json

import pytest

from analysis.corpus.select import Scope
from analysis.schema import FIGURE
from analysis.tables.hits import Focus
from analysis.tables.ledger import LedgerFilter
from app import cache
from app.controls.table import AT_ONCE
from app.wording.text import text
from app.wording.values import value_name

LANGS = ("zh", "en")
EVERY = Scope()


def charts(app):
    return {
        chart.proto.id.rpartition("-organisations-")[2]: json.loads(chart.proto.spec)
        for chart in app.get("plotly_chart")
    }


def heads(app):
    return " ".join(element.value for element in app.markdown).replace("\\", "")


def captions(app):
    return " ".join(element.value for element in app.caption).replace("\\", "")


def listed(app):
    (table,) = app.dataframe
    return table.value


def ledger(**chosen):
    return cache.ledger(cache.corpus(), EVERY, LedgerFilter(**chosen))


@pytest.mark.parametrize("lang", LANGS)
def test_ledger_lists_every_figure_and_its_head_says_how_many(open_page, lang):
    app = open_page("organisations", lang=lang)
    table = listed(app)
    expected = ledger()
    assert list(table["text"]) == list(expected["text"])
    assert list(table["value"]) == list(expected["value"])
    assert list(table["bound"]) == [value_name("bound", b, lang) for b in expected["bound"]]
    assert text("organisations.table_note", lang, n=len(expected)) in heads(app)
    assert text("organisations.entry_place", lang, k=1, n=len(expected)) in heads(app)
    excluded = cache.excluded_numbers(cache.corpus(), EVERY)
    assert app.toggle(key="organisations-all").label == text(
        "organisations.excluded", lang, n=excluded
    )


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("name", "value"), [("theme", "整改"), ("bound", "over"), ("status", "required")]
)
def test_each_filter_keeps_what_the_analysis_keeps(open_page, name, value, lang):
    app = open_page("organisations", lang=lang)
    expected = ledger(**{name: value})
    assert 0 < len(expected) < len(ledger())
    app.selectbox(key=f"organisations-{name}").set_value(value).run()
    assert app.query_params[name] == value
    assert list(listed(app)["text"]) == list(expected["text"])
    assert text("organisations.table_note", lang, n=len(expected)) in heads(app)


def test_filters_combine_and_live_in_the_address(open_page):
    expected = ledger(theme="整改", bound="exact", beside=Focus("term", "整改"))
    app = open_page("organisations", theme="整改", bound="exact", beside="1", focus="term:整改")
    assert app.toggle(key="organisations-beside").value
    assert list(listed(app)["text"]) == list(expected["text"])


def test_conditions_that_do_not_exist_are_passed_over(open_page):
    app = open_page("organisations", theme="没有", bound="so", unit="光年", at="没有:1")
    assert len(listed(app)) == len(ledger())


def test_numbers_that_are_no_figures_are_listed_with_their_class(open_page):
    app = open_page("organisations")
    app.toggle(key="organisations-all").set_value(True).run()
    table = listed(app)
    expected = ledger(excluded=True)
    assert len(expected) == len(ledger()) + cache.excluded_numbers(cache.corpus(), EVERY)
    assert text("organisations.table_note", "zh", n=len(expected)) in heads(app)
    shown = [value_name("class", c, "zh") for c in expected["class"].head(AT_ONCE)]
    assert list(table["class"]) == shown
    key = "organisations-ledger-table"
    app.session_state[f"kept/{key}/page"] = (2, len(expected))
    app.run()
    assert list(listed(app)["text"]) == list(expected["text"][AT_ONCE : 2 * AT_ONCE])


@pytest.mark.parametrize("lang", LANGS)
def test_unit_pill_draws_the_figures_of_that_unit(open_page, lang):
    app = open_page("organisations", lang=lang)
    units = cache.units(cache.corpus(), EVERY, LedgerFilter(), 24)
    (pills,) = [b for b in app.get("button_group") if b.proto.id.endswith("organisations-unit")]
    assert [option.content for option in pills.proto.options] == [
        f"{unit or text('organisations.no_unit', lang)} {n}"
        if unit
        else f"{text('organisations.no_unit', lang)} {n}"
        for unit, n in units.items()
    ]
    pills.set_value("名").run()
    assert app.query_params["unit"] == "名"
    table = ledger()
    figures = table[(table["unit"] == "名") & (table["class"] == FIGURE)]
    assert len(figures) == units["名"]
    shown = sum(1 for c in charts(app)["units"]["data"][0]["customdata"])
    assert shown == min(len(figures), 14)
    assert text("organisations.first", lang, k=14, n=len(figures)) in captions(app)


def test_previous_and_next_go_through_the_listed_figures(open_page):
    app = open_page("organisations", theme="整改")
    rows = ledger(theme="整改")
    places = [f"{doc}:{start}" for doc, start in zip(rows["doc"], rows["start"], strict=True)]
    assert app.button(key="organisations-entry-previous").disabled
    for place in places[1:3]:
        app.button(key="organisations-entry-next").click().run()
        assert app.query_params["at"] == place
    app.button(key="organisations-entry-previous").click().run()
    assert app.query_params["at"] == places[1]
    app = open_page("organisations", theme="整改", at=places[-1])
    assert app.button(key="organisations-entry-next").disabled
    assert f"{len(places)} / {len(places)}" in heads(app)


@pytest.mark.parametrize("lang", LANGS)
def test_a_figure_is_shown_with_its_sentence_its_owner_and_its_neighbours(open_page, panel, lang):
    corpus = cache.corpus()
    table = ledger()
    row = table[table["bound"] == "over"].iloc[0]
    app = open_page("organisations", at=f"{row['doc']}:{row['start']}", lang=lang)
    found = cache.entry(corpus, row["doc"], int(row["start"]))
    assert f"**{row['text']}**" in heads(app)
    said = captions(app)
    assert value_name("bound", "over", lang) in said
    assert value_name("reason", row["reason"], lang) in said
    assert value_name("confidence", row["confidence"], lang) in said
    (card,) = panel(app, "organisations-entry-sentence")["items"]
    assert "".join(piece[0] for piece in card["pieces"]) == found.card.text
    marked = "".join(piece[0] for piece in card["pieces"] if "m-focus" in piece[1])
    assert marked == row["text"]
    assert text("figures.count", lang, n=len(found.others)) in heads(app)


def test_open_text_leads_to_the_reader_at_the_figure(open_page, panel):
    row = ledger().iloc[5]
    place = f"{row['doc']}:{row['start']}"
    app = open_page("organisations", at=place)
    app.button(key="organisations-entry-open").click().run()
    assert app.query_params["at"] == place
    (here,) = [p for p in panel(app, "search-reader")["items"] if p.get("id") == "here"]
    assert here["sentences"]


def test_scope_of_the_bar_bounds_the_ledger(open_page):
    scope = Scope(organisations=("共青团中央",))
    expected = cache.ledger(cache.corpus(), scope, LedgerFilter())
    app = open_page("organisations", org="共青团中央")
    assert 0 < len(expected) < len(ledger())
    assert list(listed(app)["text"]) == list(expected["text"])
    assert set(listed(app)["organisation"]) == {"团中央"}


def test_conditions_that_nothing_meets_are_told(open_page):
    app = open_page("organisations", org="共青团中央", bound="at_most")
    assert cache.ledger(
        cache.corpus(), Scope(organisations=("共青团中央",)), LedgerFilter(bound="at_most")
    ).empty
    assert text("organisations.nothing", "zh") in captions(app)


@pytest.mark.parametrize("lang", LANGS)
def test_profile_says_what_the_tables_say(open_page, panel, lang):
    name = "共青团中央"
    scope = Scope(organisations=(name,))
    corpus = cache.corpus()
    totals = cache.organisation_totals(corpus, EVERY)
    row = totals[totals["canonical"] == name].iloc[0]
    app = open_page("organisations", view="profile", name=name, lang=lang)
    fields = ("mentions", "sentences", "characters", "figures", "documents")
    said = text("organisations.profile_note", lang, **{field: row[field] for field in fields})
    assert said in heads(app)
    assert len(panel(app, "organisations-passages")["items"]) == row["sentences"]
    assert len(panel(app, "organisations-figures")["items"]) == row["figures"]
    assert row["figures"] == len(cache.facts(corpus, scope))
    themes = cache.themes(corpus, scope)
    (bars,) = [c["data"][0] for key, c in charts(app).items() if key == "themes"]
    assert sorted(bars["x"]) == pytest.approx(sorted(themes["per_10k_characters"]))
    written = cache.spellings(corpus, EVERY, name, 12)
    assert sum(written.values()) == row["mentions"]
    assert all(f"{spelling} {n}" in captions(app) for spelling, n in written.items())


def test_profile_of_another_organisation(open_page, panel):
    app = open_page("organisations", view="profile")
    app.selectbox(key="organisations-name").set_value("中华全国妇女联合会").run()
    assert app.query_params["name"] == "中华全国妇女联合会"
    words = panel(app, "organisations-words")["items"]
    expected = cache.characteristic_terms(
        cache.corpus(), Scope(organisations=("中华全国妇女联合会",)), 24
    )
    assert len(words) == len(expected)
    assert cache.facts(cache.corpus(), Scope(organisations=("中华全国妇女联合会",))).empty
    assert text("state.S3", "zh", name="全国妇联", n=4) in captions(app)


@pytest.mark.parametrize("lang", LANGS)
def test_names_list_every_spelling(open_page, lang):
    app = open_page("organisations", view="names", lang=lang)
    expected = cache.spelling_table(cache.corpus(), EVERY)
    assert list(listed(app)["text"]) == list(expected["text"])
    assert list(listed(app)["n"]) == list(expected["n"])
    said = text(
        "organisations.names_note", lang, n=len(expected), k=expected["canonical"].nunique()
    )
    assert said in heads(app)
