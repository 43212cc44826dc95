"""A button that copies the address of the page, so that a view can be sent to someone."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from app import state
from app.palette import palette
from app.wording.text import text


def copy_link(key: str) -> None:
    """Draw the button; it says for a moment that the link was copied."""
    lang, colours = state.lang(), palette(state.theme())
    _component()(
        key=key,
        width="content",
        data={
            "label": text("bar.link", lang),
            "done": text("bar.link_copied", lang),
            "vars": {
                "--text": colours.text,
                "--surface": colours.surface,
                "--primary": colours.primary,
            },
        },
    )


def _component() -> Callable[..., object]:
    if "link" not in _REGISTERED:
        _REGISTERED["link"] = st.components.v2.component(
            "wenjian_link", html=_HTML, css=_CSS, js=_JS
        )
    return _REGISTERED["link"]


_REGISTERED: dict[str, Callable[..., object]] = {}

_HTML = """
<button type="button" class="link"><svg viewBox="0 0 24 24" width="18" height="18"
 aria-hidden="true"><path fill="none" stroke="currentColor" stroke-width="2"
 stroke-linecap="round" d="M10 7H7a5 5 0 0 0 0 10h3m4-10h3a5 5 0 0 1 0 10h-3m-6-5h8"/></svg><span
 class="said" role="status"></span></button>
"""
_CSS = """
:host { display: flex; align-items: center; }
.link { display: inline-flex; align-items: center; gap: 6px; border: 0; background: none;
  color: var(--text); cursor: pointer; font: inherit; font-size: 13px; height: 30px;
  padding: 0 6px; border-radius: .35rem; white-space: nowrap; }
.link:hover { color: var(--primary); background: var(--surface); }
.link:focus-visible { outline: 2px solid var(--primary); }
"""
_JS = """
const copy = async (text) => {
  if (navigator.clipboard && window.isSecureContext) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const area = document.createElement("textarea");
  area.value = text;
  document.body.appendChild(area);
  area.select();
  document.execCommand("copy");
  area.remove();
};
export default function ({ data, parentElement }) {
  const button = parentElement.querySelector(".link");
  const said = parentElement.querySelector(".said");
  for (const [name, value] of Object.entries(data.vars)) button.style.setProperty(name, value);
  button.title = data.label;
  button.setAttribute("aria-label", data.label);
  button.onclick = async () => {
    await copy(window.location.href);
    said.textContent = data.done;
    setTimeout(() => { said.textContent = ""; }, 2000);
  };
}
"""
