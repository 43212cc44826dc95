"""设置: a trial changes nothing, 应用 changes every number, and a mistake is a sentence.

Settings belong to a corpus, so each test has a small one of its own.
"""

import pytest

from analysis.corpus.store import add_sources, open_corpus
from analysis.lexicon.settings import read_settings
from analysis.lexicon.words import load_stopwords
from analysis.schema import Settings, UserWord
from app import cache, corpora
from app.wording.text import text

LANGS = ("zh", "en")
TEXT = "镇街干部走访镇街企业。\n镇街干部开展主题教育，办实事12件。\n"


@pytest.fixture
def own(tmp_path):
    """A corpus of the user with one text: its id and folder."""
    source = tmp_path / "甲.txt"
    source.write_text(TEXT, encoding="utf-8")
    folder = corpora.fresh_folder()
    add_sources(folder, (source,))
    yield corpora.stored(folder).corpus_id, folder
    corpora.delete(folder)


def settings_of(own):
    return open_corpus(own[1]).settings


def counts(own, term):
    """Return in how many tokens a term stands as a word."""
    corpus = open_corpus(own[1])
    code = corpus.term_codes.get(term, -1)
    return int((corpus.tokens["term"] == code).sum())


def captions(app):
    return " ".join(element.value for element in app.caption).replace("\\", "")


def heads(app):
    return " ".join(element.value for element in app.markdown).replace("\\", "")


@pytest.mark.parametrize("lang", LANGS)
def test_default_settings_are_shown_as_they_are(open_page, own, lang):
    app = open_page("settings", corpus=own[0], lang=lang)
    assert app.text_area(key="settings-user-words").value == ""
    assert set(app.text_area(key="settings-stopwords").value.split()) == load_stopwords()
    shown = {
        name: app.toggle(key=f"settings-{name}").value
        for name in ("lexicon", "hmm", "count_duplicates")
    }
    default = Settings()
    assert shown == {name: getattr(default, name) for name in shown}
    assert text("settings.not_tried", lang) in captions(app)


@pytest.mark.parametrize("lang", LANGS)
def test_a_trial_lists_what_would_change_and_changes_nothing(open_page, own, lang):
    app = open_page("settings", corpus=own[0], lang=lang)
    before, was = settings_of(own), counts(own, "镇街")
    app.text_area(key="settings-user-words").set_value("镇街干部 5000 n").run()
    app.button(key="settings-try").click().run()
    (table,) = app.dataframe
    corpus = cache.corpus(own[0])
    tried = Settings(user_words=(UserWord("镇街干部", 5000, "n"),))
    expected = cache.try_words(corpus, tried).changes
    assert list(table.value["term"]) == list(expected["term"])
    assert "镇街干部" in set(table.value["term"])
    assert text("settings.changed_note", lang, n=len(expected)) in heads(app)
    assert settings_of(own) == before
    assert counts(own, "镇街") == was


def test_apply_counts_anew(open_page, own):
    app = open_page("settings", corpus=own[0])
    assert counts(own, "镇街干部") == 0
    app.text_area(key="settings-user-words").set_value("镇街干部 5000 n").run()
    app.button(key="settings-apply").click().run()
    assert not app.exception
    assert settings_of(own).user_words == (UserWord("镇街干部", 5000, "n"),)
    assert counts(own, "镇街干部") == 2
    assert app.text_area(key="settings-user-words").value == "镇街干部 5000 n"
    assert [toast.value for toast in app.toast] == [text("settings.applied", "zh")]


def test_switches_and_stop_words_are_applied(open_page, own):
    app = open_page("settings", corpus=own[0])
    app.toggle(key="settings-hmm").set_value(False)
    app.text_area(key="settings-stopwords").set_value("干部\n企业\n干部\n").run()
    app.button(key="settings-apply").click().run()
    applied = settings_of(own)
    assert applied.hmm is False
    assert applied.stopwords == ("干部", "企业")


def test_discard_gives_back_what_is_in_force(open_page, own):
    app = open_page("settings", corpus=own[0])
    app.text_area(key="settings-user-words").set_value("镇街干部 5000 n").run()
    app.button(key="settings-try").click().run()
    assert len(app.dataframe) == 1
    app.button(key="settings-discard").click().run()
    assert app.text_area(key="settings-user-words").value == ""
    assert len(app.dataframe) == 0
    assert settings_of(own) == Settings()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("button", ["settings-try", "settings-apply"])
def test_a_bad_line_is_told_and_kept(open_page, own, button, lang):
    app = open_page("settings", corpus=own[0], lang=lang)
    app.text_area(key="settings-user-words").set_value("镇街 0 n").run()
    app.button(key=button).click().run()
    (said,) = app.error
    assert "镇街 0 n" in said.value.replace("\\", "")
    assert ("词频" in said.value) == (lang == "zh")
    assert app.text_area(key="settings-user-words").value == "镇街 0 n"
    assert settings_of(own) == Settings()
    app.text_area(key="settings-user-words").set_value("镇街 5000 n").run()
    assert not app.error


def test_what_was_written_stays_when_the_page_is_left(open_page, own):
    app = open_page("settings", corpus=own[0])
    app.text_area(key="settings-user-words").set_value("镇街干部 5000 n").run()
    app.segmented_control(key="settings-view").set_value("file").run()
    app.segmented_control(key="settings-view").set_value("words").run()
    assert app.text_area(key="settings-user-words").value == "镇街干部 5000 n"


def test_a_loaded_file_is_applied_and_defaults_take_it_back(open_page, own):
    app = open_page("settings", corpus=own[0], view="file")
    assert app.button(key="settings-defaults").disabled
    content = 'hmm = false\nuser_words = ["镇街干部 5000 n"]\n'
    app.file_uploader(key="settings-load").upload("改.toml", content.encode(), "application/toml")
    app.run()
    assert settings_of(own) == read_settings(content, name="改.toml")
    assert not app.button(key="settings-defaults").disabled
    assert "镇街干部" in app.code[0].value
    app.button(key="settings-defaults").click().run()
    assert settings_of(own) == Settings()
    assert app.button(key="settings-defaults").disabled


@pytest.mark.parametrize("content", [b"hmm = maybe", 'user_words = ["镇街干部"]'.encode("gbk")])
def test_a_wrong_file_is_told_and_nothing_changes(open_page, own, content: bytes):
    app = open_page("settings", corpus=own[0], view="file")
    app.file_uploader(key="settings-load").upload("坏.toml", content, "application/toml")
    app.run()
    assert "坏.toml" in app.error[0].value.replace("\\", "")
    assert settings_of(own) == Settings()


def test_the_language_is_chosen_here_too(open_page, own):
    app = open_page("settings", corpus=own[0], view="look")
    app.segmented_control(key="settings-lang").set_value("en").run()
    assert app.query_params["lang"] == "en"
    assert text("settings.theme", "en") in heads(app)
    app.segmented_control(key="settings-lang").set_value("zh").run()
    assert "lang" not in app.query_params
    assert text("settings.theme", "zh") in heads(app)


def test_where_the_corpus_lies(open_page, own):
    app = open_page("settings", corpus=own[0], view="look")
    assert [element.value for element in app.text] == [str(own[1])]


def test_settings_of_one_corpus_are_not_those_of_another(open_page, own):
    corpora.change_settings(own[0], Settings(hmm=False))
    assert cache.corpus(own[0]).settings.hmm is False
    assert cache.corpus().settings == Settings()
