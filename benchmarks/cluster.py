"""A Dask cluster on this machine against processes of the program itself."""

from __future__ import annotations

import importlib.util
import shlex
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import psutil

from benchmarks.building import LARGE, WORKERS, build, characters_of
from benchmarks.inputs import Inputs
from benchmarks.texts import SEEDS
from benchmarks.timing import Result, compared, show_seconds

PATIENCE = 60
"""Seconds that scheduler and workers have to start."""
GOING = 15
"""Seconds that they have to end."""
COMMANDS = [
    line
    for line in (SEEDS.parent / "docs" / "cluster.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("python -m dask ") and "127.0.0.1" in line and "10.0.0." not in line
]
PORT = "8786"
ABOUT = """
`python -m analysis build` with `--cluster`, a scheduler and two workers on this machine started
by the commands of [docs/cluster.md](../docs/cluster.md), against the same with `--workers 2`,
each in a fresh process. One document shows what starting costs, a big sample what the work
costs. The workers of the cluster are running already, as they would on a cluster, and have
loaded their dictionaries once; those of `--workers` start with the build."""


def measure(inputs: Inputs) -> list[Result]:
    """Start a cluster and build a document and all big samples with it."""
    if importlib.util.find_spec("distributed") is None:
        return [Result("a cluster", "", "not measured: requirements-cluster.txt is not installed")]
    with tempfile.TemporaryDirectory() as scratch, ExitStack() as stack:
        folder = Path(scratch)
        started = time.perf_counter()
        address = stack.enter_context(_cluster(folder / "log"))
        ready = time.perf_counter() - started
        document = (min(SEEDS.iterdir()),)
        build(document, folder / "loading", "--cluster", address)
        lines = [Result(f"starting a scheduler and {WORKERS} workers", "", show_seconds(ready))]
        samples = {"one document": document} | {
            sample.name: sample.paths for sample in inputs.samples[1:]
        }
        for name, paths in samples.items():
            lines += _measure(name, paths, folder, address)
    return lines


def _measure(name: str, paths: tuple[Path, ...], folder: Path, address: str) -> Iterator[Result]:
    by_cluster = build(paths, folder / f"{name} cluster", "--cluster", address)
    characters = characters_of(by_cluster)
    if name != "one document" and characters < LARGE:
        return
    by_pool = build(paths, folder / f"{name} pool", "--workers", str(WORKERS))
    on = f"{name}: {characters:,} characters"
    times = by_cluster.seconds, by_pool.seconds
    yield compared(f"cluster of {WORKERS}; plain: --workers {WORKERS}", on, times)
    if name == "one document":
        alone = build(paths, folder / f"{name} alone")
        times = by_pool.seconds, alone.seconds
        yield compared(f"--workers {WORKERS}; plain: one process", on, times)


@contextmanager
def _cluster(log: Path) -> Iterator[str]:
    """Run the documented commands on a free port; give the address when all workers are there."""
    from distributed import Client  # noqa: PLC0415 - only where it is installed

    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = str(listener.getsockname()[1])
    with ExitStack() as stack:
        for command in COMMANDS:
            stack.enter_context(_running(command.replace(PORT, port), log))
        address = f"tcp://127.0.0.1:{port}"
        with Client(address, timeout=PATIENCE, set_as_default=False) as client:
            client.wait_for_workers(WORKERS, timeout=PATIENCE)
        yield address


@contextmanager
def _running(command: str, log: Path) -> Iterator[None]:
    with log.open("ab") as said:
        process = subprocess.Popen(
            [sys.executable, *shlex.split(command)[1:]],
            cwd=SEEDS.parent,
            stdout=said,
            stderr=said,
        )
    try:
        yield
    finally:
        own = psutil.Process(process.pid)
        members = [own, *own.children(recursive=True)]
        own.terminate()
        _, left = psutil.wait_procs(members, timeout=GOING)
        for member in left:
            with suppress(psutil.NoSuchProcess):
                member.kill()
        process.wait()
