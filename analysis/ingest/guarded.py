"""Reading a file so that it cannot take down or hold up the rest of a batch.

What large libraries read, and what is large, is read in a process of its own with a limit of time
and memory. Everything else is read here, as fast as ever.
"""

from __future__ import annotations

import logging

from analysis.errors import AnalysisError
from analysis.ingest.apart import CrashedError, OverrunError, call_apart
from analysis.ingest.documents import read_document
from analysis.ingest.magic import TEXT, kind_of
from analysis.ingest.refusals import crashed, unreadable
from analysis.schema import DEFAULT_IMPORT, Document, ImportOptions

_LOG = logging.getLogger(__name__)

LARGE = 3_000_000
"""Bytes from which on any file is read apart: sending them takes little beside reading them."""
MEMORY = 4_000_000_000
"""Bytes that the process may have: twice what the longest text takes."""


def read_guarded(
    name: str, data: bytes, *, path: str = "", options: ImportOptions = DEFAULT_IMPORT
) -> Document:
    """Return what ``read_document`` returns, or raise what it raises.

    Raises
    ------
    UnreadableFileError
        It took longer than ``options.max_seconds``, or too much memory, or ended in an error that
        nobody thought of; the log then names that.
    """
    try:
        if len(data) < LARGE and kind_of(data) == TEXT:
            return read_document(name, data, path=path, options=options)
        return call_apart(
            _read, (name, data, path, options), seconds=options.max_seconds, memory=MEMORY
        )
    except AnalysisError:
        raise
    except OverrunError as error:
        message = (
            f"读取超过 {options.max_seconds} 秒，没有导入；"
            "请拆成几个文件或另存为文本，或在设置文件的 [import] 段里把 max_seconds 调高。"
        )
        raise unreadable(name, "too_slow", message) from error
    except CrashedError as error:
        raise crashed(name) from error
    except Exception as error:  # one file must not stop a batch, whatever a library ends in
        _LOG.warning("%s: %s: %s", path or name, type(error).__name__, error)
        raise crashed(name) from error


def _read(name: str, data: bytes, path: str, options: ImportOptions) -> Document:
    return read_document(name, data, path=path, options=options)
