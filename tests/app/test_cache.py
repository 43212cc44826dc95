import pytest

from analysis.corpus.build import build_corpus
from analysis.corpus.select import Scope
from analysis.schema import Settings
from analysis.tables.hits import Focus
from app import cache

EVERYTHING = Scope()


@pytest.fixture(scope="module")
def corpus():
    return cache.corpus()


def test_counts_are_those_of_a_text_search(corpus):
    bodies = [document.folded for document in corpus.documents]
    for term in ("主题教育", "工会", "服务"):
        places = cache.places(corpus, EVERYTHING, Focus("term", term))
        assert places.places == sum(body.count(term) for body in bodies)


def test_groups_share_out_the_text_of_the_scope(corpus):
    size = cache.size(corpus, EVERYTHING)
    by_document = cache.group_characters(corpus, EVERYTHING, "document")
    assert sum(by_document.values()) == size.characters == 15_082
    assert len(by_document) == size.documents == 5
    amounts = list(cache.group_characters(corpus, EVERYTHING, "organisation").values())
    assert amounts == sorted(amounts, reverse=True)
    assert sum(amounts) < size.characters
    assert size.unowned > 0


def test_a_smaller_scope_has_only_its_groups(corpus):
    name = corpus.documents[0].name
    scope = Scope(documents=(name,))
    assert cache.groups(corpus, scope, "document") == (name,)
    assert cache.size(corpus, scope).documents == 1
    assert set(cache.groups(corpus, scope, "organisation")) < set(
        cache.groups(corpus, EVERYTHING, "organisation")
    )


def test_the_same_question_is_answered_once(corpus):
    focus = Focus("term", "整改")
    cards = cache.cards(corpus, EVERYTHING, focus, 12)
    assert cards is cache.cards(corpus, EVERYTHING, focus, 12)


def test_another_corpus_is_another_question(corpus, seeds_corpus):
    one = build_corpus(seeds_corpus.documents[:1])
    plain = build_corpus(seeds_corpus.documents, Settings(lexicon=False))
    identities = {cache.identity(c) for c in (seeds_corpus, one, plain)}
    assert len(identities) == 3
    assert cache.size(one, EVERYTHING).documents == 1
    assert cache.size(seeds_corpus, EVERYTHING).documents == 5


def test_themes_by_group_follow_the_groups(corpus):
    table = cache.group_themes(corpus, EVERYTHING, "organisation", 3)
    groups = cache.groups(corpus, EVERYTHING, "organisation")
    assert list(dict.fromkeys(table["group"])) == list(groups[:3])
    assert len(table) == 3 * len(corpus.themes)


def test_default_focus_is_a_theme_of_the_corpus(corpus):
    focus = cache.widest_theme(corpus)
    assert focus is not None
    assert focus.kind == "theme"
    assert focus.value in {theme.key for theme in corpus.themes}


def test_places_of_a_query_are_in_the_order_of_the_lines(corpus):
    query = cache.Query("", Focus("term", "整改"))
    n = cache.query_places(corpus, EVERYTHING, query).places
    for sort in ("document", "right"):
        lines = cache.lines(corpus, EVERYTHING, query, sort, 0, n)
        shown = [(row.doc, row.start) for row in lines.itertuples()]
        assert len(shown) == len(set(shown)) == n
        for number, place in enumerate(shown):
            assert cache.line_at(corpus, EVERYTHING, query, sort, number) == place
            assert cache.line_of(corpus, EVERYTHING, query, sort, place) == number
        assert cache.line_at(corpus, EVERYTHING, query, sort, n) is None
        assert cache.line_of(corpus, EVERYTHING, query, sort, (shown[0][0], 0)) is None


def test_a_pattern_goes_before_the_focus(corpus):
    query = cache.Query("整改.{0,2}落实", Focus("term", "工会"))
    places = cache.query_places(corpus, EVERYTHING, query)
    assert places.places > 0
    for number in range(places.places):
        doc, start = cache.line_at(corpus, EVERYTHING, query, "document", number)
        text = corpus.documents[corpus.document_rows[doc]].folded
        assert text.startswith("整改", start)


def test_similar_terms_are_offered_for_one_that_is_not_there(corpus):
    assert "主题教育" in cache.similar_terms(corpus, "主体教育")


def test_an_unknown_corpus_is_told_and_the_first_one_shown(corpus):
    assert not cache.has_corpus("0000")
    assert cache.has_corpus("")
    assert cache.corpus("0000") is corpus


def test_columns_are_looked_up_in_the_encoding_that_is_chosen():
    text = "各级工会组织深入基层开展调查研究，推动解决职工群众的急难愁盼问题。"
    data = f"标题,正文\n甲,{text}\n".encode("gb18030")
    (found,) = cache.columns_of("表.csv", data, "gb18030")
    assert (found.names, found.text) == (("标题", "正文"), "正文")
    (garbled,) = cache.columns_of("表.csv", data, "big5hkscs")
    assert "正文" not in garbled.names
