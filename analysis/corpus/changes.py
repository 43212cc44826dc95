"""Changes of the documents and settings of a corpus folder; see ``store`` for what comes to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from analysis.corpus.segments.batch import Progress
from analysis.corpus.storage.arrivals import in_place, named, rewrite, uncleaned
from analysis.corpus.storage.writer import BuildSummary, writing
from analysis.schema import Document, Metadata, Settings


def remove_documents(folder: Path, names: Sequence[str]) -> BuildSummary:
    """Take documents out of a corpus by their names; nothing is annotated again.

    Names that the corpus does not have are passed over.
    """
    with writing(folder) as writer:
        writer.under(None, None)  # renews what another version of the program made
        rows = writer.rows(names)
        writer.remove(rows)
        return writer.finish(0, writer.size - len(rows), ())


def change_metadata(folder: Path, changes: Mapping[str, Metadata]) -> BuildSummary:
    """Give documents other metadata; they are annotated anew: title and issuer say who they are of.

    Parameters
    ----------
    changes
        The metadata of each document, by its name.

    Raises
    ------
    UnknownNameError
        The corpus has no document of a name.
    """
    with writing(folder) as writer:
        writer.under(None, None)  # renews what another version of the program made
        documents = {
            row: replace(document, metadata=changes[document.name])
            for row, document in named(writer, changes).items()
        }
        writer.replace(list(documents), in_place(writer, list(documents.values())))
        return writer.finish(0, writer.size - len(documents), ())


def rewrite_documents(
    folder: Path, documents: Sequence[Document], *, progress: Progress | None = None
) -> BuildSummary:
    """Put documents with other texts in the places of those of their names, annotated anew.

    Raises
    ------
    UnknownNameError
        The corpus has no document of a name.
    """
    with writing(folder) as writer:
        writer.under(None, progress)
        given = {document.name: document for document in documents}
        rows = {row: given[old.name] for row, old in named(writer, given).items()}
        rewrite(writer, rows, progress)
        return writer.finish(0, writer.size - len(rows), ())


def turn_off(folder: Path, cause: str, *, progress: Progress | None = None) -> BuildSummary:
    """Clean a corpus no more by a rule, or by a step: what it removed is put back everywhere.

    What is imported later is not cleaned by it either. The documents stay as they are then when
    the rule is turned on again, by ``change_settings``.

    Parameters
    ----------
    cause
        As in ``Removal.cause``.
    """
    with writing(folder) as writer:
        options = writer.settings.importing
        rules_off = tuple(sorted({*options.rules_off, cause}))
        importing = replace(options, rules_off=rules_off)
        writer.under(replace(writer.settings, importing=importing), progress)
        documents = uncleaned(writer, cause)
        rewrite(writer, documents, progress)
        return writer.finish(0, writer.size - len(documents), ())


def change_settings(
    folder: Path,
    settings: Settings,
    *,
    progress: Progress | None = None,
    workers: int = 1,
    cluster: str = "",
) -> BuildSummary:
    """Put a corpus under other settings; only the layers that depend on the change are renewed."""
    with writing(folder, workers, cluster) as writer:
        writer.under(settings, progress)
        return writer.finish(0, writer.size, ())
