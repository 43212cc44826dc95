"""One process that changes a corpus folder step by step.

``python -m benchmarks.grown FOLDER [documents] [settings]`` prints as JSON how long each
step takes and how many bytes of new files it leaves.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from analysis.annotate.document import settled_themes
from analysis.corpus.changes import change_metadata, change_settings, remove_documents
from analysis.corpus.corpus import Corpus
from analysis.corpus.storage.jobs import annotator_of
from analysis.corpus.store import add_sources, open_corpus
from analysis.schema import Metadata, Organisation, UserWord
from benchmarks.resampled import documents, read_source, write

TEN = 10
TIMES = 10
SAMPLED = 2000
"""Documents of the corpus from whose building that of all is reckoned."""
WORD = UserWord("人民群众", 1000, "n")
OFFICE = Organisation("群众工作办公室", "群众办", "office", aliases=("群工办",))


DOCUMENTS, SETTINGS = KINDS = ("documents", "settings")
Change = tuple[str, str, Callable[[], object]]
"""Its kind, its name, and what does it."""


class Step(NamedTuple):
    """What was done, and what it took."""

    what: str
    seconds: float
    processor: float
    """Seconds of processor time, of this process."""
    written: int
    """Bytes of the files that are new after it."""


class Told(NamedTuple):
    """The size of a corpus, what building all of it would take, and the steps."""

    documents: int
    characters: int
    whole: float
    reopened: float
    """Seconds that opening took at most, after any of the steps."""
    steps: tuple[Step, ...]


def main(folder: str, *kinds: str) -> None:
    """Change the corpus and print what it took."""
    told = grow(Path(folder), kinds or KINDS)
    steps = [step._asdict() for step in told.steps]
    print(json.dumps({**told._asdict(), "steps": steps}))


def grow(folder: Path, kinds: Collection[str]) -> Told:
    """Change documents or settings; the corpus in ``folder`` is another one afterwards."""
    corpus = open_corpus(folder)
    annotator_of(corpus.settings)  # loading dictionaries is no part of a step
    n_documents, characters = len(corpus.document_names), int(corpus.document_lengths.sum())
    with tempfile.TemporaryDirectory() as scratch:
        sample, new = Path(scratch) / "sample", Path(scratch) / "new"
        sampled = _write_sample(corpus, sample)
        source = read_source([sample])
        for time_ in range(TIMES + 1):
            write(documents(source, TEN, seed=100 + time_), new / str(time_))
        started = time.perf_counter()
        add_sources(Path(scratch) / "corpus", [sample], corpus.settings)
        whole = (time.perf_counter() - started) / sampled * characters
        steps, reopened = [], []
        changes = [*_documents(folder, corpus, new), *_settings(folder, corpus)]
        for kind, what, change in changes:
            if kind not in kinds:
                continue
            steps.append(_step(what, folder, change))
            started = time.perf_counter()
            open_corpus(folder)
            reopened.append(time.perf_counter() - started)
    return Told(n_documents, characters, whole, max(reopened), tuple(steps))


def _write_sample(corpus: Corpus, folder: Path) -> int:
    """Write texts from all over the corpus as files; return how many characters they have."""
    rows = range(0, len(corpus.document_names), -(-len(corpus.document_names) // SAMPLED))
    texts = [corpus.documents[row].text for row in rows]
    folder.mkdir()
    for row, text in zip(rows, texts, strict=True):
        (folder / f"{row:08d}.txt").write_text(text, encoding="utf-8")
    return sum(map(len, texts))


def _documents(folder: Path, corpus: Corpus, new: Path) -> Iterator[Change]:
    """Yield changes of some documents."""
    names = corpus.document_names.tolist()
    step = max(1, len(names) // TEN)
    drawn = names[step // 2 :: step][:TEN]
    kept = [name for name in names[::step] if name not in drawn][:TEN]
    title = Metadata(title="另一个标题")
    changes = (
        (f"adding {TEN} documents", partial(add_sources, folder, [new / "0"])),
        (f"removing {TEN} documents", partial(remove_documents, folder, drawn)),
        *(
            (
                f"other metadata for a document, {TEN} times",
                partial(change_metadata, folder, {n: title}),
            )
            for n in kept
        ),
        *(
            (f"adding {TEN} documents {TIMES} times", partial(add_sources, folder, [new / str(n)]))
            for n in range(1, TIMES + 1)
        ),
    )
    for what, change in changes:
        yield DOCUMENTS, what, change


def _settings(folder: Path, corpus: Corpus) -> Iterator[Change]:
    """Yield changes of what all documents depend on, each beside those before."""
    settings = corpus.settings
    first, *others = settled_themes(settings)
    theme = replace(first, terms=(*first.terms, WORD.term))
    settings = replace(settings, themes=(theme, *others))
    yield SETTINGS, "another word for a theme", partial(change_settings, folder, settings)
    settings = replace(settings, organisations=(*settings.organisations, OFFICE))
    yield SETTINGS, "one more organisation to look for", partial(change_settings, folder, settings)
    settings = replace(settings, user_words=(*settings.user_words, WORD))
    yield SETTINGS, "one more word in the dictionary", partial(change_settings, folder, settings)


def _step(what: str, folder: Path, change: Callable[[], object]) -> Step:
    before = _files(folder)
    started, worked = time.perf_counter(), time.process_time()
    change()
    seconds, processor = time.perf_counter() - started, time.process_time() - worked
    new = {file: size for file, size in _files(folder).items() if file not in before}
    return Step(what, seconds, processor, sum(new.values()))


def _files(folder: Path) -> dict[tuple[str, int], int]:
    """Return the bytes of every file, by path and inode: what is written anew has another one."""
    states = ((file, file.stat()) for file in folder.rglob("*") if file.is_file())
    return {(str(file), state.st_ino): state.st_size for file, state in states}


if __name__ == "__main__":
    main(*sys.argv[1:])
