"""Imported once by a server of processes: what these need is loaded when they begin."""

from __future__ import annotations

from analysis.corpus.segments.batch import process
from analysis.corpus.storage.jobs import annotator_of
from tests.analysis.corpus.papers import OTHER_THEMES, SETTINGS, paper

for given in (OTHER_THEMES, SETTINGS):
    process([paper(0)], annotator_of(given))
