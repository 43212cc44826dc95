"""The gazetteer: what it lists is consistent, and mistakes in the file are told."""

from __future__ import annotations

from collections import Counter

import pytest

from analysis.errors import ResourceError
from analysis.lexicon import organisations
from analysis.lexicon.organisations import load_gazetteer
from analysis.schema import Organisation

GAZETTEER = load_gazetteer()
ROW = '{ canonical = "甲", short = "甲", kind = "其他" }'


def test_every_kind_is_one_of_those_listed():
    kinds = {o.kind for o in GAZETTEER.organisations} | {b.kind for b in GAZETTEER.bodies}
    assert kinds | set(GAZETTEER.tail_kinds) <= set(GAZETTEER.kinds)


def test_no_form_means_two_organisations():
    forms = Counter(form for o in GAZETTEER.organisations for form in {o.canonical, *o.aliases})
    assert [form for form, n in forms.items() if n > 1] == []


def test_every_parent_is_listed():
    names = {o.canonical for o in GAZETTEER.organisations}
    assert {o.parent for o in GAZETTEER.organisations if o.parent} <= names


def test_templates_fill():
    values = {"region": "甲市", "place": "甲市", "party": "中共甲市委", "league": "甲市"}
    names = [body.canonical.format(**values) for body in GAZETTEER.bodies]
    assert all("甲市" in name for name in names)
    assert len(names) == len(set(names))
    assert all("甲市" in body.short.format(**values) for body in GAZETTEER.bodies)


def test_overlapping_strings_are_all_found():
    found = {GAZETTEER.patterns[pattern] for pattern, _, _ in GAZETTEER.find("重庆市万州区总工会")}
    assert {"重庆", "重庆市", "万州区", "总工会"} <= found


def test_an_organisation_of_the_user_replaces_its_namesake():
    mine = Organisation("国务院", "国院", "政府部门", ("国院",))
    names = [o for o in load_gazetteer([mine]).organisations if o.canonical == "国务院"]
    assert names == [mine]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("organisations = [", "organisations_unreadable"),
        (f"organisations = [{ROW}, {ROW}]", "organisation_twice"),
        ('organisations = [{ canonical = "甲", kind = "其他" }]', "organisation_incomplete"),
    ],
)
def test_a_mistake_in_the_file_is_told(tmp_path, monkeypatch, content, code):
    path = tmp_path / "organisations.toml"
    path.write_text(content, encoding="utf-8")
    monkeypatch.setattr(organisations, "ORGANISATIONS_FILE", path)
    with pytest.raises(ResourceError) as caught:
        load_gazetteer([Organisation("测试", "测试", "其他")])
    assert caught.value.code == code
    assert "organisations.toml" in str(caught.value)


def test_lineages_lead_from_a_county_to_its_province():
    gazetteer = load_gazetteer()
    names = [region.name for region in gazetteer.regions]
    lineage = gazetteer.lineages[names.index("崂山区")]
    assert [names[row] for row in lineage] == ["崂山区", "青岛市", "山东省"]


def test_mute_bodies_are_those_that_alone_mean_nobody():
    gazetteer = load_gazetteer()
    mute = {gazetteer.patterns[pattern] for pattern in gazetteer.mute}
    assert {"人民政府", "人民法院"} <= mute
    assert mute.isdisjoint({"政府", "国务院"})
