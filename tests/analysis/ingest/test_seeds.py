"""The five documents clean to their references, character by character."""

import json
from pathlib import Path

import pytest

from analysis.ingest.documents import read_document
from analysis.ingest.draft import restore

ROOT = Path(__file__).parents[3]
CLEAN = ROOT / "tests" / "data" / "seeds_clean"
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
FIELDS = ("title", "subtitle", "date", "time", "source", "author", "author_role", "editor")


def reference(path):
    _, head, body = path.read_text("utf-8").split("---\n", 2)
    pairs = (line.split(":", 1) for line in head.strip().split("\n"))
    return {key: json.loads(value) for key, value in pairs}, body.strip().replace("\n\n", "\n")


@pytest.fixture(scope="module")
def documents():
    return {path.name: read_document(path.name, path.read_bytes()) for path in SEEDS}


def test_there_are_five():
    assert len(SEEDS) == 5


@pytest.mark.parametrize("name", [path.name for path in SEEDS])
def test_body_is_the_reference(documents, name):
    assert documents[name].text == reference(CLEAN / name)[1]


@pytest.mark.parametrize("name", [path.name for path in SEEDS])
def test_fields_are_the_reference(documents, name):
    fields, _ = reference(CLEAN / name)
    document = documents[name]
    found = {field: getattr(document.metadata, field) for field in (*FIELDS, "site", "channel")}
    assert found == {field: fields.get(field) for field in found}
    assert document.script == fields["script"]
    assert document.warnings == ()
    assert document.encoding == "utf-8"


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_removed_pieces_rebuild_the_source(documents, path):
    document = documents[path.name]
    rebuilt = restore(document.text, document.removals)
    assert "".join(rebuilt.split()) == "".join(path.read_text("utf-8").split())


def test_traditional_seed_is_simplified_beside_the_original(documents):
    name = "002_999b6991f4849008.txt"
    document = documents[name]
    _, simplified = reference(CLEAN / name.replace(".txt", ".simplified.txt"))
    assert document.simplified == simplified
    assert len(document.text) == len(document.simplified) == len(document.folded)


def test_broken_glosses_are_restored_and_logged(documents):
    removals = documents["002_999b6991f4849008.txt"].removals
    restored = [(r.text, r.replacement) for r in removals if r.step == "gloss_restored"]
    assert restored == [("?zhèn)", "個"), ("?yōu)楹我_", "為何要開")]
    assert sum(r.step == "gloss" for r in removals) >= 326


def test_stray_traditional_characters_are_logged(documents):
    document = documents["001_1bf9971f25bfa4d6.txt"]
    strays = [(r.text, r.replacement) for r in document.removals if r.step == "traditional"]
    assert strays == [("區", "区"), ("區", "区")]
    assert "村（社区）换届" in document.text


@pytest.mark.parametrize("name", [path.name for path in SEEDS])
def test_cleaning_the_cleaned_text_changes_nothing(documents, name):
    first = documents[name]
    again = read_document(name, f"{first.metadata.title}\n{first.text}".encode())
    assert again.text == first.text
    assert [removal.step for removal in again.removals] == ["field"]
