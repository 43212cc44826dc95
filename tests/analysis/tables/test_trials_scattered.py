"""A theme that is tried in corpora of several segments, against the matcher text by text."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotate.themes import ThemeMatcher
from analysis.schema import Theme
from analysis.tables.trials import try_theme
from tests.analysis.tables.scattered import asked

WORDS = st.lists(st.text("整改人工会會１", min_size=1, max_size=3), max_size=3)


@settings(max_examples=100)
@given(asked(), WORDS, WORDS)
def test_a_theme_is_found_as_the_matcher_finds_it(question, terms, exclude):
    corpus, mask = question
    theme = Theme("整改", "整改", "整改", "", terms=tuple(terms), exclude=tuple(exclude))
    sentences = corpus.sentences.frame()
    wanted = []
    for doc, document in enumerate(corpus.documents):
        for hit in ThemeMatcher([theme]).find(document.folded):
            before = (sentences["doc"] == doc) & (sentences["start"] <= hit.start)
            row = int(sentences.index[before][-1])
            if mask[row]:
                wanted.append([doc, row, hit.start, hit.end])
    trial = try_theme(corpus, mask, theme)
    assert trial.hits.to_numpy().tolist() == wanted
    words = Counter(corpus.documents[doc].folded[a:b] for doc, _, a, b in wanted)
    after = dict(zip(trial.terms["term"], trial.terms["after"], strict=True))
    assert {word: n for word, n in after.items() if n} == words
    now = corpus.theme_hits.frame()
    now = now[(now["theme"] == 0) & mask[now["sentence"]]]
    places = now[["doc", "start", "end"]].to_numpy().tolist()
    counted = Counter(corpus.documents[doc].folded[a:b] for doc, a, b in places)
    before = dict(zip(trial.terms["term"], trial.terms["before"], strict=True))
    assert {word: n for word, n in before.items() if n} == counted
