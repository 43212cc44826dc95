"""Compiling: what a loop takes, where its machine code is kept, what happens where it cannot be."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from analysis.corpus.loops import compiling, machine
from analysis.corpus.loops.compiling import compiled, compiled_for_each
from analysis.corpus.loops.each import cut, each

Ints = npt.NDArray[np.int64]
NUMBERS = np.arange(6, dtype=np.int32)


def add(numbers: npt.NDArray[np.int32], factor: int, sums: Ints) -> None:
    for place in range(len(numbers)):
        sums[place] += numbers[place] * factor


def times(numbers: npt.NDArray[np.int32], factor: int, sums: Ints) -> None:
    for place in range(len(numbers)):
        sums[place] *= numbers[place] * factor


def divide(numbers: npt.NDArray[np.int32], factor: int, sums: Ints) -> None:
    if factor == 0:
        raise ValueError("nothing to divide by")  # noqa: EM101, TRY003 - a loop is compiled as it is
    for place in range(len(numbers)):
        sums[place] += numbers[place] // factor


TYPES = "i4[] i8 | i8[]"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    kept = tmp_path / "code"
    monkeypatch.setattr(machine, "_folders", lambda: iter([tmp_path / "file" / "code", kept]))
    (tmp_path / "file").write_text("no folder can be made here")
    return kept


def test_machine_code_is_kept_and_read_again(folder: Path, monkeypatch: pytest.MonkeyPatch):
    sums = np.zeros(6, dtype=np.int64)
    compiled(TYPES)(add).compiled(NUMBERS, 3, sums)
    assert sums.tolist() == [0, 3, 6, 9, 12, 15]
    assert len(list(folder.iterdir())) == 1
    monkeypatch.setattr(compiling, "compile_entry", None)
    compiled(TYPES)(add).compiled(NUMBERS, 2, sums)
    assert sums.tolist() == [0, 5, 10, 15, 20, 25]


def test_a_spoilt_file_is_not_linked_but_made_anew(folder: Path):
    sums = np.zeros(6, dtype=np.int64)
    compiled(TYPES)(add).compiled(NUMBERS, 3, sums)
    (kept,) = folder.iterdir()
    whole = kept.read_bytes()
    loop, types = compiled(TYPES)(add), tuple(TYPES.replace("|", " ").split())
    half, zeros, other = whole[: len(whole) // 2], bytes(len(whole)), bytes([whole[-1] ^ 1])
    for content in (b"", half, whole[:-1], zeros, whole[:-1] + other):
        kept.write_bytes(content)
        assert machine.read_entry(loop.key(types), types) is None
    loop.compiled(NUMBERS, 1, sums)
    assert sums.tolist() == [0, 4, 8, 12, 16, 20]
    assert machine.read_entry(loop.key(types), types) is not None
    assert list(folder.iterdir()) == [kept]


def test_code_of_another_loop_is_not_called(folder: Path):
    doubled = np.zeros(6, dtype=np.int64)
    one, other = compiled(TYPES)(add), compiled(TYPES)(times)
    one.compiled(NUMBERS, 3, doubled)
    (kept,) = folder.iterdir()
    types = tuple(TYPES.replace("|", " ").split())
    kept.rename(folder / machine._file_name(other.key(types)))
    sums = np.ones(6, dtype=np.int64)
    other.compiled(NUMBERS, 3, sums)
    assert sums.tolist() == [0, 3, 6, 9, 12, 15]


def test_without_a_folder_it_is_compiled_for_this_process(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(machine, "_folders", lambda: iter(()))
    sums = np.zeros(6, dtype=np.int64)
    compiled(TYPES)(add).compiled(NUMBERS, 1, sums)
    assert sums.tolist() == NUMBERS.tolist()


def test_a_loop_that_may_fail_is_left_to_numba(folder: Path):
    loop = compiled(TYPES)(divide)
    sums = np.zeros(6, dtype=np.int64)
    loop.compiled(NUMBERS, 2, sums)
    assert sums.tolist() == [0, 0, 1, 1, 2, 2]
    assert not folder.exists()
    with pytest.raises(ValueError, match="nothing"):
        loop.compiled(NUMBERS, 0, sums)


@pytest.mark.parametrize(
    ("numbers", "error"),
    [
        (NUMBERS.astype(np.int64), TypeError),
        (NUMBERS.astype(">i4"), TypeError),
        (np.arange(12, dtype=np.int32)[::2], ValueError),
        (np.zeros((2, 3), dtype=np.int32), ValueError),
    ],
)
@pytest.mark.parametrize("way", ["in_python", "compiled"])
def test_arrays_of_another_kind_are_refused(numbers, error: type[Exception], way: str):
    sums = np.zeros(6, dtype=np.int64)
    with pytest.raises(error, match="take"):
        getattr(compiled(TYPES)(add), way)(numbers, 3, sums)
    assert not sums.any()


def test_little_work_is_done_in_python(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(compiling, "LITTLE", 10)
    loop = compiled(TYPES)(add)
    assert loop.over(6) == loop.in_python
    assert loop.over(4) == loop.in_python
    assert loop.over(1) == loop.compiled
    assert loop.over(1) == loop.compiled
    sums = np.zeros(6, dtype=np.int64)
    loop.in_python(NUMBERS, 3, sums)
    assert sums.tolist() == [0, 3, 6, 9, 12, 15]


def collect(numbers: npt.NDArray[np.int32], factor: int, sums: Ints, size: Ints) -> None:
    for place in range(len(numbers)):
        sums[place] += numbers[place] * factor
    size[0] += len(numbers)


COLLECTED = ("i4[] i8 | i8[] i8[]", "i8[] i8 | i8[] i8[]")


@pytest.mark.parametrize("way", ["in_python", "compiled"])
def test_a_loop_is_called_for_each_of_many_arrays(folder: Path, way: str):
    loop = compiled_for_each(*COLLECTED)(collect)
    wide = np.asarray([7, 8, 9])
    arrays = each([NUMBERS, wide, NUMBERS[:0], NUMBERS[3:5]])
    sums, size = np.zeros(11, dtype=np.int64), np.zeros(1, dtype=np.int64)
    pieces = cut(sums, np.asarray([0, 6, 9, 9, 11]))
    getattr(loop, way)(range(4), arrays, np.asarray([1, 10, 100, 1000]), pieces, size)
    assert sums.tolist() == [0, 1, 2, 3, 4, 5, 70, 80, 90, 3000, 4000]
    assert size.tolist() == [11]
    getattr(loop, way)(range(1, 3), arrays, 1, pieces, size)
    assert sums.tolist() == [0, 1, 2, 3, 4, 5, 77, 88, 99, 3000, 4000]
    taken = arrays.take(np.asarray([3, 0])).shortened(np.asarray([2, 1]))
    getattr(loop, way)(range(2), taken, 1, pieces.take(np.asarray([1, 3])), size)
    assert sums.tolist() == [0, 1, 2, 3, 4, 5, 80, 92, 99, 3000, 4000]
    assert size.tolist() == [17]


def test_the_code_for_each_is_kept_beside_that_for_one(folder: Path, monkeypatch):
    arrays, size = each([NUMBERS]), np.zeros(1, dtype=np.int64)
    sums = np.zeros(6, dtype=np.int64)
    compiled_for_each(*COLLECTED[:1])(collect).compiled(range(1), arrays, 2, sums, size)
    monkeypatch.setattr(compiling, "compile_entries", None)
    compiled_for_each(*COLLECTED[:1])(collect).compiled(range(1), arrays, 1, sums, size)
    assert sums.tolist() == [0, 3, 6, 9, 12, 15]
    compiled(*COLLECTED[:1])(collect).compiled(NUMBERS, 1, sums, size)
    assert sums.tolist() == [0, 4, 8, 12, 16, 20]
    assert len(list(folder.iterdir())) == 2


@pytest.mark.parametrize(
    "arguments",
    [
        (each([NUMBERS.astype(np.int16)]), 1),
        (each([NUMBERS]), np.asarray([], dtype=np.int64)),
    ],
)
@pytest.mark.parametrize("way", ["in_python", "compiled"])
def test_arrays_of_another_kind_are_refused_for_each(folder: Path, arguments, way: str):
    sums = np.zeros(6, dtype=np.int64)
    loop = compiled_for_each(*COLLECTED)(collect)
    with pytest.raises((TypeError, ValueError)):
        getattr(loop, way)(range(1), *arguments, sums, np.zeros(1, dtype=np.int64))
    assert not sums.any()


def test_a_loop_that_may_fail_is_not_called_for_each(folder: Path):
    loop = compiled_for_each(TYPES)(divide)
    with pytest.raises(TypeError, match="may fail"):
        loop.compiled(range(1), each([NUMBERS]), 2, np.zeros(6, dtype=np.int64))


def test_pieces_do_not_reach_beyond_their_array():
    with pytest.raises(ValueError, match="one piece"):
        cut(NUMBERS, np.asarray([0, 7]))
    with pytest.raises(ValueError, match="one piece"):
        cut(NUMBERS[::2], np.asarray([0, 2]))
    with pytest.raises(ValueError, match="one piece"):
        each([NUMBERS[::2]])
    with pytest.raises(ValueError, match="no more"):
        each([NUMBERS]).shortened(np.asarray([7]))
