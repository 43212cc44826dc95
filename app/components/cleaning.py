"""A document before and after cleaning, and short lists beside it: fields, steps.

One inline component draws them from plain data. Everything from a document gets into the page
through ``textContent`` only. What can be clicked is reached by keyboard, Enter is a click.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

import streamlit as st

from analysis.tables.cleaning import ASIDE, CleaningRow, CleaningRun
from app import state
from app.palette import palette, with_alpha

Kind = Literal["fields", "steps", "rows"]
Item = Mapping[str, object]
Run = list[str]
"""A stretch of text, its class, what the pointer is told, and what a click gives, if anything."""

GONE = "gone"
NEW = "new"
LONGEST = 240
"""Removed pieces with more characters are folded; a click opens them."""


class Sheet(NamedTuple):
    """What is drawn: items made by the functions below. ``height`` in px, 0: as its content.

    ``label`` is read out by screen readers. ``heads`` stand above the two columns of ``rows``.
    ``more`` is what opens a folded piece, with ``{n}`` for the characters left.
    """

    kind: Kind
    items: Sequence[Item]
    label: str
    height: int = 0
    heads: tuple[str, str] = ("", "")
    more: str = ""
    chosen: str = ""
    """The piece that was picked last."""


def draw(sheet: Sheet, *, key: str, on_pick: Callable[[str], None] | None = None) -> None:
    """Draw a sheet; a click, or Enter, on an item calls ``on_pick`` with its ``id``."""
    colours = palette(state.theme())

    def picked() -> None:
        chosen = state.triggered(key, "pick")
        if on_pick is not None and chosen:
            on_pick(chosen)

    _component()(
        key=key,
        data={
            **sheet._asdict(),
            "items": [dict(item) for item in sheet.items],
            "heads": list(sheet.heads),
            "longest": LONGEST,
            "clickable": on_pick is not None,
            "chosen": sheet.chosen,
            "vars": {
                "--text": colours.text,
                "--muted": colours.muted,
                "--border": colours.border,
                "--surface": colours.surface,
                "--background": colours.background,
                "--primary": colours.primary,
                "--new": with_alpha(colours.primary, 0.14 if colours.name == "light" else 0.24),
            },
        },
        on_pick_change=picked,
    )


def field_items(fields: Iterable[tuple[str, str]]) -> list[Item]:
    """Return names with their values, as already written."""
    return [{"name": name, "value": value} for name, value in fields]


def step_items(steps: Iterable[tuple[str, str, str, str]]) -> list[Item]:
    """Return steps as id, name, amount as already written, and a sample of what went."""
    return [
        {"id": step, "name": name, "count": count, "sample": " ".join(sample.split())}
        for step, name, count, sample in steps
    ]


def row_items(
    rows: Iterable[CleaningRow], names: Mapping[str, str], shown: Collection[str]
) -> list[Item]:
    """Return the paragraphs before and after the steps ``shown``.

    Parameters
    ----------
    names
        What each step is called.
    shown
        Steps whose changes are drawn; those of the others count as done on both sides.
    """
    items: list[Item] = []
    for row in rows:
        before = [piece for run in row.runs for piece in _before(run, names, shown)]
        after = [_after(run, names, shown) for run in row.runs if run.text]
        if row.paragraph == ASIDE:
            before = [[text.strip("\n"), *others] for text, *others in before]
        if before:
            number = "" if row.paragraph == ASIDE else str(row.paragraph + 1)
            items.append({"number": number, "before": before, "after": after})
    return items


def _before(run: CleaningRun, names: Mapping[str, str], shown: Collection[str]) -> list[Run]:
    if run.step in shown and run.removed:
        return [[run.removed, GONE, names.get(run.step, run.step), str(run.number)]]
    return [[run.text, "", "", ""]] if run.text else []


def _after(run: CleaningRun, names: Mapping[str, str], shown: Collection[str]) -> Run:
    if run.step in shown and run.removed:
        return [run.text, NEW, names.get(run.step, run.step), ""]
    return [run.text, "", "", ""]


def _component() -> Callable[..., object]:
    """Return the component, registered once a process."""
    if "cleaning" not in _REGISTERED:
        _REGISTERED["cleaning"] = st.components.v2.component(
            "wenjian_cleaning", html=_HTML, css=_CSS, js=_JS
        )
    return _REGISTERED["cleaning"]


_REGISTERED: dict[str, Callable[..., object]] = {}

_HTML = '<div class="root" role="group"></div>'

# Multi-line on purpose: a string of one line would be taken for the path of a file.
_CSS = """
:host { display: block; }
.root { box-sizing: border-box; color: var(--text); font-family: inherit; font-size: 14.5px;
  line-height: 1.75; overflow-wrap: anywhere; font-variant-numeric: tabular-nums;
  scrollbar-width: thin; scrollbar-color: var(--border) transparent; }
.root.high { overflow-y: auto; border: 1px solid var(--border); border-radius: .35rem; }
.root:focus-visible, .clickable:focus-visible, .more:focus-visible {
  outline: 2px solid var(--primary); outline-offset: 1px; }
.clickable { cursor: pointer; }
.clickable:hover { background: var(--surface); }

