"""HTML source to lines of text, as changes of the source: tags go, block tags become line ends.

One pass over the tags with bounded patterns, no tree: a hundred thousand nested tags or sixty
thousand lone ``<`` cost no more than their length, and no text is lost in damaged markup.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from analysis.ingest.draft import Change, Draft

STEP = "markup"
BLOCK_TAGS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "link",
        "main",
        "meta",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
CELL_TAGS = frozenset(("td", "th"))
HIDDEN_TAGS = frozenset(
    [
        "script",
        "style",
        "template",
        "svg",
        "noscript",
        "canvas",
        "iframe",
        "object",
        "select",
        "textarea",
    ]
)
"""Elements whose content is not text of the page."""
REVEALED_TAGS = frozenset(("noscript", "template", "textarea"))
"""Those of them that can hold the text of a page which shows it by script."""
_CODE_TAGS = frozenset(("script", "style"))
_PREFIXES = frozenset(("h", "html", "xhtml"))
"""Usual prefixes of the namespace of XHTML; ``o:p`` of Office is no paragraph."""

_COMMENT = r"<!--.*?-->|"
_ANY_TAG = (
    r"<!--|<!\[CDATA\[|\]\]>|<[!?](?![\u4e00-\u9fff])[^<>]*+>"
    r"""|<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]*+)"""
    r"""(?P<rest>(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+|[^<>]*+)>"""
)
_TAG = re.compile(_COMMENT + _ANY_TAG, re.DOTALL)
_TAG_BEHIND = re.compile(_ANY_TAG)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_ATTRIBUTE = re.compile(r"""([A-Za-z_:][-\w:.]*)\s*=\s*(?:"([^"<]*+)"|'([^'<]*+)'|([^\s"'<>]++))""")


class Tag(NamedTuple):
    """A tag of the source; ``name`` is empty for comments and declarations."""

    start: int
    end: int
    name: str
    is_closing: bool
    attributes: str


def tags(source: str) -> Iterator[Tag]:
    """Yield the tags of ``source`` in order."""
    # Behind the last comment end, a comment start is looked for no further: linear in any source.
    last_end = source.rfind("-->")
    comments_end = last_end + 3 if last_end >= 0 else 0
    yield from map(_tag, _TAG.finditer(source, 0, comments_end))
    if source.find("<", comments_end) < 0 and source.find("]]>", comments_end) < 0:
        return
    yield from map(_tag, _TAG_BEHIND.finditer(source, comments_end))


def _tag(match: re.Match[str]) -> Tag:
    start, end = match.span()
    close, written, rest = match.groups()
    name = written.lower() if written else ""
    if ":" in name:
        prefix, _, local = name.partition(":")
        name = local if prefix in _PREFIXES else name
    return Tag(start, end, name, bool(close), rest or "")


def attributes(tag: Tag) -> dict[str, str]:
    """Return the attributes of a tag, names in small letters, entities resolved."""
    return {
        match[1].lower(): html.unescape(match[2] or match[3] or match[4] or "")
        for match in _ATTRIBUTE.finditer(tag.attributes)
    }


def strip_markup(
    draft: Draft, found: Iterable[Tag] | None = None, *, revealed: frozenset[str] = frozenset()
) -> Draft:
    """Return the draft without tags and with entities resolved.

    Block tags become line ends, cells of a row are parted by a tab, scripts and styles go with
    their content; so do other elements that are not shown, those of ``revealed`` apart. ``found``:
    the tags of the text if they are known already.
    """
    draft = strip_tags(draft, tags(draft.text) if found is None else found, revealed=revealed)
    return draft.change(STEP, entity_changes(draft.text))


def strip_tags(
    draft: Draft, found: Iterable[Tag], *, revealed: frozenset[str] = frozenset()
) -> Draft:
    """Return the draft without the tags ``found``, as ``strip_markup`` does, but with entities."""
    changes = markup_changes(draft.text, found, HIDDEN_TAGS - revealed)
    return draft.change(STEP, _joined(changes))


def hidden_texts(source: str, found: Sequence[Tag]) -> Iterator[str]:
    """Yield the texts of elements that hold what a page shows only at times, each as one line.

    Parameters
    ----------
    found
        The tags of ``source``.
    """
    starts = {tag.start for tag in found if tag.name in REVEALED_TAGS and not tag.is_closing}
    for change in markup_changes(source, found) if starts else ():
        if change.start in starts and source[change.end - 1] == ">":
            piece = Draft.of(source[change.start : change.end])
            yield " ".join(strip_markup(piece, revealed=REVEALED_TAGS).text.split())


def markup_changes(
    source: str, found: Iterable[Tag], hiding: frozenset[str] = HIDDEN_TAGS
) -> Iterator[Change]:
    """Yield the changes that take the tags ``found`` out of ``source``, and the content of some.

    A script or style that is never closed ends at the next tag that begins a block.
    """
    hidden, hidden_start, is_closed = "", 0, True
    last_ends: dict[str, int] = {}
    for tag in found:
        start, end, name, is_closing, rest = tag
        if hidden:
            if is_closing and name == hidden:
                yield Change(hidden_start, end, "\n")
                hidden = ""
                continue
            if is_closed or name not in BLOCK_TAGS:
                continue
            yield Change(hidden_start, start, "\n")
            hidden = ""
        if name in hiding and not is_closing and not rest.endswith("/"):
            is_closed = _is_closed(source, tag, last_ends)
            if is_closed or name in _CODE_TAGS:
                hidden, hidden_start = name, start
                continue
        is_cell_end = is_closing and name in CELL_TAGS
        yield Change(start, end, "\n" if name in BLOCK_TAGS else "\t" if is_cell_end else "")
    if hidden and not is_closed:
        yield Change(hidden_start, len(source), "\n")


def _joined(changes: Iterator[Change]) -> Iterator[Change]:
    """Yield changes with those that touch as one: most tags follow one another."""
    start = end = -1
    text = ""
    for low, high, replacement, _, _ in changes:
        if low != end:
            if end > 0:
                yield Change(start, end, text)
            start, text = low, ""
        end = high
        text += "" if replacement == text[-1:] == "\n" else replacement
    if end > 0:
        yield Change(start, end, text)


def entity_changes(text: str) -> Iterator[Change]:
    """Yield the changes that resolve character references."""
    if "&" not in text:
        return
    for match in _ENTITY.finditer(text):
        resolved = html.unescape(match[0])
        if resolved != match[0]:
            yield Change(match.start(), match.end(), resolved)


def _is_closed(source: str, tag: Tag, last_ends: dict[str, int]) -> bool:
    """Return whether an element is closed anywhere behind its opening tag."""
    if tag.name not in last_ends:
        last_ends[tag.name] = source.lower().rfind(f"</{tag.name}")
    return last_ends[tag.name] >= tag.end
