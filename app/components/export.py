"""The export menu beside a chart or table: PNG, SVG, HTML, CSV, XLSX.

PNG and SVG are made in the browser, by the library and from the figure that draw the chart on the
page, so that they look like it. They carry their own cut of the font: an SVG that is shown as a
picture cannot use the fonts of the page, and would have boxes on a machine without Chinese fonts.
Where the browser cannot do it, the renderer on the server takes over.

The menu is filled only while it is open: a closed one costs the page nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import streamlit as st

from app import state
from app.palette import Palette, palette
from app.wording.text import Lang, text

WIDTH = 860
"""Width of a picture where the chart is not on the page, px."""
PICTURES = ("png", "svg")
MIMES = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
    "html": "text/html",
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class Picture(NamedTuple):
    """A chart to be drawn in the browser.

    ``figure`` is the figure with its title as plain values, ``style`` a CSS rule with the font for
    its characters, ``key`` that of the chart on the page, whose width the picture takes.
    """

    figure: Mapping[str, object]
    style: str
    key: str


@dataclass(frozen=True)
class Export:
    """What a menu offers.

    ``name`` is that of the files, without ending. ``files`` make the bytes of a file by its ending,
    when it is asked for. ``picture`` is made when the menu is opened; ``None`` where there is no
    chart. ``drawn`` makes a picture without the browser.
    """

    key: str
    name: str
    files: Mapping[str, Callable[[], bytes]]
    picture: Callable[[], Picture] | None = None
    drawn: Mapping[str, Callable[[], bytes]] = field(default_factory=dict)


def export_menu(offer: Export, *, lang: Lang) -> None:
    """Draw the menu: a small button that opens the list of formats."""
    menu = st.popover(
        text("card.export", lang),  # a word, not a sign: it is also what screen readers call it
        type="tertiary",
        key=f"{offer.key}-export",
        on_change="rerun",
    )
    if not menu.open:
        return
    with menu:
        if offer.picture is not None:
            _pictures(offer, offer.picture, lang)
        for ending, make in offer.files.items():
            _download(offer, ending, make)


def _pictures(offer: Export, make: Callable[[], Picture], lang: Lang) -> None:
    key = f"{offer.key}-pictures"
    failed = f"{key}/failed"
    if state.recall(failed):
        for ending, draw in offer.drawn.items():
            _download(offer, ending, draw)
        return
    picture = make()
    _component()(
        key=key,
        data={
            "figure": dict(picture.figure),
            "style": picture.style,
            "chart": picture.key,
            "width": WIDTH,
            "name": offer.name,
            "labels": {ending: ending.upper() for ending in PICTURES},
            "group": text("export.pictures", lang),
            "vars": _variables(palette(state.theme())),
        },
        on_failed_change=lambda: state.remember(failed, value=True),
    )


def _download(offer: Export, ending: str, make: Callable[[], bytes]) -> None:
    st.download_button(
        ending.upper(),
        data=make,
        file_name=f"{offer.name}.{ending}",
        mime=MIMES[ending],
        key=f"{offer.key}-{ending}",
        on_click="ignore",
        width="stretch",
    )


def _variables(colours: Palette) -> dict[str, str]:
    return {
        "--text": colours.text,
        "--border": colours.border,
        "--background": colours.background,
        "--primary": colours.primary,
    }


def _component() -> Callable[..., object]:
    """Return the component, registered once a process."""
    if "export" not in _REGISTERED:
        _REGISTERED["export"] = st.components.v2.component(
            "wenjian_export", html=_HTML, css=_CSS, js=_JS
        )
    return _REGISTERED["export"]


_REGISTERED: dict[str, Callable[..., object]] = {}

_HTML = '<div class="root" role="group"></div>'

# Multi-line on purpose: a string of one line would be taken for the path of a file.
_CSS = """
:host { display: block; }
.root { display: grid; gap: 1rem; }
button { font: inherit; font-size: .875rem; color: var(--text); background: var(--background);
  cursor: pointer; border: 1px solid var(--border); border-radius: .35rem; min-height: 2.5rem;
  width: 100%; }
button:hover, button:focus-visible { border-color: var(--primary); color: var(--primary); }
button:disabled { opacity: .5; cursor: progress; }
"""

_JS = """
const SCALE = 2;
// Never put into the page: a click there would count as one outside the menu and close it.
const save = (blob, name) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
};
const widthOf = (data) => {
  const chart = document.querySelector(".st-key-" + data.chart + " .js-plotly-plot");
  const shown = chart ? Math.max(Math.round(chart.getBoundingClientRect().width), 420) : data.width;
  return data.figure.layout.width || shown;
};
const svgOf = async (data) => {
  await document.fonts.load("13px WenjianSans", data.figure.layout.title.text);
  const size = { width: widthOf(data), height: data.figure.layout.height };
  const given = { data: data.figure.data, layout: { ...data.figure.layout, ...size } };
  const svg = await window.Plotly.toImage(given, { format: "svg", imageDataOnly: true, ...size });
  const style = "<style>" + data.style + "</style>";
  return { svg: svg.replace(/<svg[^>]*>/, (tag) => tag + style), size };
};
const pngOf = async (svg, size) => {
  const image = new Image();
  image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(svg);
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = size.width * SCALE;
  canvas.height = size.height * SCALE;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, fail) => canvas.toBlob(
    (blob) => blob ? done(blob) : fail(new Error("canvas")), "image/png"));
};
export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".root");
  for (const [name, value] of Object.entries(data.vars)) root.style.setProperty(name, value);
  root.setAttribute("aria-label", data.group);
  root.replaceChildren();
  for (const [format, label] of Object.entries(data.labels)) {
    const button = root.appendChild(document.createElement("button"));
    button.textContent = label;
    button.dataset.format = format;
    button.onclick = async () => {
      button.disabled = true;
      try {
        const { svg, size } = await svgOf(data);
        const blob = format === "png"
          ? await pngOf(svg, size)
          : new Blob([svg], { type: "image/svg+xml;charset=utf-8" });
        save(blob, data.name + "." + format);
      } catch (error) {
        setTriggerValue("failed", String(error));
      } finally {
        button.disabled = false;
      }
    };
  }
}
"""
