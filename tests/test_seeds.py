"""The five source documents are kept byte for byte."""

from __future__ import annotations

import hashlib
from pathlib import Path

SEEDS = Path(__file__).parents[1] / "seeds"
HASHES = {
    "000_99d92ce5c5b1e1cf.txt": "86df4f3680b6dde687694ed78d394cf86347722c1473075a8bf8c9854eb3010d",
    "001_1bf9971f25bfa4d6.txt": "9517e34c9296ba3ec7cfdfc9578135511af14c16453f289990b0518857e58533",
    "002_999b6991f4849008.txt": "a1ecedaab666dbc891c903d03d797a6e6bc6cddd2a48eda8c81421483b4e0afa",
    "003_35e2ab27f9b7f4d4.txt": "2b888d5951a0b1b82d41ec28a0e891445f0673b11ca4f14eb1fee25a7a54c34e",
    "004_f395ad8a86fec969.txt": "bd629c9e6109d23397d71de772c2129cecc3b7169ca33309845dfeb8237375f4",
}


def test_seeds_are_as_received():
    found = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in SEEDS.iterdir()}
    assert found == HASHES
