"""What the text panels are made of in the browser: markup, style and script.

Text gets into the page through ``textContent`` only. Strings of one line would be taken for paths
of files, so all are longer.
"""

from __future__ import annotations

HTML = '<div class="root" role="group"></div>'

CSS = """
:host { display: block; }
.root { box-sizing: border-box; color: var(--text); font-family: inherit; font-size: 14.5px;
  line-height: 1.75; overflow-wrap: anywhere; font-variant-numeric: tabular-nums;
  scrollbar-width: thin; scrollbar-color: var(--border) transparent; }
.root.framed { border: 1px solid var(--border); border-radius: .35rem; padding: 12px 14px; }
.root.high { overflow-y: auto; }
.root:focus-visible, .item:focus-visible { outline: 2px solid var(--primary); outline-offset: 1px; }
.item.clickable { cursor: pointer; }
.item.clickable:hover { background: var(--surface); }
.meta { font-size: 12.5px; color: var(--muted); }
.strong { font-weight: 600; color: var(--text); }

.card { border-left: 3px solid var(--owner, var(--muted)); padding: 6px 8px 8px 10px; }
.card + .card { border-top: 1px solid var(--border); }
.card .head { display: flex; justify-content: space-between; gap: 12px; line-height: 1.6; }
.card .head .strong { flex: none; max-width: 60%; }
.card .head .meta:last-child { text-align: right; }
.card .folded { color: var(--muted); font-size: 13.5px; }

.figure { display: grid; grid-template-columns: minmax(64px, 38%) 1fr; gap: 10px; padding: 2px 6px;
  border-bottom: 1px solid var(--border); align-items: baseline; line-height: 1.7; }
.figure .number { text-align: right; }
.figure .unit { font-size: 12.5px; color: var(--muted); }
.figure.here { background: var(--current); }

.kwic { display: grid; grid-template-columns: 92px minmax(0, 1fr) auto minmax(0, 1fr); gap: 8px;
  align-items: center; font-size: 14px; line-height: 1; padding: 7px 4px 7px 0;
  border-bottom: 1px solid var(--border); border-left: 3px solid transparent; }
.kwic .who { font-size: 12.5px; color: var(--muted);
  border-left: 3px solid var(--owner, var(--muted));
  padding: 3px 0 3px 6px; white-space: nowrap; overflow: hidden; line-height: 1.2;
  text-overflow: clip; }
.kwic .left, .kwic .right { white-space: nowrap; overflow: hidden; line-height: 1.5; }
.kwic .left { direction: rtl; text-align: right;
  mask-image: linear-gradient(to right, transparent, #000 40px); }
.kwic .left bdi { unicode-bidi: isolate; direction: ltr; }
.kwic .right { mask-image: linear-gradient(to left, transparent, #000 40px); }
.kwic .node { line-height: 1.5; white-space: nowrap; max-width: 12em; overflow: hidden; }
.kwic.here { background: var(--current); border-left-color: var(--focus); }

.words { line-height: 1.9; }
.word { display: inline-block; margin-right: 12px; padding: 0 2px; border-radius: 3px; }
.word .meta { margin-left: 4px; }
.word.here { background: var(--focus-tint); border-bottom: 2px solid var(--focus);
  font-weight: 600; border-radius: 0; }

.paragraph { display: grid; grid-template-columns: 92px 4px minmax(0, 40em); column-gap: 12px;
  margin-bottom: 14px; font-size: 16.5px; line-height: 1.95; }
.paragraph .side { text-align: right; line-height: 1.5; padding-top: 6px; }
.paragraph .side .name { display: block; font-size: 12.5px; font-weight: 600; }
.paragraph .side .count { font-size: 12.5px; color: var(--muted); }
.paragraph .bar { border-radius: 2px; background: var(--owner, var(--muted)); }
.paragraph .folded { display: block; color: var(--muted); font-size: 14.5px; line-height: 1.75; }
.current { background: var(--current); box-decoration-break: clone;
  -webkit-box-decoration-break: clone; padding: 3px 0; }
.more { font-size: 13px; color: var(--primary); padding: 4px 0 12px 108px; }

.m-theme { border-bottom: 2px dashed var(--theme); }
.m-organisation { outline: 1px solid var(--muted); outline-offset: 0; border-radius: 3px; }
.m-figure { background: var(--figure-tint); border-bottom: 3px double var(--figure); }
.m-focus { background: var(--focus-tint); border-bottom: 2px solid var(--focus); font-weight: 600; }
.m-here { background: var(--focus); color: var(--on-focus); border-bottom-color: var(--focus); }

@media (max-width: 640px) {
  .paragraph { grid-template-columns: 34px 4px minmax(0, 1fr); column-gap: 8px; }
  .paragraph .side .name { writing-mode: vertical-rl; margin-left: auto; }
  .kwic { grid-template-columns: 6px minmax(0, 1fr) auto minmax(0, 1fr); }
  .kwic .who { color: transparent; }
  .more { padding-left: 0; }
}
"""

