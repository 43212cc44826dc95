"""机构与数字: what is listed, filtered and shown is what the analysis counts."""

import json

import pytest

from analysis.corpus.select import Scope
from analysis.corpus.store import add_sources
from analysis.schema import FIGURE
from analysis.tables.hits import Focus
from analysis.tables.ledger import LedgerFilter
from app import cache, corpora
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


def clicked_places(app):
    """Return the places that the marks of the comparison lead to."""
    (marks,) = [t for t in charts(app)["units"]["data"] if "customdata" in t]
    return [place for _, place, _ in marks["customdata"]]


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
    ("name", "value"),
    [("theme", "整改"), ("bound", "over"), ("status", "required"), ("confidence", "low")],
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


def test_unit_of_the_ledger_is_a_condition(open_page):
    app = open_page("organisations")
    app.selectbox(key="organisations-measure").set_value("条").run()
    assert app.query_params["measure"] == "条"
    assert list(listed(app)["text"]) == list(ledger(unit="条")["text"])
    assert set(listed(app)["unit"]) == {"条"}


def test_words_are_looked_for_in_what_is_counted(open_page):
    app = open_page("organisations")
    app.text_input(key="organisations-noun").set_value(" 工会 ").run()
    assert app.query_params["noun"] == "工会"
    nouns = [noun for noun in ledger()["noun"] if "工会" in noun]
    assert nouns
    assert list(listed(app)["noun"]) == nouns


def test_dates_bound_the_ledger_and_undated_figures_are_told(open_page):
    app = open_page("organisations")
    app.text_input(key="organisations-since").set_value("2021年12月").run()
    expected = ledger(since="2021-12")
    undated = cache.undated_figures(cache.corpus(), EVERY, LedgerFilter())
    assert 0 < len(expected) < len(ledger()) - undated < len(ledger())
    assert list(listed(app)["text"]) == list(expected["text"])
    assert text("organisations.undated", "zh", n=undated) in captions(app)
    app.text_input(key="organisations-until").set_value("去年").run()
    assert "“去年”不是日期" in captions(app)
    assert list(listed(app)["text"]) == list(expected["text"])


def test_organisation_of_the_ledger_is_the_one_of_the_bar(open_page):
    app = open_page("organisations")
    owner = app.selectbox(key="organisations-owner")
    n = len(cache.ledger(cache.corpus(), Scope(organisations=("共青团中央",)), LedgerFilter()))
    assert f"团中央 {n}" in owner.options
    owner.set_value("共青团中央").run()
    assert app.query_params["org"] == "共青团中央"
    assert app.multiselect(key="bar-org").value == ["共青团中央"]
    assert len(listed(app)) == n
    app.multiselect(key="bar-org").set_value(["共青团中央", "中华全国总工会"]).run()
    owner = app.selectbox(key="organisations-owner")
    assert owner.value is None
    assert owner.placeholder == text("organisations.owner_several", "zh", n=2)


def test_figures_of_nobody_are_listed_when_asked_for(open_page):
    app = open_page("organisations")
    app.selectbox(key="organisations-owner").set_value("-").run()
    assert app.query_params["unowned"] == "1"
    assert cache.count_ledger(cache.corpus(), EVERY, LedgerFilter(unowned=True)) == 0
    assert text("organisations.nothing", "zh") in captions(app)
    app.selectbox(key="organisations-owner").set_value("共青团中央").run()
    assert "unowned" not in app.query_params
    assert not listed(app).empty


def test_confidence_is_a_column_of_the_ledger(open_page):
    app = open_page("organisations", lang="en")
    expected = [value_name("confidence", c, "en") for c in ledger()["confidence"]]
    assert list(listed(app)["confidence"]) == expected


@pytest.mark.parametrize("lang", LANGS)
def test_unit_pill_draws_the_figures_of_that_unit(open_page, lang):
    app = open_page("organisations", lang=lang)
    groups = cache.figure_groups(cache.corpus(), EVERY, LedgerFilter(), "unit", 24)
    units = dict(zip(groups["unit"], groups["figures"], strict=True))
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
    assert len(figures) == units["名"] > 14
    places = clicked_places(app)
    assert len(places) == 14
    assert set(places) <= {f"{row.doc}:{row.start}" for row in figures.itertuples()}
    drawn = figures[[f"{row.doc}:{row.start}" in places for row in figures.itertuples()]]
    assert set(drawn["organisation"]) == set(figures["organisation"])
    assert text("organisations.first", lang, k=14, n=len(figures)) in captions(app)
    app.button(key="organisations/bars-all").click().run()
    assert len(clicked_places(app)) == min(len(figures), 40)


