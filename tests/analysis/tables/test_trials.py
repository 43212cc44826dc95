from dataclasses import replace

from analysis.corpus.select import select
from analysis.schema import HITS, WORD_CHANGES, Settings, Theme, UserWord
from analysis.tables import trials
from analysis.tables.hits import Focus, hits
from analysis.tables.trials import try_theme, try_words


def changes(table):
    return {row.term: (row.before, row.after) for row in table.itertuples()}


def test_a_theme_as_it_is_changes_nothing(seeds_corpus):
    mask = select(seeds_corpus)
    theme = seeds_corpus.themes[0]
    trial = try_theme(seeds_corpus, mask, theme)
    HITS.check(trial.hits)
    WORD_CHANGES.check(trial.terms)
    assert (trial.terms["before"] == trial.terms["after"]).all()
    now = hits(seeds_corpus, mask, Focus("theme", theme.key))
    assert trial.hits.to_dict("list") == now.to_dict("list")


def test_a_word_more_and_a_word_less(seeds_corpus):
    mask = select(seeds_corpus)
    theme = seeds_corpus.themes[0]
    fewer = tuple(term for term in theme.terms if term != "整治")
    trial = try_theme(seeds_corpus, mask, replace(theme, terms=(*fewer, "问题")))
    found = changes(trial.terms)
    n_problem = sum(document.folded.count("问题") for document in seeds_corpus.documents)
    assert found["整治"][0] > 0
    assert found["整治"][1] == 0
    assert found["问题"][0] == 0
    assert 0 < found["问题"][1] <= n_problem


def test_a_new_theme_has_nothing_before(seeds_corpus):
    theme = Theme("网格", "网格", "网格", "Grid", terms=("群团",))
    trial = try_theme(seeds_corpus, select(seeds_corpus), theme)
    n = sum(document.folded.count("群团") for document in seeds_corpus.documents)
    assert changes(trial.terms) == {"群团": (0, n)}
    assert len(trial.hits) == n


def test_a_user_word_takes_its_parts(seeds_corpus):
    word = UserWord("群团改革试点", 20_000, "n")
    table = try_words(seeds_corpus, Settings(user_words=(word,))).changes
    WORD_CHANGES.check(table)
    found = changes(table)
    whole = sum(document.simplified.count("群团改革试点") for document in seeds_corpus.documents)
    assert found["群团改革试点"] == (0, whole)
    assert found["改革"][0] - found["改革"][1] == whole


def test_the_same_settings_change_no_word(seeds_corpus):
    assert len(try_words(seeds_corpus, Settings()).changes) == 0


def test_a_large_corpus_is_tried_where_the_word_stands(monkeypatch, seeds_corpus):
    monkeypatch.setattr(trials, "TRIED", 1)
    word = UserWord("群团改革试点", 20_000, "n")
    trial = try_words(seeds_corpus, Settings(user_words=(word,)))
    holders = [d for d in seeds_corpus.documents if "群团改革试点" in d.simplified]
    assert (trial.tried, trial.concerned) == (1, len(holders))
    assert changes(trial.changes)["群团改革试点"][0] == 0


def test_another_way_of_guessing_concerns_every_document(monkeypatch, seeds_corpus):
    monkeypatch.setattr(trials, "TRIED", 2)
    trial = try_words(seeds_corpus, Settings(hmm=False))
    assert (trial.tried, trial.concerned) == (2, 5)
