"""The word cloud on the page: SVG text in an inline component.

Words can be clicked, reached by keyboard, and opened with Enter. Everything from documents gets
into the page through ``textContent`` and attributes only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import streamlit as st

from app import state
from app.clouds import PlacedWord, shade
from app.palette import Palette, palette
from app.wording.numbers import format_count
from app.wording.text import Lang, text


class Cloud(NamedTuple):
    """A cloud to draw: placed words, the size they were placed for, the focus, what it is called.

    ``label`` is read out by screen readers.
    """

    words: Sequence[PlacedWord]
    width: int
    height: int
    focus: str
    label: str


def cloud(
    shown: Cloud, *, key: str, lang: Lang, on_pick: Callable[[str], None] | None = None
) -> None:
    """Draw a cloud as wide as its place; a click, or Enter, on a word calls ``on_pick``."""
    colours = palette(state.theme())

    def picked() -> None:
        term = state.triggered(key, "pick")
        if on_pick is not None and term:
            on_pick(term)

    _component()(
        key=key,
        data={
            "width": shown.width,
            "height": shown.height,
            "label": shown.label,
            "words": [_item(word, shown, colours, lang) for word in shown.words],
            "outline": colours.primary,
        },
        on_pick_change=picked,
    )


def _item(word: PlacedWord, shown: Cloud, colours: Palette, lang: Lang) -> dict[str, object]:
    chosen = word.term == shown.focus
    return {
        "term": word.term,
        "said": text("chart.cloud_word", lang, term=word.term, n=format_count(word.n)),
        "size": word.size,
        "x": word.x,
        "y": word.y,
        "box": list(word.box),
        "colour": colours.focus if chosen else shade(word, shown.words, colours),
        "chosen": chosen,
    }


def _component() -> Callable[..., object]:
    """Return the component, registered once a process."""
    if "cloud" not in _REGISTERED:
        _REGISTERED["cloud"] = st.components.v2.component(
            "wenjian_cloud", html=_HTML, css=_CSS, js=_JS
        )
    return _REGISTERED["cloud"]


_REGISTERED: dict[str, Callable[..., object]] = {}

_HTML = '<div class="root"></div>'

# Multi-line on purpose: a string of one line would be taken for the path of a file.
_CSS = """
:host { display: block; }
svg { display: block; width: 100%; height: auto; font-family: WenjianSans, inherit; }
text { pointer-events: none; }
g.word { cursor: pointer; outline: none; }
g.word rect { fill: transparent; }
g.word:hover text { text-decoration: underline; text-underline-offset: 3px; }
g.word:focus-visible rect { stroke: var(--outline); stroke-width: 1.5px; }
"""

_JS = """
const SVG = "http://www.w3.org/2000/svg";
const make = (parent, tag, attributes) => {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  parent.appendChild(node);
  return node;
};
export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".root");
  const signature = JSON.stringify(data);
  if (root.dataset.signature === signature) return;
  const held = root.contains(root.getRootNode().activeElement)
    ? root.getRootNode().activeElement.dataset.term : null;
  root.dataset.signature = signature;
  root.style.setProperty("--outline", data.outline);
  root.replaceChildren();
  const svg = make(root, "svg", {
    viewBox: "0 0 " + data.width + " " + data.height, role: "group", "aria-label": data.label,
  });
  for (const word of data.words) {
    const [x, y, width, height] = word.box;
    const group = make(svg, "g", { class: "word", role: "button", tabindex: 0,
      "aria-label": word.said, "aria-pressed": word.chosen, "data-term": word.term });
    make(group, "title", {}).textContent = word.said;
    make(group, "rect", { x: x - 1, y: y - 1, width: width + 2, height: height + 2, rx: 2 });
    make(group, "text", { x: word.x, y: word.y, "font-size": word.size, fill: word.colour,
    }).textContent = word.term;
    group.onclick = () => setTriggerValue("pick", word.term);
    group.onkeydown = (event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        setTriggerValue("pick", word.term);
      }
    };
    if (held === word.term) group.focus();
  }
}
"""
