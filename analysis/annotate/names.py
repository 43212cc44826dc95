"""Who a document names, whom its sentences are about, and whose its numbers are."""

from __future__ import annotations

from typing import NamedTuple

from analysis.annotate.organisations.finding import DocumentOrganisations
from analysis.schema import Fact, Passage


class Names(NamedTuple):
    """Who is named, who each sentence is about, and the numbers with their owners."""

    found: DocumentOrganisations
    passages: tuple[Passage, ...]
    facts: tuple[Fact, ...]