.field { display: grid; grid-template-columns: 92px minmax(0, 1fr); gap: 12px; padding: 3px 0;
  border-bottom: 1px solid var(--border); font-size: 14px; line-height: 1.6; }
.field .name { color: var(--muted); font-size: 12.5px; line-height: 1.8; }

.step { padding: 5px 4px; border-bottom: 1px solid var(--border); line-height: 1.55; }
.step .head { display: flex; justify-content: space-between; gap: 12px; font-size: 14px; }
.step .count { color: var(--muted); white-space: nowrap; }
.step .sample { color: var(--muted); font-size: 12.5px; white-space: nowrap; overflow: hidden;
  text-overflow: ellipsis; }

.heads, .row { display: grid; grid-template-columns: 34px minmax(0, 1fr) minmax(0, 1fr);
  column-gap: 20px; padding: 6px 14px 6px 0; }
.heads { position: sticky; top: 0; z-index: 1; background: var(--background); font-size: 12.5px;
  color: var(--muted); border-bottom: 1px solid var(--border); }
.row { border-bottom: 1px solid var(--border); line-height: 1.85; }
.row:last-child { border-bottom: 0; }
.row .number { text-align: right; color: var(--muted); font-size: 12.5px; line-height: 2.15; }
.side { white-space: pre-wrap; }
.gone { color: var(--muted); text-decoration: line-through; text-decoration-thickness: 1px; }
.gone.clickable:hover { text-decoration-color: var(--primary); color: var(--text); }
.gone.chosen { outline: 1px solid var(--primary); outline-offset: 1px; color: var(--text); }
.new { background: var(--new); border-radius: 2px; }
.more { border: 0; background: none; color: var(--primary); cursor: pointer; font: inherit;
  font-size: 13px; padding: 0 4px; }
@media (max-width: 640px) {
  .heads, .row { grid-template-columns: 26px minmax(0, 1fr); column-gap: 10px; }
  .heads :last-child, .row .after { grid-column: 2; }
  .row .after { border-left: 2px solid var(--border); padding-left: 8px; margin-top: 4px; }
}
"""

_JS = """
const make = (tag, names, text) => {
  const node = document.createElement(tag);
  if (names) node.className = names;
  if (text !== undefined) node.textContent = text;
  return node;
};
const pickable = (node, id, data) => {
  if (!data.clickable || !id) return node;
  node.classList.add("clickable");
  if (id === data.chosen) node.classList.add("chosen");
  node.tabIndex = 0;
  node.setAttribute("role", "button");
  const pick = () => data.pick(id);
  node.onclick = pick;
  node.onkeydown = (event) => {
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); pick(); }
  };
  return node;
};
const folded = (parent, text, title, id, data) => {
  const piece = pickable(make("span", "gone", text.slice(0, data.longest / 2)), id, data);
  piece.title = title;
  const left = text.length - data.longest / 2;
  const more = make("button", "more", data.more.replace("{n}", left.toLocaleString()));
  more.type = "button";
  more.onclick = () => { piece.textContent = text; more.remove(); };
  parent.append(piece, more);
};
const runs = (parent, list, data) => {
  for (const [text, names, title, id] of list) {
    const long = names === "gone" && text.length > data.longest;
    if (long) { folded(parent, text, title, id, data); continue; }
    if (!names) { parent.appendChild(document.createTextNode(text)); continue; }
    const piece = pickable(make("span", names, text), id, data);
    piece.title = title;
    parent.appendChild(piece);
  }
};
const draw = {
  fields(item) {
    const node = make("div", "field");
    node.append(make("span", "name", item.name), make("span", "", item.value));
    return node;
  },
  steps(item) {
    const node = make("div", "step");
    const head = node.appendChild(make("div", "head"));
    head.append(make("span", "", item.name), make("span", "count", item.count));
    node.appendChild(make("div", "sample", item.sample));
    return node;
  },
  rows(item, data) {
    const node = make("div", "row");
    node.appendChild(make("span", "number", item.number));
    runs(node.appendChild(make("div", "side before")), item.before, data);
    runs(node.appendChild(make("div", "side after")), item.after, data);
    return node;
  },
};
export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".root");
  for (const [name, value] of Object.entries(data.vars)) root.style.setProperty(name, value);
  root.className = "root" + (data.height ? " high" : "");
  root.style.maxHeight = data.height ? data.height + "px" : "none";
  root.setAttribute("aria-label", data.label);
  if (data.height) root.tabIndex = 0; else root.removeAttribute("tabindex");
  const drawn = { ...data, pick: (id) => setTriggerValue("pick", id) };
  const signature = JSON.stringify([data.items, data.kind, data.heads, data.more, data.chosen]);
  if (root.dataset.signature === signature) return;
  const stayed = root.dataset.items === JSON.stringify(data.items) ? root.scrollTop : 0;
  root.dataset.signature = signature;
  root.dataset.items = JSON.stringify(data.items);
  root.replaceChildren();
  if (data.heads[0]) {
    const heads = root.appendChild(make("div", "heads"));
    heads.append(make("span"), make("span", "", data.heads[0]), make("span", "", data.heads[1]));
  }
  for (const item of data.items) {
    const node = pickable(draw[data.kind](item, drawn), item.id, drawn);
    root.appendChild(node);
  }
  root.scrollTop = stayed;
}
"""
