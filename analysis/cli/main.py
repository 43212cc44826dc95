"""Run a command: read, compute, print; say in one line what went wrong."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.cli.arguments import FORMS, UsageError, make_parser
from analysis.cli.early import INTERRUPTED
from analysis.cli.sources import (
    build_settings,
    given_corrections,
    given_options,
    given_settings,
    ids_in_use,
    open_sources,
    shown_progress,
    tell,
    tell_lost,
)
from analysis.corpus.corrections import correct, undo
from analysis.corpus.storage.manifest import is_corpus
from analysis.corpus.storage.writer import BuildSummary
from analysis.corpus.store import add_sources, open_corpus
from analysis.corpus.workers.pool import Crew
from analysis.errors import AnalysisError
from analysis.export import FORMATS, to_text
from analysis.schema import DEFAULT_IMPORT, Failure

if TYPE_CHECKING:
    import pandas as pd

DONE, PARTLY, FAILED = 0, 1, 2
"""Exit statuses: done; done without some inputs; wrong usage or nothing readable."""


def main(argv: Sequence[str] | None = None, *, workers: Crew | None = None) -> int:
    """Run the command line and return its exit status.

    Parameters
    ----------
    argv
        What is written behind the name of the program; that of this process by default.
    workers
        Those that the command line asks for, if they are there already.
    """
    try:
        arguments = make_parser().parse_args(argv)
        form = _form(arguments)
        table, failures = (
            _build(arguments, workers) if arguments.command == "build" else _table(arguments)
        )
        _write(table, form, arguments.output)
    except (AnalysisError, UsageError) as error:
        tell(str(error))
        return FAILED
    except BrokenPipeError:
        # Whoever read the output has had enough; nothing may be flushed to it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        tell(f"{error.filename or '文件'}: 读不出来（{error.strerror}），请检查路径和权限。")
        return FAILED
    except KeyboardInterrupt:
        tell("已停止。")
        return INTERRUPTED
    return PARTLY if failures else DONE


def _table(arguments: argparse.Namespace) -> tuple[pd.DataFrame, tuple[Failure, ...]]:
    if arguments.command == "corrections" and arguments.undo:
        _undo(arguments)
    settings = given_settings(arguments)
    options = given_options(arguments, settings.importing if settings else DEFAULT_IMPORT)
    corrections = given_corrections(arguments)
    opened = open_sources(arguments.sources, settings, options, corrections)
    from analysis.cli.commands import run  # noqa: PLC0415 - 0.4 s of tables: a build asks for none

    return run(opened.corpus, arguments), opened.failures


def _undo(arguments: argparse.Namespace) -> None:
    """Take corrections back from the corpus folder."""
    if len(arguments.sources) != 1 or not is_corpus(arguments.sources[0]):
        message = "--undo 只能用在一个语料库文件夹上。"
        raise UsageError(message)
    undo(arguments.sources[0], *arguments.undo, progress=shown_progress())


def _build(
    arguments: argparse.Namespace, workers: Crew | None
) -> tuple[pd.DataFrame, tuple[Failure, ...]]:
    """Add the sources to the corpus folder; the table is the summary."""
    corrections = given_corrections(arguments)
    watched = {one.id for one in corrections} | ids_in_use(arguments.corpus)
    summary = add_sources(
        arguments.corpus,
        arguments.sources,
        build_settings(arguments),
        progress=shown_progress(),
        workers=workers or arguments.workers,
        cluster=arguments.cluster,
    )
    for failure in summary.failures:
        tell(failure.message)
    if not summary.documents:
        message = "没有读出任何文档，没有写语料库。"
        raise UsageError(message)
    if corrections:
        correct(arguments.corpus, *corrections, progress=shown_progress())
    lost = tell_lost(open_corpus(arguments.corpus), watched) if watched else ()
    return _summary(summary), (*summary.failures, *lost)


def _summary(summary: BuildSummary) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415 - not before there is a row

    names = ("documents", "added", "unchanged", "failed", "duplicates", "characters", "tokens")
    row = {name: getattr(summary, name) for name in (*names, "seconds")}
    return pd.DataFrame([row])


def _form(arguments: argparse.Namespace) -> str:
    """Return the format: stated, else of the file's ending, else by where the output goes."""
    if arguments.format:
        return str(arguments.format)
    if arguments.output:
        form = arguments.output.suffix.lower().lstrip(".")
        if form not in FORMS:
            message = f"“{arguments.output.name}”的后缀不认识；可以是：{'、'.join(FORMATS)}"
            raise UsageError(message)
        return str(form)
    return "table" if sys.stdout.isatty() else "jsonl"


def _write(table: pd.DataFrame, form: str, output: Path | None) -> None:
    if form == "table":
        data = to_text(table).encode("utf-8", "surrogatepass")
    else:
        data = FORMATS[form](table)
    try:
        if output is None:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        else:
            output.write_bytes(data)
    except BrokenPipeError:
        raise
    except OSError as error:
        where = error.filename or "输出"
        message = f"{where}: 写不进去（{error.strerror}），请检查路径、权限和磁盘空间。"
        raise UsageError(message) from error
