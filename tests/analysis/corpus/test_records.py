"""Documents as rows of a table, and back."""

import pyarrow as pa

from analysis.corpus.storage.records import documents_of, documents_table
from analysis.ingest.documents import read_document

TEXT = "关于就业的意见\n打印本页\n各级工会组织深入基层开展调查研究，解决职工的问题。"


def test_a_removal_keeps_its_rule_and_files_without_rules_are_read():
    document = read_document("a.txt", TEXT.encode())
    assert [(r.step, r.rule) for r in document.removals] == [
        ("field", "title"),
        ("label", "button"),
    ]
    table = documents_table([document])
    assert documents_of(table) == (document,)
    older = table.to_pylist()
    for removal in older[0]["removals"]:
        del removal["rule"]
    (read,) = documents_of(pa.Table.from_pylist(older))
    assert [removal.cause for removal in read.removals] == ["field", "label"]
