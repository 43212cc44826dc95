"""设置: which words are cut and counted, language and look, and all of it as a file."""

from dataclasses import replace

import streamlit as st

from analysis.errors import AnalysisError
from analysis.lexicon.settings import (
    decode_settings,
    dump_settings,
    read_settings,
    read_user_words,
)
from analysis.lexicon.words import load_stopwords
from analysis.schema import WORD_CHANGES, Settings
from app import cache, controls, corpora, state
from app.wording.numbers import format_count
from app.wording.text import LANGS

SWITCHES = ("lexicon", "hmm", "count_duplicates")
WORDS, STOPWORDS = "settings-user-words", "settings-stopwords"
DRAFTS = (WORDS, STOPWORDS, *(f"settings-{name}" for name in SWITCHES))
HEIGHT = 260


def written_words(settings: Settings) -> str:
    """Return the user dictionary as people write it."""
    return "\n".join(f"{word.term} {word.frequency} {word.tag}" for word in settings.user_words)


def written_stopwords(settings: Settings) -> str:
    """Return the stop words in force, one a line."""
    words = load_stopwords() if settings.stopwords is None else settings.stopwords
    return "\n".join(sorted(words))


def draft(page: controls.Page) -> Settings:
    """Return the settings as they are written on this page.

    Raises
    ------
    ResourceError
        A line of the dictionary is no word.
    """
    now = page.corpus.settings
    lines = str(state.widget_value(WORDS) or "").splitlines()
    stopwords = tuple(
        dict.fromkeys(line.strip() for line in str(state.widget_value(STOPWORDS)).splitlines())
    )
    kept = tuple(word for word in stopwords if word)
    as_given = set(kept) == set(load_stopwords())
    return replace(
        now,
        user_words=read_user_words(lines, name=page.say("settings.list_name")),
        stopwords=None if as_given else kept,
        **{name: bool(state.widget_value(f"settings-{name}")) for name in SWITCHES},
    )


def apply(page: controls.Page, settings: Settings) -> None:
    """Put the corpus under other settings; for callbacks."""
    try:
        corpora.change_settings(state.corpus_id(), settings)
    except AnalysisError as error:
        state.remember("settings/error", error)
        return
    state.forget_drafts(*DRAFTS)
    state.remember("settings/trial", value=None)
    controls.toast(page, "settings.applied")


def apply_draft(page: controls.Page) -> None:
    """Apply what is written; keep it on the page if it has a mistake."""
    try:
        settings = draft(page)
    except AnalysisError as error:
        state.remember("settings/error", error)
        return
    apply(page, settings)


def try_draft(page: controls.Page) -> None:
    """Ask for a trial of what is written."""
    try:
        state.remember("settings/trial", draft(page))
    except AnalysisError as error:
        state.remember("settings/error", error)


def discard() -> None:
    """Forget what is written and the trial."""
    state.forget_drafts(*DRAFTS)
    state.remember("settings/trial", value=None)


def say_mistake(page: controls.Page) -> None:
    """Say what was wrong with the last try, once."""
    error = state.recall("settings/error")
    if isinstance(error, AnalysisError):
        controls.mistake(page, error)
        state.remember("settings/error", value=None)


def words(page: controls.Page) -> None:
    """Draw dictionary, stop words and switches; at the right what a change would do."""
    now = page.corpus.settings
    state.draft(WORDS, written_words(now))
    state.draft(STOPWORDS, written_stopwords(now))
    for name in SWITCHES:
        state.draft(f"settings-{name}", getattr(now, name))
    left, right = st.columns([8, 4.3], gap="medium")
    with left:
        lists = st.columns(2, gap="medium")
        for column, name, key in (
            (lists[0], "user_words", WORDS),
            (lists[1], "stopwords", STOPWORDS),
        ):
            with column:
                st.text_area(
                    page.say(f"settings.{name}"), key=key, height=HEIGHT, persist_state="session"
                )
                st.caption(page.say(f"settings.{name}_note"))
        for name in SWITCHES:
            st.toggle(page.say(f"settings.{name}"), key=f"settings-{name}", persist_state="session")
        with st.container(horizontal=True):
            st.button(
                page.say("settings.try"), key="settings-try", on_click=try_draft, args=(page,)
            )
            st.button(
                page.say("settings.apply"),
                key="settings-apply",
                type="primary",
                on_click=apply_draft,
                args=(page,),
            )
            st.button(page.say("settings.discard"), key="settings-discard", on_click=discard)
    with right:
        show_trial(page)


