import pytest

from analysis.tables.likely_owners import likely_owners
from tests.analysis.tables.small import Text, organisation, small_corpus

NAMES = ("全国总工会", "团中央", "全国妇联", "市委", "区委")
TEXT = Text(
    "甲",
    "市委|开会|。|区委|开会|。|团中央|和|全国妇联|派出|9|个|组|，|全国总工会|另派|。|又|派|3|个|。",
    owners=("市委", "区委", "团中央", "团中央"),
)


@pytest.fixture(scope="module")
def corpus():
    other = Text("乙", "没有|谁|。|有|3|个|。")
    bodies = [organisation(name) for name in NAMES]
    return small_corpus([TEXT, other], organisations=bodies, main={0: (3,)})


def at(written):
    return TEXT.cut.replace("|", "").index(written)


def test_the_nearest_name_before_a_number_is_the_likeliest(corpus):
    assert likely_owners(corpus, "甲", at("9个")) == (
        *("全国妇联", "团中央", "全国总工会"),
        *("区委", "市委"),
    )
    assert likely_owners(corpus, "甲", at("9个"), limit=2) == ("全国妇联", "团中央")


def test_then_whom_the_sentence_is_about_and_those_before_it(corpus):
    found = likely_owners(corpus, "甲", at("3个"))
    assert found == ("团中央", "全国总工会", "全国妇联", "区委", "市委")


def test_nobody_is_likely_where_nobody_is_named(corpus):
    assert likely_owners(corpus, "乙", 3) == ()
    assert likely_owners(corpus, "丙", 0) == ()


def test_a_figure_of_the_seeds_offers_its_neighbours(seeds_corpus):
    document = "000_99d92ce5c5b1e1cf"
    start = seeds_corpus.documents[seeds_corpus.document_rows[document]].text.index("46个")
    assert likely_owners(seeds_corpus, document, start)[0] == "中华全国总工会"
    assert {"共青团中央", "中华全国妇女联合会"} <= set(likely_owners(seeds_corpus, document, start))
