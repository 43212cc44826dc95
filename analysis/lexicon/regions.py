"""Administrative divisions of China, from ``resources/regions.txt``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

REGIONS_FILE = Path(__file__).parents[1] / "resources" / "regions.txt"
_NATIONS = (
    "壮族 回族 维吾尔 土家族 苗族 彝族 藏族 羌族 侗族 布依族 朝鲜族 白族 傣族 景颇族 傈僳族 哈尼族 "
    "蒙古族 (?<!内)蒙古 哈萨克族 哈萨克 柯尔克孜 瑶族 满族 黎族 畲族 水族 纳西族 拉祜族 佤族 "
    "独龙族 怒族 普米族 达斡尔族 鄂温克族 鄂伦春 仫佬族 毛南族 仡佬族 保安族 东乡族 撒拉族 土族 "
    "裕固族 塔吉克 锡伯 各族 布朗族"
)
_SHORTEN = re.compile(
    rf"(?:{'|'.join(sorted(_NATIONS.split(), key=len, reverse=True))})*"
    r"(?:特别行政区|自治区|自治州|自治县|自治旗|地区|新区|林区|省|市|区|县|州|盟|旗)$"
)
_LEVELS = ("特别行政区", "自治区", "自治州", "自治县", "地区")


class Region(NamedTuple):
    """A province, prefecture or county.

    ``full`` is the name that stands before bodies: districts, and all counties of a municipality,
    carry their city (青岛市崂山区, 重庆市云阳县), everything else stands alone (左权县, 大同市).
    ``parent`` is a row number, -1 for provinces; ``level`` the word that the place is called by.
    """

    name: str
    short: str
    level: str
    rank: int
    full: str
    parent: int


def _level(name: str) -> str:
    long = next((level for level in _LEVELS if name.endswith(level)), "")
    return {"自治州": "州", "自治县": "县", "特别行政区": "特区"}.get(long, long or name[-1])


def _region(name: str, rank: int, parent: int, city: str) -> Region:
    short = _SHORTEN.sub("", name)
    full = city + name if name.endswith("区") or city[:2] in {"重庆", "北京", "天津"} else name
    return Region(name, short if len(short) > 1 else name, _level(name), rank, full, parent)


def _rows() -> Iterator[tuple[str, str, list[str]]]:
    for line in REGIONS_FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            province, prefecture, counties = line.split("\t")
            yield province, prefecture, counties.split()


def load_regions() -> tuple[Region, ...]:
    """Return all regions, each after the one it lies in."""
    regions: list[Region] = []
    province = -1
    for name, prefecture, counties in _rows():
        if province < 0 or regions[province].name != name:
            province = len(regions)
            regions.append(_region(name, 1, -1, ""))
        parent = province
        if prefecture not in {"", "-"}:
            parent = len(regions)
            regions.append(_region(prefecture, 2, province, ""))
        city = name if name.endswith("市") else ""
        city = prefecture if prefecture.endswith("市") else city
        regions.extend(_region(county, 3, parent, city) for county in counties)
    return tuple(regions)
