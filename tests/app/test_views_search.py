from analysis.corpus.select import Scope
from analysis.ingest.fold import simplify
from analysis.tables.hits import Focus
from app import cache


def hits(query):
    return cache.query_places(cache.corpus(), Scope(), query).places


def focus(term):
    return cache.Query("", Focus("term", term))


def test_lines_and_reader_of_a_word(open_page, panel):
    app = open_page("search", focus="term:整改")
    lines = panel(app, "search-lines")["items"]
    assert len(lines) == hits(focus("整改"))
    assert {line["node"] for line in lines} == {"整改"}
    assert [line["here"] for line in lines].count(True) == 1
    heads = " ".join(element.value for element in app.markdown).replace("\\", "")
    assert f"“整改” {len(lines)} 处" in heads
    reader = panel(app, "search-reader")
    (open_one,) = [p for p in reader["items"] if p.get("id") == "here"]
    reversed_marks = [
        piece for s in open_one["sentences"] for piece in s["pieces"] if "m-here" in piece[1]
    ]
    assert [piece[0] for piece in reversed_marks] == ["整改"]


def test_the_reader_opens_at_the_place_of_the_address(open_page, panel):
    corpus = cache.corpus()
    order = [cache.line_at(corpus, Scope(), focus("整改"), "document", n) for n in (5, 6)]
    doc, start = order[0]
    app = open_page("search", focus="term:整改", at=f"{doc}:{start}")
    lines = panel(app, "search-lines")["items"]
    assert [line["id"] for line in lines if line["here"]] == [f"{doc}:{start}"]
    app.button(key="search-next").click().run()
    lines = panel(app, "search-lines")["items"]
    after = "{}:{}".format(*order[1])
    assert [line["id"] for line in lines if line["here"]] == [after]
    assert app.query_params["at"] == after
    app.button(key="search-previous").click().run()
    assert app.query_params["at"] == f"{doc}:{start}"


def test_steps_end_at_the_ends(open_page):
    app = open_page("search", focus="term:整改")
    assert app.button(key="search-previous").disabled
    assert not app.button(key="search-next").disabled


def test_a_typed_word_becomes_the_focus(open_page, panel):
    app = open_page("search", focus="theme:整改")
    app.text_input(key="search-query").set_value("主题教育").run()
    assert app.query_params["focus"] == "term:主题教育"
    assert len(panel(app, "search-lines")["items"]) == hits(focus("主题教育"))


def test_simplified_finds_traditional(open_page, panel):
    app = open_page("search", focus="term:总工会")
    nodes = {line["node"] for line in panel(app, "search-lines")["items"]}
    assert nodes == {"总工会", "總工會"}


def test_simplified_line_under_traditional_paragraphs(open_page, panel):
    corpus = cache.corpus()
    (doc,) = [d for d in corpus.documents if d.script == "traditional"]
    app = open_page("search", focus="term:整改", at=f"{doc.name}:0")
    assert not any(item.get("folded") for item in panel(app, "search-reader")["items"])
    app.toggle(key="search-parallel").set_value(True).run()
    folded = [item["folded"] for item in panel(app, "search-reader")["items"]]
    assert "\n".join(folded).count("总工会") == doc.simplified.count("总工会")


def test_marks_can_be_turned_off(open_page, panel):
    app = open_page("search", focus="term:整改")

    def classes():
        return {
            name
            for item in panel(app, "search-reader")["items"]
            for sentence in item.get("sentences", [])
            for piece in sentence["pieces"]
            for name in piece[1].split()
        }

    assert classes() == {"m-focus", "m-here", "m-organisation", "m-figure"}
    app.get("button_group")[-1].set_value(["theme"]).run()
    assert classes() == {"m-theme", "m-focus", "m-here"}


def test_patterns(open_page, panel):
    app = open_page("search", q="整改.{0,2}落实")
    nodes = {simplify(line["node"]) for line in panel(app, "search-lines")["items"]}
    assert "整改落实" in nodes
    assert all(node.startswith("整改") and node.endswith("落实") for node in nodes)


def test_an_incomplete_pattern_is_explained(open_page):
    app = open_page("search", q="整改(")
    assert len(app.error) == 1
    assert app.error[0].value


def test_nothing_found_offers_what_is_like_it(open_page):
    app = open_page("search", focus="term:主体教育")
    said = " ".join(caption.value for caption in app.caption).replace("\\", "")
    assert "里没有“主体教育”" in said
    assert "主题教育" in said


def test_full_page_folds_the_lines_away(open_page, panel):
    app = open_page("search", focus="term:整改", mode="read")
    keys = [element.proto.id for element in app.get("bidi_component")]
    assert not any(key.endswith("search-lines") for key in keys)
    assert panel(app, "search-reader")["height"] > 640
    app.button(key="search-mode").click().run()
    assert "mode" not in app.query_params
    assert panel(app, "search-lines")["items"]


def test_order_of_the_lines(open_page, panel):
    app = open_page("search", focus="term:整改")
    app.selectbox(key="search-sort").set_value("organisation").run()
    assert app.query_params["sort"] == "organisation"
    owners = [line["owner"] for line in panel(app, "search-lines")["items"]]
    assert owners == sorted(owners, key=owners.index)
    assert len(set(owners)) == sum(a != b for a, b in zip([None, *owners], owners, strict=False))


def test_english(open_page):
    app = open_page("search", focus="theme:整改", lang="en")
    assert app.text_input(key="search-query").placeholder.endswith("theme")
    assert any("places" in element.value for element in app.markdown)