JS = """
const make = (tag, names, text) => {
  const node = document.createElement(tag);
  if (names) node.className = names;
  if (text !== undefined) node.textContent = text;
  return node;
};
const marked = (parent, list) => {
  for (const [text, names, title] of list) {
    if (!names) { parent.appendChild(document.createTextNode(text)); continue; }
    const piece = make("span", names, text);
    if (title) piece.title = title;
    parent.appendChild(piece);
  }
  return parent;
};
const draw = {
  cards(item) {
    const node = make("div", "card");
    node.style.setProperty("--owner", item.colour);
    const head = node.appendChild(make("div", "head"));
    head.appendChild(make("span", "meta strong", item.owner));
    head.appendChild(make("span", "meta", item.place));
    marked(node.appendChild(make("div", "text")), item.pieces);
    if (item.folded) node.appendChild(make("div", "folded", item.folded));
    return node;
  },
  figures(item) {
    const node = make("div", "figure");
    const number = node.appendChild(make("span", "number"));
    number.appendChild(make("span", "strong", item.number));
    number.appendChild(make("span", "unit", item.unit));
    node.appendChild(make("span", "", item.noun));
    return node;
  },
  kwic(item) {
    const node = make("div", "kwic");
    node.style.setProperty("--owner", item.colour);
    const who = node.appendChild(make("span", "who", item.owner));
    who.title = item.place;
    node.appendChild(make("span", "left")).appendChild(make("bdi", "", item.left));
    node.appendChild(make("span", item.here ? "node m-focus m-here" : "node m-focus", item.node));
    node.appendChild(make("span", "right", item.right));
    return node;
  },
  words(item) {
    const node = make("span", "word", item.word);
    node.appendChild(make("span", "meta", item.count));
    return node;
  },
  reader(item) {
    if (item.more) return make("div", "more", item.more);
    const node = make("div", "paragraph");
    const side = node.appendChild(make("div", "side"));
    for (const name of item.names) side.appendChild(make("span", "name", name));
    side.appendChild(make("span", "count", item.number));
    const bar = node.appendChild(make("div", "bar"));
    bar.style.background = item.bar;
    bar.title = item.owners;
    const body = node.appendChild(make("div", "text"));
    for (const sentence of item.sentences) {
      const span = body.appendChild(make("span", sentence.here ? "current" : ""));
      span.dataset.start = sentence.start;
      marked(span, sentence.pieces);
    }
    if (item.folded) body.appendChild(make("span", "folded", item.folded));
    return node;
  },
};
// Offsets of documents count characters, those of the browser count halves of the rarest ones.
const placeOf = (node, offset) => {
  const near = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  const sentence = near && near.closest("[data-start]");
  if (!sentence) return -1;
  const before = document.createRange();
  before.setStart(sentence, 0);
  before.setEnd(node, offset);
  return Number(sentence.dataset.start) + Array.from(before.toString()).length;
};
const selectedIn = (root) => {
  const shadow = root.getRootNode();
  const selection = window.getSelection();
  if (selection.getComposedRanges) {
    const [found] = selection.getComposedRanges({ shadowRoots: [shadow] });
    if (found && root.contains(found.startContainer)) return found;
  }
  const inside = shadow.getSelection ? shadow.getSelection() : selection;
  return inside && inside.rangeCount ? inside.getRangeAt(0) : null;
};
const bring = (root, node) => {
  const hit = node.querySelector(".m-here") || node.querySelector(".current") || node;
  const gap = hit.getBoundingClientRect().top - root.getBoundingClientRect().top;
  root.scrollTop += gap - root.clientHeight * 0.35;
};
export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".root");
  const signature = JSON.stringify([data.items, data.kind, data.scroll]);
  for (const [name, value] of Object.entries(data.vars)) root.style.setProperty(name, value);
  root.className = "root" + (data.border ? " framed" : "") + (data.height ? " high" : "")
    + (data.kind === "words" ? " words" : "");
  root.style.height = data.height ? data.height + "px" : "auto";
  root.setAttribute("aria-label", data.label);
  if (data.height) root.tabIndex = 0; else root.removeAttribute("tabindex");
  const mark = () => setTimeout(() => {
    const found = selectedIn(root);
    if (!found || found.collapsed) return;
    const start = placeOf(found.startContainer, found.startOffset);
    const end = placeOf(found.endContainer, found.endOffset);
    if (start >= 0 && end > start) setTriggerValue("mark", start + ":" + end);
  }, 0);
  root.onmouseup = data.markable ? mark : null;
  root.onkeyup = data.markable ? (event) => { if (event.shiftKey) mark(); } : null;
  if (root.dataset.signature === signature) return;
  const stayed = root.dataset.scroll === data.scroll && root.dataset.kind === data.kind;
  const top = root.scrollTop;
  root.dataset.signature = signature;
  root.dataset.scroll = data.scroll;
  root.dataset.kind = data.kind;
  root.replaceChildren();
  let target = null;
  for (const item of data.items) {
    const node = draw[data.kind](item);
    node.classList.add("item");
    if (item.here) node.classList.add("here");
    if (data.clickable && item.id) {
      node.classList.add("clickable");
      node.tabIndex = 0;
      node.setAttribute("role", "button");
      const pick = () => setTriggerValue("pick", item.id);
      node.onclick = () => { if (String(window.getSelection()) === "") pick(); };
      node.onkeydown = (event) => {
        if (event.key === "Enter" || event.key === " ") { event.preventDefault(); pick(); }
      };
    }
    if (data.scroll && item.id === data.scroll) target = node;
    root.appendChild(node);
  }
  if (target && data.height) requestAnimationFrame(() => bring(root, target));
  else root.scrollTop = stayed ? top : 0;
}
"""
