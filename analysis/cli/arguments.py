"""The arguments of every command."""

from __future__ import annotations

import argparse
from pathlib import Path

from analysis.measures.association import MEASURES
from analysis.schema import HINT_KINDS, SORTS, WITHINS

FORMS = ("table", "csv", "json", "jsonl", "parquet", "xlsx")
_FREQUENCY_SORTS = ("n_word", "n", "per_10k", "per_10k_characters", "tfidf", "term")
_SELECTION = "doc=文档名、organisation=机构全称、year=年份，或任何元数据字段；可以写多次"


class UsageError(Exception):
    """A wrong command line; the message says what is wrong."""


class _Parser(argparse.ArgumentParser):
    """Raises instead of leaving the program."""

    def error(self, message: str) -> None:  # type: ignore[override]
        """Raise with the usage line in front."""
        text = f"{self.format_usage()}{self.prog}: {message}"
        raise UsageError(text)


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of ``python -m analysis``."""
    parser = _Parser(prog="python -m analysis", description="文鉴：公文文本分析的命令行。")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, text in _COMMANDS.items():
        command = commands.add_parser(name, help=text, description=text)
        _add_own(command, name)
        command.add_argument(
            "sources",
            nargs="+",
            type=Path,
            metavar="SOURCE",
            help="文件、文件夹、zip、表格或语料库",
        )
        _add_common(command, name)
    return parser


_COMMANDS = {
    "build": "读入文件，写成语料库文件夹；已有的只加新的",
    "documents": "每篇文档一行：标题、日期、来源、字数、去掉了什么",
    "segment": "每篇文档的全部词，标点在内，连起来就是原文",
    "frequency": "词频：单独成词、词内、合计，文档数，每万词、每万字，分布",
    "themes": "主题出现的次数",
    "organisations": "每篇文档里的机构：写法、提到、段落、数字",
    "facts": "数字台账：数值、限定、单位、数的是什么、归属、原句",
    "passages": "每个句子讲的是哪个机构",
    "corrections": "语料库里的人工更正：改了什么，现在用上没有；导出，撤销",
    "keyness": "两方用词的差别",
    "concordance": "上下文检索",
    "collocates": "搭配词",
    "network": "与一个机构一起提到的机构",
    "similarity": "文档两两相似度",
    "shared": "相同的段落和套话",
    "consistency": "前后对不上的数字：提示，不是错误，两处的原句都列出",
}
_GROUPED = frozenset({"frequency", "themes"})


def _add_common(command: argparse.ArgumentParser, name: str) -> None:
    command.add_argument("--settings", type=Path, metavar="FILE", help="设置文件（TOML）")
    command.add_argument(
        "--corrections", type=Path, metavar="FILE", help="人工更正文件（JSON），从应用里导出"
    )
    command.add_argument(
        "--encoding", metavar="NAME", help="文本文件的编码，如 gb18030；默认逐个判断"
    )
    command.add_argument("--text-column", metavar="NAME", help="表格里哪一列是正文；默认自己找")
    command.add_argument("--engine", choices=("rjieba", "jieba"), help="分词引擎，词相同")
    command.add_argument("--no-hmm", action="store_true", help="不猜词典里没有的词")
    command.add_argument("--no-lexicon", action="store_true", help="不用公文词表，词与 jieba 相同")
    command.add_argument("--format", choices=FORMS, help="终端上默认 table，管道里默认 jsonl")
    command.add_argument("--output", type=Path, metavar="FILE", help="写到文件，格式看后缀")
    if name == "build":
        command.add_argument(
            "--corpus", type=Path, metavar="FOLDER", required=True, help="写到哪里"
        )
        command.add_argument(
            "--workers", type=_positive, default=1, metavar="N", help="用几个进程，默认 1"
        )
        command.add_argument(
            "--cluster",
            default="",
            metavar="ADDRESS",
            help="交给 Dask 集群，如 tcp://127.0.0.1:8786",
        )
        return
    command.add_argument(
        "--where",
        action="append",
        default=[],
        metavar="FIELD=VALUE",
        help="只要这样的文档；可以写多次，同时满足",
    )
    if name in _GROUPED:
        command.add_argument(
            "--by", metavar="GROUP", help="document、organisation、year 或元数据字段，分组统计"
        )


def _add_own(command: argparse.ArgumentParser, name: str) -> None:
    if name in _OWN:
        _OWN[name](command)


def _documents(command: argparse.ArgumentParser) -> None:
    command.add_argument("--text", action="store_true", help="连正文一起")


def _segment(command: argparse.ArgumentParser) -> None:
    command.add_argument("--pos", action="store_true", help="连词性一起")


def _facts(command: argparse.ArgumentParser) -> None:
    command.add_argument("--all", action="store_true", help="连不算数字的也列出，注明类别")


def _add_list(command: argparse.ArgumentParser) -> None:
    command.add_argument("--min-n", type=_positive, metavar="N", help="至少出现几次")
    command.add_argument("--min-length", type=_positive, default=1, metavar="N", help="至少几个字")
    command.add_argument(
        "--stopwords",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="去停用词（默认），或不去",
    )


def _frequency(command: argparse.ArgumentParser) -> None:
    _add_list(command)
    command.add_argument("--terms", type=_terms, metavar="A,B", help="只列这些字串，没有的也列出")
    command.add_argument("--ngrams", type=_sizes, metavar="2-5", help="相连的几个词")
    command.add_argument("--pos", type=_terms, default=(), metavar="n,v", help="只要这些词性")
    command.add_argument("--sort", choices=_FREQUENCY_SORTS, default="n_word", help="按什么排")
    command.add_argument("--breakdown", action="store_true", help="词内次数分别在哪些词里")


def _keyness(command: argparse.ArgumentParser) -> None:
    command.add_argument("--target", action="append", required=True, metavar="SEL", help=_SELECTION)
    command.add_argument(
        "--reference", action="append", default=[], metavar="SEL", help="默认为其余全部文本"
    )
    command.add_argument("--measure", choices=tuple(MEASURES), default="log_likelihood")
    _add_list(command)


def _concordance(command: argparse.ArgumentParser) -> None:
    command.add_argument("pattern", metavar="PATTERN", help="要找的字串")
    command.add_argument("--sort", choices=SORTS, default="document")
    command.add_argument("--offset", type=_count, default=0, metavar="N", help="跳过前几处")
    command.add_argument("--limit", type=_count, metavar="N", help="最多几处，默认全部")
    command.add_argument("--regex", action="store_true", help="PATTERN 是正则表达式")
    command.add_argument("--width", type=_count, default=30, metavar="N", help="左右各几个字")


def _collocates(command: argparse.ArgumentParser) -> None:
    command.add_argument("node", metavar="NODE", help="中心词")
    command.add_argument("--window", type=_positive, default=5, metavar="N", help="左右各几个词")
    command.add_argument("--sentence", action="store_true", help="同句都算，不限几个词")
    _add_list(command)


def _consistency(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--kind", choices=HINT_KINDS, action="append", help="只要这一类；可以写多次"
    )
    command.add_argument(
        "--organisation", action="append", default=[], metavar="NAME", help="只要这个机构的数字"
    )
    command.add_argument("--all", action="store_true", help="连看过了、放在一边的也列出")


def _corrections(command: argparse.ArgumentParser) -> None:
    command.add_argument("--export", type=Path, metavar="FILE", help="把更正写成文件（JSON）")
    command.add_argument(
        "--undo",
        action="append",
        default=[],
        metavar="ID",
        help="撤销这一条；可以写多次",
    )


def _network(command: argparse.ArgumentParser) -> None:
    command.add_argument("node", metavar="NODE", help="机构的全称或简称")
    command.add_argument(
        "--within", choices=WITHINS, default=WITHINS[0], help="同句（默认）、同段或同篇算一起"
    )
    command.add_argument("--min-n", type=_positive, default=1, metavar="N", help="至少一起几次")


def _shared(command: argparse.ArgumentParser) -> None:
    command.add_argument("--min-length", type=_positive, default=8, metavar="N", help="至少几个字")


_OWN = {
    "documents": _documents,
    "segment": _segment,
    "facts": _facts,
    "frequency": _frequency,
    "keyness": _keyness,
    "concordance": _concordance,
    "collocates": _collocates,
    "network": _network,
    "shared": _shared,
    "consistency": _consistency,
    "corrections": _corrections,
}


def pair(text: str) -> tuple[str, str]:
    """Return the two sides of ``FIELD=VALUE``.

    Raises
    ------
    UsageError
        There is no equals sign, or no field before it.
    """
    field, sign, value = text.partition("=")
    if not field or not sign:
        message = f"“{text}”要写成 FIELD=VALUE，如 year=2021。"
        raise UsageError(message)
    return field, value


def _terms(text: str) -> tuple[str, ...]:
    terms = tuple(term.strip() for term in text.replace("，", ",").split(",") if term.strip())
    if not terms:
        message = "至少要写一个，用逗号隔开"
        raise argparse.ArgumentTypeError(message)
    return terms


def _sizes(text: str) -> tuple[int, int]:
    low, _, high = text.partition("-")
    try:
        sizes = int(low), int(high or low)
    except ValueError:
        sizes = 0, 0
    if not 2 <= sizes[0] <= sizes[1] <= 5:
        message = f"“{text}”要写成 2 到 5 之间的数，如 2-5 或 3"
        raise argparse.ArgumentTypeError(message)
    return sizes


def _count(text: str) -> int:
    if not text.isdecimal():
        message = f"“{text}”不是 0 或正整数"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _positive(text: str) -> int:
    number = _count(text)
    if number < 1:
        message = f"“{text}”要大于 0"
        raise argparse.ArgumentTypeError(message)
    return number