@pytest.mark.parametrize("lang", LANGS)
def test_the_same_thing_is_put_together_over_organisations_and_years(open_page, lang):
    app = open_page("organisations", group="noun", lang=lang)
    groups = cache.figure_groups(cache.corpus(), EVERY, LedgerFilter(), "noun", 200)
    first = groups.iloc[0]
    assert first["organisations"] > 1
    thing = app.selectbox(key="organisations-thing")
    assert thing.value == f"{first['noun']}|{first['unit']}"
    thing.set_value("意见建议|条").run()
    assert app.query_params["thing"] == "意见建议|条"
    table = ledger(noun="意见建议", unit="条")
    assert table["organisation"].nunique() == 2
    assert sorted(clicked_places(app)) == sorted(
        f"{row.doc}:{row.start}" for row in table.itertuples()
    )
    (by_year,) = [b for b in app.get("button_group") if b.proto.id.endswith("organisations-as")]
    by_year.set_value("years").run()
    assert app.query_params["as"] == "years"
    points = [t for t in charts(app)["units"]["data"] if t["name"] == "figures"]
    dated = cache.figure_members(cache.corpus(), EVERY, LedgerFilter(noun="意见建议", unit="条"))
    dated = dated[dated["year"] != ""]
    assert sorted(y for t in points for y in t["y"]) == sorted(dated["value"])
    undated = len(table) - len(dated)
    assert undated
    assert text("organisations.undrawn", lang, n=undated) in captions(app)
    assert text("organisations.years_legend_noun", lang) in captions(app)


def test_a_thing_that_is_not_among_the_first_is_found_by_the_address(open_page):
    app = open_page("organisations", group="noun", thing="没有这个|个")
    first = app.selectbox(key="organisations-thing").options[0]
    app = open_page("organisations", group="noun", thing="具体问题|个", noun="问题")
    assert app.selectbox(key="organisations-thing").value == "具体问题|个"
    assert first.startswith(
        cache.figure_groups(cache.corpus(), EVERY, LedgerFilter(), "noun", 1).iloc[0]["noun"]
    )


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


@pytest.mark.parametrize("lang", LANGS)
def test_profile_tells_what_was_done_and_what_is_counted(open_page, panel, lang):
    name = "中共天津市委员会"
    scope = Scope(organisations=(name,))
    app = open_page("organisations", view="profile", name=name, lang=lang)
    (pills,) = [b for b in app.get("button_group") if b.proto.id.endswith("organisations-did")]
    statuses = cache.ledger(cache.corpus(), scope, LedgerFilter())["status"].value_counts()
    assert [option.content for option in pills.proto.options] == [
        f"{value_name('status', status, lang)} {statuses.get(status, 0)}"
        for status in ("done", "planned", "required")
    ]
    pills.set_value("required").run()
    cards = panel(app, "organisations-deeds")["items"]
    marked = ["".join(p[0] for p in c["pieces"] if "m-focus" in p[1]) for c in cards]
    assert marked == ["不得少于6天"]
    groups = cache.figure_groups(cache.corpus(), scope, LedgerFilter(), "noun", 60)
    things = next(t.value for t in app.dataframe if "noun" in t.value.columns)
    assert list(things["noun"]) == list(groups["noun"])
    themes = cache.figure_themes(cache.corpus(), scope)
    (bars,) = [c["data"][0] for key, c in charts(app).items() if key == "figure-themes"]
    assert sorted(bars["x"]) == sorted(themes["figures"])
    (frame,) = [t for t in app.dataframe if "organisation_b" in t.value.columns]
    partners = frame.value
    heads_shown = {n: c.get("label") for n, c in json.loads(frame.proto.columns).items()}
    # Alone it is no second organisation.
    assert heads_shown["organisation_b"] == text("organisations.partner", lang)
    assert heads_shown["n_b"] == text("organisations.partner_n", lang)
    assert list(partners["n_together"]) == list(
        cache.network(cache.corpus(), EVERY, "sentence", name)["n_together"].head(12)
    )


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


