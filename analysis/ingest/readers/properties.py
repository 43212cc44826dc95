"""What a file says of itself: properties that programs fill in, often without being asked."""

from __future__ import annotations

import re
from collections.abc import Mapping

from analysis.ingest.dates import parse_date
from analysis.ingest.fields import is_title
from analysis.ingest.fold import count_han

_NAMES = {"creator": "文件属性中的作者", "created": "文件创建日期"}
"""How properties are shown. They are no fields of the document: the author is mostly who typed, or
whose machine it was (nothing in Latin letters is a name here), and the day is that of the file or
of its template."""
_PROGRAM_TITLE = re.compile(
    r"(?:Microsoft|WPS|Word|PowerPoint|Excel|Untitled|Document|PDF|Adobe)\b|.*\.\w{2,5}\Z|.*模板|"
    r"无标题|未命名|文档\d*\Z|新建|标题\Z|目 *录",
    re.IGNORECASE,
)


def property_values(values: Mapping[str, str]) -> dict[str, str]:
    """Return the properties that are worth showing, under names of their own.

    Parameters
    ----------
    values
        ``title``, ``creator``, ``created`` as far as they are known.
    """
    creator = values.get("creator", "").strip()
    shown = {
        "creator": creator if count_han(creator) else "",
        "created": parse_date(values.get("created", "")[:10]) or "",
    }
    return {_NAMES[name]: value for name, value in shown.items() if value}


def title_hint(values: Mapping[str, str]) -> dict[str, str]:
    """Return the title of the properties if it can be one: not a program's, not a file name.

    Examples
    --------
    >>> title_hint({"title": "Microsoft Word - 报告终稿.doc"})
    {}
    >>> title_hint({"title": "关于促进就业的若干意见"})
    {'title': '关于促进就业的若干意见'}
    """
    title = " ".join(values.get("title", "").split())
    return {"title": title} if is_title(title) and not _PROGRAM_TITLE.match(title) else {}
