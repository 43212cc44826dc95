"""Every colour of the app, for the light and the dark theme, and who gets which.

Contrast of each colour on its background and distances for colour-blind sight are tested. Cinnabar
(``focus``) means "what you chose" and nothing else; controls are ink blue, data ink grey.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

ThemeType = Literal["light", "dark"]

SLOTS = 8
"""Number of colours that entities can have."""


@dataclass(frozen=True)
class Palette:
    """The colours of one theme, as ``#RRGGBB``.

    ``categorical`` holds the slots of entities, the same hue family in both themes;
    ``sequential`` runs from nothing to most; ``diverging`` from one side over zero to the other.
    """

    name: ThemeType
    text: str
    background: str
    surface: str
    border: str
    muted: str
    primary: str
    link: str
    focus: str
    data: str
    data_pale: str
    figure: str
    theme: str
    on_focus: str
    """Text on a mark filled with ``focus``."""
    on_dark_cell: str
    """Text of a heat map cell above ``invert_from`` of its scale."""
    invert_from: float
    """Share of the sequential scale from which ``on_dark_cell`` reads better than ``text``."""
    strip: str
    """Ground of the strips that stand for documents."""
    chip: str
    """Ground of the chips in the filter bar."""
    current: str
    """Ground of the sentence being read."""
    categorical: tuple[str, ...]
    sequential: tuple[str, ...]
    diverging: tuple[str, ...]


LIGHT = Palette(
    name="light",
    text="#14161A",
    background="#FFFFFF",
    surface="#F6F4EF",
    border="#DCD8CE",
    muted="#5F646B",
    primary="#2D5C8E",
    link="#1E4A7A",
    focus="#B3261E",
    data="#4A6785",
    data_pale="#C6D3E0",
    figure="#8A5A00",
    theme="#3B846F",
    on_focus="#FFFFFF",
    on_dark_cell="#FFFFFF",
    invert_from=0.67,
    strip="#EBE8E0",
    chip="#DCE6F0",
    current="#F3F0E7",
    categorical=(
        *("#132C84", "#B0660C", "#3B846F", "#AE7FB2"),
        *("#30647F", "#562B02", "#829D60", "#7A61BE"),
    ),
    sequential=("#F4F6F9", "#D9E3EE", "#B3C8DE", "#83A5C8", "#5481AE", "#2D5C8E", "#143B66"),
    diverging=("#0B4F8A", "#4E8BC0", "#A9CBE4", "#F1EFEA", "#E8C08A", "#C07B22", "#7A4300"),
)
DARK = Palette(
    name="dark",
    text="#E6E4DF",
    background="#15181D",
    surface="#1F242B",
    border="#39414C",
    muted="#A3A9B2",
    primary="#97BDE2",
    link="#9CC3EE",
    focus="#FF8A75",
    data="#8FA9C4",
    data_pale="#3C4A5A",
    figure="#E0B04C",
    theme="#78BB9F",
    on_focus="#15181D",
    on_dark_cell="#15181D",
    invert_from=0.52,
    strip="#2A3038",
    chip="#2F4F72",
    current="#252B33",
    categorical=(
        *("#5265C5", "#C28E24", "#78BB9F", "#FAC2F4"),
        *("#2695AC", "#946142", "#BEE985", "#BF9BFC"),
    ),
    sequential=("#1B2027", "#24364B", "#2F4F72", "#41709E", "#6696C4", "#97BDE2", "#CFE4FA"),
    diverging=("#7FC0F5", "#3F86BF", "#27506F", "#23272E", "#6B4A1C", "#B97F2C", "#F2BD6B"),
)
PALETTES: Mapping[str, Palette] = {"light": LIGHT, "dark": DARK}


def palette(theme: str | None = "light") -> Palette:
    """Return the colours of ``light`` or ``dark``; light when the theme is not known."""
    return PALETTES.get(theme or "light", LIGHT)


def colorscale(colours: Sequence[str]) -> list[tuple[float, str]]:
    """Return evenly spaced stops from 0 to 1, as a heat map wants them."""
    last = len(colours) - 1
    return [(position / last, colour) for position, colour in enumerate(colours)]


def cell_text(colours: Palette, share: float) -> str:
    """Return the colour of text on a cell at ``share`` (0 to 1) of the sequential scale."""
    return colours.on_dark_cell if share > colours.invert_from else colours.text


def with_alpha(colour: str, alpha: float) -> str:
    """Return ``#RRGGBB`` as ``rgba(…)`` with the given opacity.

    >>> with_alpha("#132C84", 0.35)
    'rgba(19,44,132,0.35)'
    """
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{alpha:g})"


def entity_slots(
    names: Sequence[str],
    *,
    selected: Iterable[str] = (),
    fixed: Mapping[str, int] | None = None,
) -> dict[str, int | None]:
    """Return which colour slot each entity has, ``None`` for muted grey.

    Parameters
    ----------
    names
        Organisations by amount of text, or documents in corpus order, without repetition.
    selected
        Those being compared. Only then does number 9 or later get a colour, and no two of them
        share one while slots are free: the later in ``names`` moves to the first free slot.
    fixed
        Slots the user chose; they stay as they are.
    """
    chosen = {name: slot % SLOTS for name, slot in (fixed or {}).items()}
    own = {name: chosen.get(name, place % SLOTS) for place, name in enumerate(names)}
    compared = frozenset(selected)
    slots: dict[str, int | None] = {
        name: own[name] if place < SLOTS or name in chosen else None
        for place, name in enumerate(names)
    }
    taken: set[int] = {chosen[name] for name in names if name in compared and name in chosen}
    for name in names:
        if name not in compared or name in chosen:
            continue
        free = [slot for slot in range(SLOTS) if slot not in taken]
        slot = own[name] if own[name] in free or not free else free[0]
        slots[name] = slot
        taken.add(slot)
    return slots


def entity_colours(
    names: Sequence[str],
    colours: Palette = LIGHT,
    *,
    selected: Iterable[str] = (),
    fixed: Mapping[str, int] | None = None,
) -> dict[str, str]:
    """Return the colour of each entity; see ``entity_slots`` for who gets which.

    Everything not in the result (unattributed sentences, passages of several organisations) is
    drawn in ``colours.muted``.
    """
    slots = entity_slots(names, selected=selected, fixed=fixed)
    return {
        name: colours.muted if slot is None else colours.categorical[slot]
        for name, slot in slots.items()
    }


def year_colours(years: Sequence[str], colours: Palette = LIGHT) -> dict[str, str]:
    """Return the colours of years: steps of the sequential scale, later is stronger.

    The first two steps are too faint for marks and are not used. Undated (``""``) is muted.
    """
    dated = sorted(year for year in set(years) if year)
    steps = colours.sequential[2:]
    last = max(len(dated) - 1, 1)
    ramp = {
        year: steps[round(place * (len(steps) - 1) / last) if len(dated) > 1 else -1]
        for place, year in enumerate(dated)
    }
    return {year: ramp.get(year, colours.muted) for year in years}
