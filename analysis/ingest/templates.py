"""Code of templates in pages: what JSP, ASP, PHP, Blade, Vue and Jinja put between tags."""

from __future__ import annotations

import re
from typing import NamedTuple

_TEMPLATES = (("<%", "%>"), ("<?", "?>"), ("{{", "}}"), ("{%", "%}"), ("{!!", "!!}"))
"""Code of JSP and ASP, PHP, Blade and Vue, Jinja; what is in it is no text of the page."""
_DIRECTIVE = re.compile(
    r"^[ \t]*@(?:if|elseif|else|endif|unless|endunless|isset|endisset|empty|endempty|auth|endauth"
    r"|guest|endguest|for|endfor|foreach|endforeach|forelse|while|endwhile|switch|case|default"
    r"|endswitch|section|endsection|show|stop|yield|parent|extends|include|push|endpush|stack"
    r"|csrf|php|endphp|lang|json|verbatim|endverbatim)\b[ \t]*(?:\([^\n]{0,300}\))?[ \t]*$",
    re.MULTILINE,
)
MAX_TEMPLATE = 20_000
"""Longest piece of template code, in characters; ``{{`` and the like also stand in texts."""

_BEGIN = re.compile(r"[A-Za-z_$=@!#:;{}()\[\]/*'\"+.&|\s-]")
"""What code begins with; a digit behind ``<%`` is a figure of a text."""
_SAID = re.compile(r"\"[^\"\n]*+\"|'[^'\n]*+'|//[^\n]*+|/\*.*?(?:\*/|\Z)", re.DOTALL)
"""Strings and comments of code: what they say is no sentence of the page."""
_SENTENCE = re.compile(r"[\u4e00-\u9fff]{2}[，。；：！？、]")
_COMMENT = "--"


class Blanked(NamedTuple):
    """A page with the code of templates as spaces, at the same length, and the code."""

    source: str
    pieces: tuple[str, ...]


def blank_templates(source: str) -> Blanked:
    """Return a page without the code of templates.

    Examples
    --------
    >>> blank_templates("<p><%= title %>工会{{ name }}</p>")
    Blanked(source='<p>            工会          </p>', pieces=('<%= title %>', '{{ name }}'))
    """
    pieces: list[str] = []
    for opening, closing in _TEMPLATES:
        if opening in source:
            source = _blank(source, opening, closing, pieces)
    if "@" in source:
        pieces += [match[0] for match in _DIRECTIVE.finditer(source)]
        source = _DIRECTIVE.sub(lambda match: " " * len(match[0]), source)
    return Blanked(source, tuple(pieces))


def _blank(source: str, opening: str, closing: str, taken: list[str]) -> str:
    """Return ``source`` without pieces of code, each from the last opening before a closing.

    No script ends in a piece, nor any tag in braces: else they are signs in two scripts, and
    between them stands the text. Signs around what is no code stay as well.
    """
    outside = "</" if opening[0] == "{" else "</script"
    parts, done, low = [], 0, 0
    end = source.find(closing)
    while end >= 0:
        start = source.rfind(opening, max(low, end - MAX_TEMPLATE), end)
        low = end + len(closing)
        if start >= 0 and _is_code(source[start + len(opening) : end], outside):
            parts += [source[done:start], " " * (low - start)]
            taken.append(source[start:low])
            done = low
        end = source.find(closing, low)
    return "".join(parts) + source[done:]


def _is_code(inside: str, outside: str) -> bool:
    """Return whether what stands between two signs is code: it begins so, and says no sentence."""
    if outside in inside.lower():
        return False
    if inside.startswith(_COMMENT) or not inside:
        return True
    if not _BEGIN.match(inside):
        return False
    return _SENTENCE.search(_SAID.sub("", inside)) is None
