"""A corpus in which no organisation is recognised: every page says so and none breaks."""

from pathlib import Path

import pytest

from analysis.corpus.store import add_sources, open_corpus
from app import corpora
from app.wording.text import text

PAGES = sorted(path.stem for path in (Path(corpora.__file__).parent / "views").glob("*.py"))
COMPARE = ("summary", "words", "figures", "reading", "similarity")


@pytest.fixture(scope="module")
def nobody(tmp_path_factory):
    """The id of a corpus with one text that names nobody."""
    source = tmp_path_factory.mktemp("nobody") / "甲.txt"
    source.write_text("今年办实事12件。\n真抓实改，久久为功。\n", encoding="utf-8")
    folder = corpora.fresh_folder()
    add_sources(folder, (source,))
    assert open_corpus(folder).organisations == ()
    yield corpora.stored(folder).corpus_id
    corpora.delete(folder)


@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens(open_page, nobody, name):
    assert not open_page(name, corpus=nobody).exception


@pytest.mark.parametrize("view", COMPARE)
def test_comparison_says_that_there_is_nobody(open_page, nobody, view):
    app = open_page("compare", corpus=nobody, view=view)
    assert not app.exception
    said = text("state.no_groups", "zh") in [caption.value for caption in app.caption]
    assert said is (view != "similarity")


def test_documents_can_still_be_compared(open_page, nobody):
    app = open_page("compare", corpus=nobody, by="document")
    assert not app.exception
    assert text("state.no_groups", "zh") not in [caption.value for caption in app.caption]


def test_profile_says_that_there_is_nobody(open_page, nobody):
    app = open_page("organisations", corpus=nobody, view="profile")
    assert text("state.no_groups", "zh") in [caption.value for caption in app.caption]
