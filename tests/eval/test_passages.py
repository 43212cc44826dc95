"""Passages of the seeds against gold; the floor is what was reached, rounded down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.annotate.organisations.finding import find_organisations
from analysis.annotate.passages import find_passages
from analysis.annotate.sentences import split_sentences
from analysis.lexicon.organisations import load_gazetteer
from tests.eval.scoring import read_gold
from tests.eval.scoring_organisations import right_sentences

if TYPE_CHECKING:
    from analysis.schema import Document


def passages(document: Document) -> list[tuple[int, str | None]]:
    """Return paragraph and organisation of every sentence."""
    found = find_organisations(document, load_gazetteer())
    sentences = split_sentences(document.text)
    return [
        (
            sentence.paragraph,
            found.organisations[passage.organisation].canonical
            if passage.organisation >= 0
            else None,
        )
        for sentence, passage in zip(
            sentences, find_passages(document, sentences, found), strict=True
        )
    ]


def test_passages_of_the_seeds(seed_documents: tuple[Document, ...]) -> None:
    gold = read_gold("passages_seeds.jsonl")
    right = scored = 0
    for document in seed_documents:
        good, n, wrong = right_sentences(gold[document.name], passages(document))
        right, scored = right + good, scored + n
        print(f"\npassages of {document.name}: {good} of {n} sentences; wrong {wrong}")  # noqa: T201
    print(f"passages of the seeds: {right} of {scored} sentences, {right / scored:.3f}")  # noqa: T201
    assert scored == 214
    assert right / scored >= 0.98


def test_three_organisations_share_one_document(seed_documents: tuple[Document, ...]) -> None:
    document = next(d for d in seed_documents if d.name.startswith("000_"))
    gold = read_gold("passages_seeds.jsonl")[document.name]
    wanted = {row["paragraph"]: {row["orgs"][0]} for row in gold}
    found: dict[int, set[str | None]] = {}
    for paragraph, name in passages(document):
        found.setdefault(paragraph, set()).add(name)
    assert found.pop(0) == {None}
    assert found == wanted
