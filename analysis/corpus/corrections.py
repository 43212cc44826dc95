"""Corrections by hand of a corpus folder: saved, taken back, listed, exported and imported.

They are kept in the manifest. Those of a document are put over its annotations whenever these are
made, and stay for the day on which a document that was removed comes again; those of organisations
are put over all segments when the corpus is opened (``corpus.renaming``). ``corpus.correcting``
makes them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from analysis.corpus.corpus import Corpus
from analysis.corpus.segments.batch import Progress
from analysis.corpus.storage.arrivals import in_place
from analysis.corpus.storage.folder import read_folder
from analysis.corpus.storage.linking import link_files
from analysis.corpus.storage.lookup import rows_of
from analysis.corpus.storage.manifest import read_manifest
from analysis.corpus.storage.writer import BuildSummary, Writer, writing
from analysis.errors import AnalysisError, UnknownNameError
from analysis.lexicon.corrections import dump_corrections, read_corrections
from analysis.schema import Correction, Placed


class Imported(NamedTuple):
    """What became of the corrections of a file."""

    added: tuple[Correction, ...]
    known: int
    """How many the corpus had already, by their ids."""
    summary: BuildSummary


def correct(
    folder: Path, *corrections: Correction, progress: Progress | None = None
) -> BuildSummary:
    """Add corrections to a corpus; only the documents they are of are annotated again.

    Those that the corpus has already, by their ids, are passed over.

    Parameters
    ----------
    progress
        Called with the number of documents done and of all, where another version of the program
        made the corpus and it is renewed.

    Raises
    ------
    CorpusStoreError
        The folder holds no corpus, cannot be written, or another program is writing it.
    """
    return _change(folder, lambda kept: merged(kept, corrections), progress)


def undo(folder: Path, *ids: str, progress: Progress | None = None) -> BuildSummary:
    """Take corrections back, in whatever order they were made.

    Raises
    ------
    UnknownNameError
        The corpus has no correction of an id.
    CorpusStoreError
        As ``correct``.
    """

    def without(kept: Sequence[Correction]) -> Sequence[Correction]:
        unknown = set(ids) - {correction.id for correction in kept}
        if unknown:
            message = "这条更正已经撤销了，或不在这个语料库里。"
            raise UnknownNameError(message, code="unknown_correction", name=min(unknown))
        return [correction for correction in kept if correction.id not in ids]

    return _change(folder, without, progress)


def export_corrections(folder: Path) -> str:
    """Return the corrections of a corpus as the text of a JSON file.

    Raises
    ------
    CorpusStoreError
        The folder holds no corpus, or one that cannot be read.
    """
    return dump_corrections(read_manifest(folder).corrections)


def import_corrections(
    folder: Path, text: str, *, name: str, progress: Progress | None = None
) -> Imported:
    """Add the corrections of a JSON file to a corpus.

    Parameters
    ----------
    text, name
        What the file holds, and what it is called in a message.

    Raises
    ------
    ResourceError
        The text is no file of corrections, or has an entry with a mistake; nothing is added then.
    CorpusStoreError
        As ``correct``.
    """
    given = read_corrections(text, name=name)
    known = {correction.id for correction in read_manifest(folder).corrections}
    added = tuple(one for one in merged((), given) if one.id not in known)
    summary = correct(folder, *added, progress=progress)
    return Imported(added, len(given) - len(added), summary)


def open_corrected(folder: Path, corrections: Sequence[Correction]) -> Corpus:
    """Return the corpus of a folder as it would be with further corrections.

    The folder stays as it is, and need not be writable. What another version of the program made
    of other documents is not made anew, as it is not when a corpus is opened.

    Raises
    ------
    CorpusStoreError
        The folder holds no corpus, or one that cannot be read.
    """
    with TemporaryDirectory(prefix="wenjian-", ignore_cleanup_errors=True) as place:
        copy = Path(place) / (folder.resolve().name or "corpus")  # it may be given as two points
        link_files(folder, copy)
        with writing(copy) as writer:
            _put(writer, merged(writer.corrections, corrections))
        return read_folder(copy).corpus  # mapped by now: the files may go


def merged(kept: Iterable[Correction], others: Iterable[Correction]) -> tuple[Correction, ...]:
    """Return corrections and behind them others that are not among them, by their ids.

    Raises
    ------
    AnalysisError
        Two of one id do different things: one of them would be lost.
    """
    together: dict[str, Correction] = {}
    for one in (*kept, *others):
        if together.setdefault(one.id, one).deed != one.deed:
            message = (
                f"有两条更正的编号都是“{one.id}”，内容却不同。请先撤销原来的一条，"
                "或删去文件里这一条的编号（id），再试。"
            )
            raise AnalysisError(message, code="correction_conflict", name=one.id)
    return tuple(together.values())


def _change(
    folder: Path,
    change: Callable[[Sequence[Correction]], Sequence[Correction]],
    progress: Progress | None,
) -> BuildSummary:
    read_manifest(folder)  # a folder that holds no corpus is not made one
    with writing(folder) as writer:
        corrections = tuple(change(writer.corrections))
        writer.under(None, progress)  # renews what another version of the program made
        return _put(writer, corrections)


def _put(writer: Writer, corrections: tuple[Correction, ...]) -> BuildSummary:
    """Put corrections in the place of those of a corpus, and finish the write."""
    rows = _rows_between(writer, writer.corrections, corrections)
    writer.corrections = corrections
    if rows and writer.old is not None:
        documents = [writer.old.corpus.documents[row] for row in rows]
        writer.replace(rows, in_place(writer, documents))
    return writer.finish(0, writer.size - len(rows), ())


def _rows_between(
    writer: Writer, before: Sequence[Correction], after: Sequence[Correction]
) -> list[int]:
    """Return the rows of the documents that some corrections change and others do not."""
    if writer.old is None:
        return []
    kept = {one.id: one for one in before}
    now = {one.id: one for one in after}
    changed = [one.deed for one in (*before, *after) if kept.get(one.id) != now.get(one.id)]
    anchors = [deed.at for deed in changed if isinstance(deed, Placed)]
    layout = writer.old.corpus.layout
    found = [
        *rows_of(layout, "doc_id", {at.doc_id for at in anchors} - {""}).values(),
        *rows_of(layout, "name", {at.doc for at in anchors} - {""}).values(),
    ]
    return sorted({row for rows in found for row in rows})
