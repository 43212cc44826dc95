"""``python -m app``: start the dashboard on this machine, on the seeds or on files of one's own."""

from __future__ import annotations

import argparse
import ipaddress
import os
import socket
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ENTRY = Path(__file__).resolve().parent / "main.py"
LOOPBACK = "127.0.0.1"
PORT = 8501
_PORTS_TRIED = 50
_USAGE = 2

Command = Callable[[Sequence[str]], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that is named first, the dashboard when none is; return the exit status.

    A file that is called like a command is given with its folder: ``./report``.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given and given[0] in COMMANDS:
        return COMMANDS[given[0]](given[1:])
    return serve(given)


def serve(arguments: Sequence[str]) -> int:
    """Start the dashboard and print its address; returns when it is stopped."""
    options = _parser().parse_args(arguments)
    if not options.insecure and not is_loopback(options.host):
        message = (
            f"{options.host} 不是本机地址：这样打开，网络上的任何人都能看到文档，而且没有登录。"
            "确实需要时请加 --insecure。"
        )
        return _refuse(message)
    missing = [str(path) for path in options.sources if not path.exists()]
    if missing:
        return _refuse(f"找不到：{'、'.join(missing)}。请检查路径。")
    port = free_port(options.host, options.port)
    if port is None:
        return _refuse(f"端口 {options.port} 已被占用，请用 --port 换一个（0 为任意空闲端口）。")
    if options.sources:
        from app.corpora import SOURCES_VARIABLE  # noqa: PLC0415  --help must not load the analysis

        paths = (str(path.resolve()) for path in options.sources)
        os.environ[SOURCES_VARIABLE] = os.pathsep.join(paths)
    print(f"文鉴：{address(options.host, port)}  （按 Ctrl+C 停止）", flush=True)
    _run(options.host, port, headless=options.no_browser)
    return 0


def is_loopback(host: str) -> bool:
    """Whether an address can be reached from this machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def free_port(host: str, wanted: int | None) -> int | None:
    """Return the port to listen on: the wanted one, or ``None`` if it is taken.

    ``0`` is any free port; without a wish it is the first free one from 8501.
    """
    tried = range(PORT, PORT + _PORTS_TRIED) if wanted is None else (wanted,)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for port in tried:
        with socket.socket(family, socket.SOCK_STREAM) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                listener.bind((host, port))
            except OSError:
                continue
            return int(listener.getsockname()[1])
    return None


def address(host: str, port: int) -> str:
    """Return the address as a browser wants it."""
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m app",
        description="打开文鉴：不给 SOURCE 时打开五篇样本。",
        epilog="python -m app report 写报告，python -m analysis 给出同样的数字，都不需要浏览器。",
    )
    parser.add_argument(
        "sources", metavar="SOURCE", nargs="*", type=Path, help="文件、文件夹、zip 或语料文件夹"
    )
    parser.add_argument("--port", type=int, help=f"端口，0 为任意空闲端口（默认从 {PORT} 起）")
    parser.add_argument("--host", default=LOOPBACK, help=f"监听的地址（默认 {LOOPBACK}，只限本机）")
    parser.add_argument("--no-browser", action="store_true", help="不自动打开浏览器")
    parser.add_argument("--insecure", action="store_true", help="允许本机以外的地址（没有登录）")
    return parser


def _run(host: str, port: int, *, headless: bool) -> None:
    """Serve until stopped. The settings of the page are beside ``main.py``, for any folder."""
    from streamlit.web.cli import main as streamlit  # noqa: PLC0415  slow to load

    options: Mapping[str, object] = {
        "server.address": host,
        "server.port": port,
        "server.headless": headless,
        "server.showEmailPrompt": False,  # a first start would wait for an address on the terminal
        "logger.hideWelcomeMessage": True,
    }
    flags = [f"--{name}={str(value).lower()}" for name, value in options.items()]
    streamlit(["run", str(ENTRY), *flags], standalone_mode=False)


def _refuse(message: str) -> int:
    print(message, file=sys.stderr)
    return _USAGE


def report(arguments: Sequence[str]) -> int:
    """Write a report without a browser."""
    from app.reports.command import main as write  # noqa: PLC0415  the analysis is slow to load

    return write(arguments)


COMMANDS: Mapping[str, Command] = {"serve": serve, "report": report}

if __name__ == "__main__":
    sys.exit(main())
