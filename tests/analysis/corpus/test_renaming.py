"""What organisations are called after several corrections, one after the other."""

from __future__ import annotations

import numpy as np

from analysis.corpus.build import build_corpus
from analysis.corpus.renaming import RenamedNames, documented_names, renamed, targets
from analysis.corpus.segments.arrays import known_strings, unpack_strings
from analysis.ingest.documents import read_pasted
from analysis.schema import Correction, OrganisationMerge, OrganisationRename
from tests.analysis.corpus.papers import SETTINGS


def called(*deeds):
    corrections = [Correction(str(number), "", deed) for number, deed in enumerate(deeds)]
    return {name: target.canonical for name, target in targets(corrections).items()}


def test_a_name_goes_through_all_corrections():
    steps = OrganisationRename("甲", "乙"), OrganisationMerge("乙", "丙")
    assert called(*steps) == {"甲": "丙", "乙": "丙", "丙": "丙"}
    assert called(*reversed(steps)) == {"甲": "乙", "乙": "丙", "丙": "丙"}


def test_names_change_places_by_way_of_a_third():
    found = called(
        OrganisationRename("甲", "丙"),
        OrganisationRename("乙", "甲"),
        OrganisationRename("丙", "乙"),
    )
    assert (found["甲"], found["乙"]) == ("乙", "甲")


def test_who_has_gone_goes_nowhere_else():
    assert called(OrganisationMerge("甲", "乙"), OrganisationMerge("甲", "丙"))["甲"] == "乙"


def test_who_is_merged_gets_short_name_and_kind_of_whom_it_became_also_of_other_segments():
    texts = "四川省总工会调研。重庆市团委调研。", "四川省妇女联合会调研。"
    corpora = [build_corpus([read_pasted(text, name="甲")], SETTINGS) for text in texts]
    segments = [segment for corpus in corpora for segment in corpus.layout.segments]
    youth = organisations(segments[0])[1]
    corrections = [
        Correction("1", "", OrganisationMerge("四川省总工会", "四川省妇女联合会")),
        Correction("2", "", OrganisationRename(youth[0], "团委")),
    ]
    first, second = renamed(segments, corrections)
    women = ("四川省妇女联合会", "四川省妇联", "妇联")
    assert organisations(first) == [women, ("团委", *youth[1:])]
    assert organisations(second) == [women]


def organisations(segment):
    columns = (known_strings(segment.names, name) for name in ("canonical", "short", "kind"))
    return list(zip(*columns, strict=True))


def test_only_what_is_called_otherwise_is_made_anew():
    text = "四川省总工会调研。四川省妇女联合会调研。四川省总工会办公室培训。"
    corpus = build_corpus([read_pasted(text, name="甲")], SETTINGS)
    (segment,) = corpus.layout.segments
    one, *others = documented_names(segment)
    assert RenamedNames(segment.names, {})["canonical_bytes"] is segment.names["canonical_bytes"]
    renaming = Correction("1", "", OrganisationRename(one, "新名", "新", ""))
    names = RenamedNames(segment.names, targets([renaming]))
    assert known_strings(names, "canonical") == ["新名", *others]
    assert known_strings(names, "short")[0] == "新"
    assert known_strings(names, "kind") == known_strings(segment.names, "kind")
    assert names["mention_organisation"] is segment.names["mention_organisation"]
    assert one not in unpack_strings(names, "parent")
    merging = Correction("2", "", OrganisationMerge(others[0], "新名"))
    names = RenamedNames(segment.names, targets([renaming, merging]))
    owners = segment.names["mention_organisation"]
    assert names["mention_organisation"].tolist() == np.where(owners == 1, 0, owners).tolist()
    assert set(names) == set(segment.names)
    assert len(names) == len(segment.names)
