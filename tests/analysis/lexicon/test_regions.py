"""Regions: names, levels and what lies in what."""

from __future__ import annotations

import pytest

from analysis.lexicon.regions import load_regions

REGIONS = load_regions()


@pytest.mark.parametrize(
    ("name", "short", "level", "full"),
    [
        ("重庆市", "重庆", "市", "重庆市"),
        ("万州区", "万州", "区", "重庆市万州区"),
        ("云阳县", "云阳", "县", "重庆市云阳县"),
        ("崂山区", "崂山", "区", "青岛市崂山区"),
        ("左权县", "左权", "县", "左权县"),
        ("内蒙古自治区", "内蒙古", "自治区", "内蒙古自治区"),
        ("广西壮族自治区", "广西", "自治区", "广西壮族自治区"),
        ("恩施土家族苗族自治州", "恩施", "州", "恩施土家族苗族自治州"),
        ("景宁畲族自治县", "景宁", "县", "景宁畲族自治县"),
        ("叶县", "叶县", "县", "叶县"),
    ],
)
def test_names(name, short, level, full):
    region = next(region for region in REGIONS if region.name == name)
    assert (region.short, region.level, region.full) == (short, level, full)


def test_every_region_stands_behind_the_one_it_lies_in():
    for row, region in enumerate(REGIONS):
        assert -1 <= region.parent < row
        assert region.rank == 1 if region.parent < 0 else region.rank > REGIONS[region.parent].rank


def test_all_provinces_and_most_prefectures_are_there():
    assert sum(region.rank == 1 for region in REGIONS) == 34
    assert sum(region.rank == 2 for region in REGIONS) == 333
