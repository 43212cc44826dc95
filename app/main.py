"""The entry file: navigation and the global bar, then the page.

``python -m app`` runs it. A page is a file in ``views/``; the list below is its only registration.
"""

from __future__ import annotations

import sys
from pathlib import Path

import streamlit as st

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:  # Streamlit puts only the folder of this file on the path
    sys.path.insert(0, str(ROOT))

from app import cache, controls, state  # noqa: E402
from app.palette import palette  # noqa: E402
from app.wording.text import text  # noqa: E402

# Names of the files in ``views/``, in the order of the navigation; titles are ``page.<name>``.
PAGES = (
    "overview",
    "terms",
    "themes",
    "organisations",
    "compare",
    "search",
    "documents",
    "report",
    "settings",
)

SEAL = ROOT / "app" / "static" / "seal.svg"


def main() -> None:
    """Draw the frame of every page and run the one that is asked for."""
    state.arrive()
    state.offer_pages(PAGES)
    lang = state.lang()
    pages = {
        name: st.Page(
            f"views/{name}.py", title=text(f"page.{name}", lang), default=name == PAGES[0]
        )
        for name in PAGES
    }
    chosen = st.navigation(list(pages.values()), position="top")
    name = next(name for name, one in pages.items() if one is chosen or one == chosen)
    title = f"{text('app.name', lang)} · {text(f'page.{name}', lang)}"
    st.set_page_config(page_title=title, page_icon=str(SEAL), layout="wide")
    st.logo(str(SEAL), size="large")
    st.html(_style())
    target = state.take_jump()
    if target in pages:
        st.switch_page(pages[target], query_params=_written(state.address(target)))
    state.begin(name)
    corpus = controls.open_corpus(state.corpus_id())
    dropped = state.check_names(corpus)
    state.settle_focus(cache.widest_theme(corpus))
    controls.global_bar(corpus)
    controls.opening_notes(state.corpus_id(), dropped)
    chosen.run()


def _written(address: dict[str, tuple[str, ...]]) -> dict[str, list[str]]:
    return {name: list(values) for name, values in address.items()}


def _style() -> str:
    """Return the only style sheet.

    Chips and main buttons would be white on the primary colour; on a phone a map of themes is
    wider than the screen and scrolls by itself, or its numbers would run into each other.
    """
    colours = palette(state.theme())
    return (
        "<style>[data-testid=stMultiSelectTagsContainer] [data-tag]"
        f"{{background:{colours.chip};color:{colours.text}}}"
        f"button[kind^=primary]{{color:{colours.background}}}"
        "@media(max-width:640px){[class*=st-key-wide-]{overflow-x:auto}"
        "[class*=st-key-wide-]>*{min-width:600px}}</style>"
    )


main()