@pytest.mark.parametrize("within", ["sentence", "document"])
def test_network_lists_who_is_named_with_whom(open_page, within):
    app = open_page("organisations", view="network", within=within)
    table = cache.network(cache.corpus(), EVERY, within)
    assert len(listed(app)) == min(len(table), AT_ONCE)
    assert list(listed(app)["n_together"]) == list(table["n_together"].head(AT_ONCE))
    drawn = {t["name"]: t for t in charts(app)["network"]["data"] if "customdata" in t}
    assert 0 < len(drawn["pairs"]["x"]) <= 80
    assert len(drawn["organisations"]["x"]) <= 40
    assert text("network.choose", "zh") in captions(app)


@pytest.mark.parametrize("lang", LANGS)
def test_a_pair_of_the_network_leads_to_the_sentences_that_name_both(open_page, panel, lang):
    table = cache.network(cache.corpus(), EVERY, "sentence", "共青团中央")
    row = table.iloc[0]
    pair = "|".join(sorted((row["organisation_a"], row["organisation_b"])))
    app = open_page("organisations", view="network", name="共青团中央", pair=pair, lang=lang)
    assert set(listed(app)["organisation_a"]) == {"团中央"}
    cards = panel(app, "network-sentences")["items"]
    assert len(cards) == row["n_together"]
    marked = ["".join(p[0] for p in card["pieces"] if "m-focus" in p[1]) for card in cards]
    assert all(marked)
    app.button(key="network-close").click().run()
    assert "pair" not in app.query_params
    panel(app, "network-named")


def test_a_pair_that_does_not_exist_is_passed_over(open_page):
    app = open_page("organisations", view="network", name="没有", pair="没有|也没有")
    assert text("network.choose", "zh") in captions(app)


def test_a_thing_of_a_profile_leads_to_all_its_figures_in_the_ledger(open_page, monkeypatch):
    def first_row(page, shown, **on):
        if shown.key == "organisations-things":
            on["on_row"](shown.data.iloc[0].to_dict())
            clicked.update(shown.data.iloc[0].to_dict())

    clicked: dict[str, object] = {}
    with monkeypatch.context() as patch:
        patch.setattr("app.controls.profile.card", first_row)
        app = open_page(
            "organisations", view="profile", bound="under", since="2099", status="planned", all="1"
        )
    app.run()
    table = listed(app)
    assert len(table) >= clicked["figures"] > 0
    assert set(table["unit"]) == {clicked["unit"]}
    assert all(str(clicked["noun"]) in noun for noun in table["noun"])
    assert not {"view", "bound", "since", "status", "all"} & set(app.query_params)


@pytest.fixture
def alone(tmp_path):
    """The id of a corpus of one organisation, with a dated and an undated text."""
    for name, date in (("甲", "2021年12月30日"), ("乙", "")):
        said = f"渝中区总工会工作总结\n{date}\n渝中区总工会新建基层工会{len(date)}个。\n"
        (tmp_path / f"{name}.txt").write_text(said, encoding="utf-8")
    folder = corpora.fresh_folder()
    add_sources(folder, (tmp_path,))
    yield corpora.stored(folder).corpus_id
    corpora.delete(folder)


def test_an_organisation_that_all_texts_are_about_has_a_whole_profile(open_page, alone):
    app = open_page("organisations", view="profile", corpus=alone)
    assert not app.error
    assert text("organisations.no_words", "zh") in captions(app)
    (years,) = [t.value for t in app.dataframe if "mentions" in t.value]
    assert list(years["year"]) == ["2021", text("bar.undated", "zh")]


def test_an_organisation_that_no_text_is_about_has_a_whole_profile(open_page):
    name = "中共中央"
    counts = cache.organisation_total(cache.corpus(), EVERY, name)
    assert counts["mentions"] > counts["sentences"] == 0
    app = open_page("organisations", view="profile", name=name)
    assert not app.error
    assert text("organisations.no_words", "zh") in captions(app)
    assert text("organisations.no_deeds", "zh") in captions(app)
