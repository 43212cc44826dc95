"""Documents that are more than a list can hold, and how much of them a page may send."""

from __future__ import annotations

from analysis.ingest.documents import read_pasted
from analysis.schema import Document

DOCUMENTS = 2600
MOST_BYTES = 400_000
"""Of everything that the server sends while a page is opened."""
BODIES = ("总工会", "妇女联合会", "共青团委员会", "残疾人联合会")
PLACES = ("甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸")


def text_of(number: int) -> str:
    """Return a short text unlike the others."""
    place, body = PLACES[number % len(PLACES)], BODIES[number % len(BODIES)]
    kind = "年度总结" if number % 13 == 0 else "情况通报"
    return (
        f"{place}县{body}{kind}第{number}号\n2021-{number % 12 + 1:02}-{number % 28 + 1:02}\n"
        f"{place}县{body}走访企业{number + 3}家，收集问题{number % 40 + 2}个，推动整改落实。"
    )


def many_documents() -> list[Document]:
    """Return the documents, read."""
    return [read_pasted(text_of(n), name=f"通报{n:04}") for n in range(DOCUMENTS)]
