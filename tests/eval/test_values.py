"""Values of national work reports against their official English translation."""

from __future__ import annotations

import csv

from analysis.annotate.quantities.finding import find_quantities
from analysis.ingest.fold import fold, simplify
from analysis.schema import FIGURE, Document, Metadata
from tests.eval.scoring import GOLD

FLOOR = 0.985
PERCENT = {"%", "个百分点"}


def values(text: str) -> set[tuple[float, bool]]:
    """Return every value and upper end read from a sentence, with its percent mark."""
    document = Document(
        "", "", "", text, simplify(text), fold(text), Metadata(), (), (), "utf-8", "simplified"
    )
    return {
        (round(value, 6), quantity.unit in PERCENT)
        for quantity in find_quantities(document)
        if quantity.kind == FIGURE
        for value in (quantity.value, quantity.high)
        if value is not None
    }


def test_values_are_read_and_scaled_rightly() -> None:
    found = wanted = 0
    with (GOLD / "values_2009_2025.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            read = values(row["zh"])
            for value in row["en_values"].split(";"):
                wanted += 1
                found += (round(float(value.rstrip("%")), 6), value.endswith("%")) in read
    print(f"\nvalues of parallel sentences: {found} of {wanted}, recall {found / wanted:.4f}")  # noqa: T201
    assert wanted == 968
    assert found / wanted >= FLOOR
