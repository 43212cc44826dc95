"""The theme editor: words and exclusions of one theme, and what a change would do.

Nothing is saved by itself: 试算 shows the counts now and then, 保存 puts the corpus under the new
themes, 放弃 forgets what was written.
"""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from analysis.errors import AnalysisError
from analysis.lexicon.themes import check_theme
from analysis.schema import WORD_CHANGES, Theme
from app import cache, corpora, state
from app.components.reader import card_items
from app.components.text import Panel, draw
from app.controls.card import Card, card, head, plain, toast
from app.controls.messages import mistake
from app.controls.page import Page
from app.controls.sentences import open_place
from app.wording.numbers import format_count

NEW = ""
"""Stands for a theme that is not there yet."""
HEIGHT = 300
SENTENCES = 12
_FIELDS = ("label", "short", "terms", "exclude")
_CHOSEN, _TRIAL, _ERROR = "themes/edited", "themes/trial", "themes/error"


def theme_editor(page: Page) -> None:
    """Draw the list of themes, the words of the chosen one, and what a change would do."""
    error = state.recall(_ERROR)
    if isinstance(error, AnalysisError):
        mistake(page, error)
        state.remember(_ERROR, value=None)
    listed, written, shown = st.columns([1.7, 4.6, 4.3], gap="medium")
    with listed:
        theme = _list(page)
    with written:
        _words(page, theme)
    with shown:
        _trial(page, theme)


def _list(page: Page) -> Theme:
    """Draw the themes with their counts; return the one that is edited."""
    n = cache.theme_counts(page.corpus, page.scope)
    keys = [*(theme.key for theme in page.corpus.themes), NEW]
    focus = page.state.focus
    first = focus.value if focus is not None and focus.kind == "theme" else keys[0]
    given = state.recall(_CHOSEN, first)
    chosen = given if given in keys else keys[0]
    key = f"themes-edited-{page.corpus.settings.digest('themes')}"  # its labels hold counts
    state.seed(key, chosen)
    st.radio(
        page.say("themes.list"),
        keys,
        format_func=lambda name: (
            f"{page.theme_name(name)} {n.get(name, 0)}" if name else page.say("themes.new")
        ),
        key=key,
        on_change=lambda: _choose(key),
    )
    known = {theme.key: theme for theme in page.corpus.themes}
    return known.get(str(chosen), Theme(NEW, "", "", "", ()))


def _choose(key: str) -> None:
    state.remember(_CHOSEN, state.widget_value(key))
    state.remember(_TRIAL, value=None)


def _words(page: Page, theme: Theme) -> None:
    first = {
        "label": theme.label,
        "short": theme.short,
        "terms": "\n".join(theme.terms),
        "exclude": "\n".join(theme.exclude),
    }
    for field, value in first.items():
        state.draft(_key(theme, field), value)
    names = st.columns([3, 1.4], gap="small")
    with names[0]:
        st.text_input(page.say("themes.label"), key=_key(theme, "label"))
    with names[1]:
        st.text_input(page.say("themes.short"), key=_key(theme, "short"), max_chars=4)
    lists = st.columns(2, gap="small")
    with lists[0]:
        st.text_area(page.say("themes.terms"), key=_key(theme, "terms"), height=HEIGHT)
    with lists[1]:
        st.text_area(page.say("themes.exclude"), key=_key(theme, "exclude"), height=HEIGHT)
    st.caption(page.say("themes.rules"))
    with st.container(horizontal=True):
        for name, act, kind in (
            ("try", _try, "secondary"),
            ("save", _save, "primary"),
            ("discard", _discard, "secondary"),
        ):
            st.button(
                page.say(f"themes.{name}"),
                key=f"themes-{name}",
                type=kind,
                on_click=act,
                args=(page, theme),
            )
        if theme.key:
            st.button(
                page.say("themes.remove"),
                key="themes-remove",
                type="tertiary",
                on_click=_remove,
                args=(page, theme),
            )


def _trial(page: Page, theme: Theme) -> None:
    tried = state.recall(_TRIAL)
    if not isinstance(tried, Theme) or (theme.key and tried.key != theme.key):
        head(page.say("themes.trial"), "")
        st.caption(page.say("themes.not_tried"))
        return
    trial = cache.try_theme(page.corpus, page.scope, tried)
    now, then = int(trial.terms["before"].sum()), int(trial.terms["after"].sum())
    card(
        page,
        Card(
            "themes-trial",
            page.say("themes.trial"),
            page.say("themes.trial_note", now=format_count(now), then=format_count(then)),
            trial.terms,
            WORD_CHANGES,
            height=240,
        ),
    )
    cards = cache.trial_cards(page.corpus, page.scope, tried, SENTENCES)
    if cards:
        draw(
            Panel(
                "cards",
                card_items(cards, page.owners, page.titles, page.lang),
                page.say("themes.trial_label", theme=plain(tried.label)),
                height=340,
            ),
            key="themes-trial-cards",
            on_pick=lambda place: open_place(page, place, page.state.focus),
        )


def _draft(theme: Theme) -> Theme:
    """Return the theme as it is written.

    Raises
    ------
    ResourceError
        It has no name or no word, or excludes something that holds none of its words.
    """
    label = str(state.widget_value(_key(theme, "label")) or "").strip()
    short = str(state.widget_value(_key(theme, "short")) or "").strip()
    return check_theme(
        replace(
            theme,
            key=theme.key or label,
            label=label or theme.key,
            short=short or label[:2],
            label_en=theme.label_en or label,
            terms=_lines(theme, "terms"),
            exclude=_lines(theme, "exclude"),
        )
    )


def _lines(theme: Theme, field: str) -> tuple[str, ...]:
    written = str(state.widget_value(_key(theme, field)) or "").splitlines()
    return tuple(line.strip() for line in written if line.strip())


def _try(_: Page, theme: Theme) -> None:
    try:
        state.remember(_TRIAL, _draft(theme))
    except AnalysisError as error:
        state.remember(_ERROR, error)


def _save(page: Page, theme: Theme) -> None:
    try:
        written = _draft(theme)
    except AnalysisError as error:
        state.remember(_ERROR, error)
        return
    themes = [written if other.key == written.key else other for other in page.corpus.themes]
    if written not in themes:
        themes.append(written)
    if _put(page, tuple(themes)):
        _discard(page, theme)
        state.remember(_CHOSEN, written.key)
        toast(page, "themes.saved")


def _remove(page: Page, theme: Theme) -> None:
    if _put(page, tuple(other for other in page.corpus.themes if other.key != theme.key)):
        _discard(page, theme)
        toast(page, "themes.removed")


def _put(page: Page, themes: tuple[Theme, ...]) -> bool:
    """Put the corpus under these themes; whether that could be done."""
    try:
        corpora.change_settings(state.corpus_id(), replace(page.corpus.settings, themes=themes))
    except AnalysisError as error:
        state.remember(_ERROR, error)
        return False
    return True


def _discard(_: Page, theme: Theme) -> None:
    state.forget_drafts(*(_key(theme, field) for field in _FIELDS))
    state.remember(_TRIAL, value=None)


def _key(theme: Theme, field: str) -> str:
    return f"themes-{theme.key or 'new'}-{field}"
