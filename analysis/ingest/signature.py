"""What stands under a text or in its name: byline, issuer and date of the signature, file dates."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.ingest.dates import parse_date
from analysis.ingest.fold import HAN_CLASS, narrow
from analysis.ingest.labels import NAME

NEAR_END = 8
"""Lines from the end within which a date alone is a signature."""

_REPORTER = re.compile(
    r"[（(](?P<author_role>(?:本报|本网|本刊|新华社|人民日报)?(?:记者|通讯员|特约记者|实习记者)|作者|文/图|文)"
    rf"[ \u3000：:/]{{0,2}}(?P<author>{NAME}{{2,5}}"
    rf"(?:[ \u3000、，]{{1,2}}{NAME}{{2,5}}){{0,5}})[）)]$"
)
MAX_DATELINE = 40
_DATELINE = re.compile(
    r"[（(【]?(?P<source>新华社|新华网|中新社|中新网|中国新闻网|人民网|央视网|光明网|央广网|中国网|国际在线"
    r"|本报|本网|本刊|本台|[\u4e00-\u9fff]{2,6}(?:日报|晚报|时报))"
    rf"[{HAN_CLASS}／/、]{{0,12}}?(?:\d{{1,2}}月)?\d{{1,2}}日(?:电|讯|消息)[】]?"
    r"(?:[ \u3000]{0,2}[（(]"
    r"(?P<author_role>(?:本报|本网|见习|实习|特约)?记者|通讯员)[ \u3000：:]{0,2}"
    rf"(?P<author>{NAME}{{2,5}}(?:[ \u3000、，]{{1,2}}{NAME}{{2,5}}){{0,5}})[）)])?"
)
_DATE_LINE = re.compile(
    r"(?P<date>(?:[12]\d{3}|二[〇零○ＯO0◯][〇零○ＯO0◯一二三四五六七八九]{2}|一九[〇零○ＯO0◯一二三四五六七八九]{2})年"
    r"[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日)(?:印发|签发|发布)?"
)
_PRINTED = re.compile(
    rf"(?P<issuer>[{HAN_CLASS}]{{4,25}}) ?(?P<date>[12]\d{{3}}年\d{{1,2}}月\d{{1,2}}日)印发"
)
_ISSUER = re.compile(
    rf"[{HAN_CLASS}]{{1,24}}(?:府|会|院|部|局|厅|委|室|署|行|社|司|中心|集团|国务院|办公厅)"
)
_TITLE_YEAR = re.compile(r"((?:19|20)\d{2})年.{0,20}(?:报告|总结|要点|计划)")
_FILE_DATE = re.compile(
    r"(?<!\d)(?:((?:19|20)\d{2})[-_.年](\d{1,2})[-_.月](\d{1,2})"
    r"|((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01]))(?!\d)"
)
_FILE_YEAR = re.compile(r"(?<![0-9A-Za-z-])((?:19|20)\d{2})(?![0-9A-Za-z-])")


def is_issuer(line: str) -> bool:
    """Return whether a line is nothing but the name of an authority."""
    return bool(_ISSUER.fullmatch(line))


def byline(paragraph: str) -> tuple[int, dict[str, str]]:
    """Return where the byline at the end of a paragraph begins, and author and role.

    Examples
    --------
    >>> byline("展现生动局面。（记者 钟鸣）")
    (7, {'author_role': '记者', 'author': '钟鸣'})
    """
    match = _REPORTER.search(paragraph)
    if not match:
        return len(paragraph), {}
    return match.start(), match.groupdict()


def signature(lines: Sequence[str]) -> dict[str, str]:
    """Return issuer and date of the signature of an official document; the lines stay in the text.

    The signature is a line that is a date, under a line that names an organisation; in the last
    eight lines also a date alone, and 某某办公厅2019年3月15日印发.

    Examples
    --------
    >>> signature(["现予发布。", "科 技 部", "2018年10月12日", "（此件主动公开）"])
    {'date': '2018-10-12', 'issuer': '科技部'}
    """
    short = [pair for pair in enumerate(lines) if len(pair[1]) <= 50 and "日" in pair[1]]
    for row, text in (pair for pair in short if "年" in pair[1]):
        is_near = row >= len(lines) - NEAR_END
        line = narrow("".join(text.split()))
        match = _DATE_LINE.fullmatch(line)
        above = "".join(lines[row - 1].split()) if row else ""
        issuer = above if _ISSUER.fullmatch(above) else ""
        if match and (issuer or is_near):
            return _dated(match["date"], issuer)
        printed = _PRINTED.fullmatch(line) if is_near else None
        if printed:
            return _dated(printed["date"], printed["issuer"])
    return {}


def dateline(lines: Sequence[str]) -> dict[str, str]:
    """Return agency and reporters that the first paragraphs begin with; they stay in the text.

    The day has no year, so it is no date.

    Examples
    --------
    >>> dateline(["新华社北京3月5日电（记者 张三、李四）国务院总理作政府工作报告。"])
    {'source': '新华社', 'author_role': '记者', 'author': '张三、李四'}
    """
    for line in lines:
        match = _DATELINE.match(line) if "日" in line[:MAX_DATELINE] else None
        if match:
            source = (
                ""
                if match["source"].startswith(("本报", "本网", "本刊", "本台"))
                else match["source"]
            )
            found = {
                "source": source,
                "author_role": match["author_role"],
                "author": match["author"],
            }
            return {name: value for name, value in found.items() if value}
    return {}


def date_of_name(title: str, name: str) -> str | None:
    """Return the date that a title or a file name states, or ``None``.

    Titles: the year of a yearly report. File names: a whole date, or a year that stands alone.

    Examples
    --------
    >>> date_of_name("2019年政府工作报告", ""), date_of_name("", "计量条例(2020-07-24)")
    ('2019', '2020-07-24')
    """
    match = _TITLE_YEAR.match(title)
    if match:
        return match[1]
    match = _FILE_DATE.search(name)
    if match:
        return parse_date("-".join(filter(None, match.groups())))
    match = _FILE_YEAR.search(name)
    return match[1] if match else None


def _dated(date: str, issuer: str) -> dict[str, str]:
    values = {"date": parse_date(date) or "", "issuer": issuer}
    return {name: value for name, value in values.items() if value}
