"""Free names of one document that are one organisation under longer and shorter forms."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from analysis.annotate.organisations.names import Name
from analysis.lexicon.gazetteer import Gazetteer

_BRACKETS = re.compile(r"[（()）]")
_SHORTEST = 4
_ENTERPRISE = re.compile(r"(?:公司|集团|厂|矿|银行)$")


def _without_regions(gazetteer: Gazetteer, words: str) -> tuple[str, tuple[str, ...]]:
    chain: list[str] = []
    while True:
        longest = min(len(words) - 2, 12)
        size = next((n for n in range(longest, 1, -1) if words[:n] in gazetteer.region_rows), 0)
        if not size:
            return words, tuple(chain)
        chain.append(words[:size])
        words = words[size:]


def _agree(gazetteer: Gazetteer, one: str, other: str) -> bool:
    """Return whether one region may lie in the other."""
    rows, others = gazetteer.region_rows[one], gazetteer.region_rows[other]
    lineages = gazetteer.lineages
    return any(row in lineages[r] for row in rows for r in others) or any(
        row in lineages[r] for row in others for r in rows
    )


class Enterprises:
    """Which full name each form of an enterprise stands for.

    大同市杏儿沟煤矿 and 山西杏儿沟煤矿 are one; so are 淮北矿业（集团）公司芦岭煤矿 and 芦岭煤矿,
    where no other name ends so. Names with regions that do not lie in each other stay apart.
    """

    def __init__(self, gazetteer: Gazetteer, names: Iterable[Name]) -> None:
        self.gazetteer = gazetteer
        self.full: dict[str, str] = {}
        cores: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
        for name in names:
            words = name.middle + name.head
            core, chain = _without_regions(gazetteer, words)
            core = _BRACKETS.sub("", core)
            if len(core) >= _SHORTEST and self._is_proper(core, name.head):
                cores[core][words] = chain
        for forms in cores.values():
            self._merge(forms)
        for core, forms in cores.items():
            self._lengthen(core, forms, cores)

    def _is_proper(self, core: str, head: str) -> bool:
        proper = core.removesuffix(_BRACKETS.sub("", head))
        return len(proper) > 1 and self.gazetteer.generic.fullmatch(proper) is None

    def _merge(self, forms: dict[str, tuple[str, ...]]) -> None:
        regions = [region for chain in forms.values() for region in chain]
        if all(_agree(self.gazetteer, one, other) for one in regions for other in regions):
            longest = max(forms, key=len)
            self.full.update(dict.fromkeys(forms, longest))

    def _lengthen(
        self,
        core: str,
        forms: dict[str, tuple[str, ...]],
        cores: dict[str, dict[str, tuple[str, ...]]],
    ) -> None:
        longer = [
            other
            for other in cores
            if other != core
            and other.endswith(core)
            and _ENTERPRISE.search(other.removesuffix(core))
        ]
        if len(longer) == 1:
            words = max(cores[longer[0]], key=len)
            target = self.full.get(words, words)
            for form in forms:
                self.full[form] = target

    def canonical(self, words: str) -> str:
        """Return the longest form of the name that ``words`` stand for."""
        return self.full.get(words, words)
