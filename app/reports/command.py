"""``python -m app report``: a report of files from the command line, without a browser."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Sequence
from pathlib import Path

from analysis.cli.sources import open_sources, tell
from analysis.corpus.corpus import Corpus
from analysis.corpus.select import UNDATED, Scope
from analysis.errors import AnalysisError
from analysis.lexicon.corrections import load_corrections
from analysis.lexicon.settings import load_settings
from analysis.tables.hits import Focus
from app.render.file_names import today
from app.reports.collect import collect
from app.reports.material import DEFAULT_PARTS, PARTS, Request
from app.reports.writers import FORMATS, check_format
from app.wording.text import LANGS

DONE, PARTLY, FAILED = 0, 1, 2
"""Exit statuses as in ``python -m analysis``."""
UNDATED_CODE = "none"
KINDS = ("theme", "organisation", "term")
GROUPINGS = ("organisation", "document", "year")


def main(arguments: Sequence[str]) -> int:
    """Write the report; return the exit status."""
    options = _parser().parse_args(arguments)
    try:
        form = check_format(options.output.suffix)
        settings = load_settings(options.settings) if options.settings else None
        corrections = load_corrections(options.corrections) if options.corrections else ()
        opened = open_sources(options.sources, settings, corrections=corrections)
        report = collect(_request(opened.corpus, options, command_line(arguments)))
        options.output.write_bytes(FORMATS[form].write(report))
    except AnalysisError as error:
        tell(str(error))
        return FAILED
    except OSError as error:
        where = error.filename or options.output
        tell(f"{where}：写不进去（{error.strerror}），请检查路径、权限和磁盘空间。")
        return FAILED
    return PARTLY if opened.failures else DONE


def command_line(arguments: Sequence[str]) -> str:
    """Return the line that writes a report, as a shell takes it."""
    return f"python -m app report {shlex.join(map(str, arguments))}"


def arguments_for(request: Request, sources: Sequence[str], output: str) -> list[str]:
    """Return the arguments that ask for the same report.

    Parameters
    ----------
    sources
        The files, folders or corpus folder that the corpus comes from.
    output
        Name of the file to write.
    """
    scope, focus = request.scope, request.focus
    given = [*sources, "--output", output]
    given += [part for name in scope.documents for part in ("--document", name)]
    given += [part for name in scope.organisations for part in ("--organisation", name)]
    given += [part for year in scope.years for part in ("--year", year or UNDATED_CODE)]
    if request.by != GROUPINGS[0]:
        given += ["--by", request.by]
    if focus is not None:
        given += ["--focus", f"{focus.kind}:{focus.value}"]
    if request.parts != DEFAULT_PARTS:
        given += ["--parts", ",".join(request.parts)]
    if request.lang != LANGS[0]:
        given += ["--lang", request.lang]
    return given


def _request(corpus: Corpus, options: argparse.Namespace, command: str) -> Request:
    return Request(
        corpus,
        Scope(
            documents=tuple(options.document),
            organisations=tuple(_full_name(corpus, name) for name in options.organisation),
            years=tuple(UNDATED if year == UNDATED_CODE else year for year in options.year),
        ),
        by=options.by,
        focus=_focus(corpus, options.focus) if options.focus else None,
        parts=options.parts,
        lang=options.lang,
        date=today(),
        command=command,
    )


def _full_name(corpus: Corpus, name: str) -> str:
    """Return the canonical name of an organisation that is given by its short one."""
    shorts = [
        body.canonical for body in corpus.organisations if name in {body.short, *body.aliases}
    ]
    return shorts[0] if name not in corpus.organisation_rows and len(shorts) == 1 else name


def _focus(corpus: Corpus, given: str) -> Focus:
    """Return a focus as ``kind:value``; without a kind the theme of that name, else the word."""
    kind, _, value = given.partition(":")
    if value and kind in KINDS:
        return Focus(kind, _full_name(corpus, value) if kind == "organisation" else value)  # type: ignore[arg-type]
    known = {name for theme in corpus.themes for name in (theme.key, theme.label)}
    if given not in known:
        return Focus("term", given)
    return Focus("theme", next(t.key for t in corpus.themes if given in {t.key, t.label}))


def _parts(given: str) -> tuple[str, ...]:
    wanted = given.split(",")
    unknown = [part for part in wanted if part not in PARTS]
    if unknown:
        message = f"没有“{unknown[0]}”这一部分；有：{','.join(PARTS)}"
        raise argparse.ArgumentTypeError(message)
    return tuple(part for part in PARTS if part in wanted)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m app report",
        description="写一份报告，不需要浏览器；数字与屏幕上的相同。",
        epilog="退出状态：0 完成；1 完成，但有文件读不出来；2 用法不对，或什么也读不出来。",
    )
    parser.add_argument(
        "sources",
        metavar="SOURCE",
        nargs="+",
        type=Path,
        help="文件、文件夹、zip 或语料文件夹",
    )
    endings = "、".join(f".{form}" for form in FORMATS)
    parser.add_argument(
        "--output",
        metavar="FILE",
        type=Path,
        required=True,
        help=f"写到哪里；后缀定格式：{endings}",
    )
    parser.add_argument("--settings", metavar="FILE", type=Path, help="设置文件（TOML）")
    parser.add_argument(
        "--corrections", metavar="FILE", type=Path, help="人工更正文件（JSON），从应用里导出"
    )
    parser.add_argument("--lang", choices=LANGS, default=LANGS[0], help="报告的语言")
    parser.add_argument("--by", choices=GROUPINGS, default=GROUPINGS[0], help="按什么比较")
    parser.add_argument(
        "--organisation", metavar="NAME", action="append", default=[], help="只统计这个机构，可重复"
    )
    parser.add_argument(
        "--document", metavar="NAME", action="append", default=[], help="只统计这篇文档，可重复"
    )
    parser.add_argument(
        "--year",
        metavar="YYYY",
        action="append",
        default=[],
        help=f"只统计这一年，可重复；{UNDATED_CODE} 为无日期",
    )
    parser.add_argument(
        "--focus", metavar="KIND:NAME", help="焦点，如 theme:整改、term:工会；只写名字时先找主题"
    )
    parser.add_argument(
        "--parts",
        type=_parts,
        default=DEFAULT_PARTS,
        help=f"要哪些部分，用逗号隔开：{','.join(PARTS)}（默认 {','.join(DEFAULT_PARTS)}）",
    )
    return parser
