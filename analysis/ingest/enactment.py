"""When and by whom a law was passed: the lines under its title, which stay in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from analysis.ingest.dates import parse_date
from analysis.ingest.fold import HAN_CLASS

MAX_LINES = 20
"""Lines from the beginning among which such lines stand."""
MAX_LENGTH = 160

_LINE = re.compile(
    r"[（(]?(?P<date>[12]\d{3} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日)[ \u3000]*"
    r"(?P<rest>[^。；]{2,140}?)[）)]?"
)
_PASSED = re.compile(r"(?:通过|公布|发布|批准|修订|修正|修改)(?:[，、 ]{0,3}自.{2,20}施行)?$")
_BODY = re.compile(
    rf"(?P<place>[{HAN_CLASS}]{{0,20}}?)(?:第[一二三四五六七八九十]{{1,4}}届)?"
    r"(?P<body>(?:全国)?人民代表大会(?:常务委员会)?)第?"
)
_COURT = re.compile(r"最高人民(?:法院|检察院)")
_ORDER = re.compile(
    rf"(?P<issuer>[{HAN_CLASS}]{{2,20}}?)(?P<number>(?:主席令|令|公告)(?:[（(〔\[]?\d{{4}}年?[）)〕\]]?)?"
    r"第? ?[\d一二三四五六七八九十〇]{1,5} ?号)"
)


def enactment(lines: Iterable[str]) -> dict[str, str]:
    """Return date, issuer and number of a law, as far as the lines under its title state them.

    The date is that of the latest of these lines, the version that is at hand; issuer and number
    are those of the first, by which the law is known; of an interpretation, all courts.

    Examples
    --------
    >>> enactment(["2004年4月30日 中华人民共和国国务院令第406号公布", "2019年3月2日 第三次修订"])
    {'date': '2019-03-02', 'issuer': '国务院', 'number': '国务院令第406号'}
    >>> enactment(["2016年8月25日 信阳市第四届人民代表大会常务委员会第二十七次会议通过"])
    {'date': '2016-08-25', 'issuer': '信阳市人民代表大会常务委员会'}
    """
    dates: list[str] = []
    courts: list[str] = []
    values: dict[str, str] = {}
    for line in lines:
        match = _LINE.fullmatch(line) if len(line) <= MAX_LENGTH and "年" in line else None
        if not match or not _PASSED.search(match["rest"]):
            continue
        date = parse_date(match["date"])
        if date:
            dates.append(date)
            courts += _COURT.findall(match["rest"])
            values = values or _issued(match["rest"])
    if courts:
        values = {"issuer": "、".join(dict.fromkeys(courts))}
    return {"date": max(dates), **values} if dates else {}


def _issued(text: str) -> dict[str, str]:
    match = _ORDER.match(text)
    if match:
        issuer = match["issuer"].removeprefix("中华人民共和国") or match["issuer"]
        return {"issuer": issuer, "number": f"{issuer}{match['number']}".replace(" ", "")}
    match = _BODY.match(text)
    return {"issuer": match["place"] + match["body"]} if match else {}