def show_trial(page: controls.Page) -> None:
    """Draw the words whose counts the tried settings would change."""
    tried = state.recall("settings/trial")
    if not isinstance(tried, Settings):
        controls.head(page.say("settings.changed"), "")
        st.caption(page.say("settings.not_tried"))
        return
    with st.spinner(page.say("settings.trying")):
        trial = cache.try_words(page.corpus, tried)
    table, documents = trial.changes, len(page.corpus.documents)
    if trial.tried < documents:
        numbers = {"n": trial.tried, "concerned": trial.concerned, "documents": documents}
        st.caption(page.say("settings.tried_some", **numbers))
    controls.card(
        page,
        controls.Card(
            "settings-trial",
            page.say("settings.changed"),
            page.say("settings.changed_note", n=format_count(len(table))),
            table,
            WORD_CHANGES,
            height=520,
            note=page.say("settings.unchanged") if table.empty else "",
        ),
    )


def look(page: controls.Page) -> None:
    """Draw language and look, and how this corpus is read."""
    state.seed("settings-lang", page.lang)
    st.segmented_control(
        page.say("settings.lang"),
        LANGS,
        format_func=lambda lang: page.say(f"settings.lang.{lang}"),
        required=True,
        key="settings-lang",
        on_change=lambda: state.choose_lang(state.widget_value("settings-lang")),
    )
    controls.head(page.say("settings.theme"), "")
    st.caption(page.say("settings.theme_note"))
    controls.head(page.say("settings.engine"), "")
    st.caption(page.say("settings.engine_note", engine=page.corpus.settings.engine))
    controls.head(page.say("settings.place"), "")
    st.text(str(corpora.folder(state.corpus_id())))


def as_file(page: controls.Page) -> None:
    """Offer the settings as a file, take one, or go back to the defaults."""
    content = dump_settings(page.corpus.settings)
    st.caption(page.say("settings.file_note"))
    with st.container(horizontal=True):
        st.download_button(
            page.say("settings.download"),
            content,
            file_name="wenjian-settings.toml",
            mime="application/toml",
            icon=":material/download:",
            key="settings-download",
            on_click="ignore",
        )
        st.button(
            page.say("settings.defaults"),
            key="settings-defaults",
            disabled=page.corpus.settings == Settings(),
            on_click=apply,
            args=(page, Settings()),
        )
    controls.uploader_words({"settings-load": page.say("upload.choose")})
    st.file_uploader(
        page.say("settings.load"),
        type=["toml"],
        key="settings-load",
        help=page.say("settings.load_note"),
        on_change=load,
        args=(page,),
    )
    controls.head(page.say("settings.content"), "" if content else page.say("settings.file_empty"))
    if content:
        st.code(content, language="toml", height=360)


def load(page: controls.Page) -> None:
    """Apply an uploaded settings file."""
    given = state.widget_value("settings-load")
    if given is None:
        return
    try:
        text = decode_settings(given.getvalue(), name=given.name)
        apply(page, read_settings(text, name=given.name))
    except AnalysisError as error:
        state.remember("settings/error", error)


page = controls.page()
view = controls.views(page, ("words", "look", "file"), prefix="settings")
say_mistake(page)
{"words": words, "look": look, "file": as_file}[view](page)
