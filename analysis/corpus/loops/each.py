"""Arguments for many calls of a loop that are made as one: one array for each segment, say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.corpus.loops.machine import Addresses, address_of

Array = npt.NDArray[Any]
Ints = npt.NDArray[np.int64]


class Each(NamedTuple):
    """An array for each call. Where all calls take the same one, it is given itself.

    A number for each call is an array of int64; one number is the same for all.
    """

    kinds: tuple[str, ...]
    """Types as ``compiling.compiled`` writes them."""
    addresses: Addresses
    sizes: Ints
    at: Callable[[int], Array]
    """Returns an array by its number; holds the memory of all."""

    def take(self, numbers: Ints) -> Each:
        """Return some of the arrays, in this order."""
        kinds = tuple(self.kinds[number] for number in numbers.tolist())

        def array(number: int) -> Array:
            return self.at(int(numbers[number]))

        return Each(kinds, self.addresses[numbers], self.sizes[numbers], array)

    def shortened(self, sizes: Ints) -> Each:
        """Return the beginnings of the arrays."""
        return self.pieces(np.zeros_like(sizes), sizes)

    def pieces(self, firsts: Ints, sizes: Ints) -> Each:
        """Return a piece of each array, by where it begins and how long it is."""
        if (firsts < 0).any() or (sizes < 0).any() or (firsts + sizes > self.sizes).any():
            message = "an array has no more numbers than it has"
            raise ValueError(message)

        def array(number: int) -> Array:
            first = int(firsts[number])
            return self.at(number)[first : first + int(sizes[number])]

        widths = np.asarray([int(kind[-3]) for kind in self.kinds], dtype=np.int64)
        return Each(self.kinds, self.addresses + firsts * widths, sizes, array)


def each(arrays: Sequence[Array]) -> Each:
    """Return arrays as they are."""
    kept = tuple(arrays)
    if any(array.ndim != 1 or not array.flags.c_contiguous for array in kept):
        message = "a compiled loop takes arrays of one dimension that lie in one piece"
        raise ValueError(message)
    addresses = np.fromiter(map(address_of, kept), np.int64, len(kept))
    sizes = np.fromiter(map(len, kept), np.int64, len(kept))
    return Each(tuple(map(kind_of, kept)), addresses, sizes, kept.__getitem__)


def cut(array: Array, firsts: Ints) -> Each:
    """Return neighbouring pieces of an array that lies in one piece.

    Parameters
    ----------
    firsts
        Where each piece begins, and the end; shape ``(n + 1,)``.
    """
    if array.ndim != 1 or not array.flags.c_contiguous or firsts[-1] > len(array):
        message = "pieces are cut out of an array of one dimension that lies in one piece"
        raise ValueError(message)

    def piece(number: int) -> Array:
        return array[int(firsts[number]) : int(firsts[number + 1])]

    addresses = address_of(array) + firsts[:-1] * array.itemsize
    return Each((kind_of(array),) * (len(firsts) - 1), addresses, np.diff(firsts), piece)


def kind_of(value: object) -> str:
    """Return the type of an argument as ``compiling.compiled`` writes it."""
    if isinstance(value, np.ndarray):
        return f"{value.dtype.str[1:] if value.dtype.isnative else value.dtype.str}[]"
    return "i8"


def at(value: Each | Any, number: int, *, is_array: bool) -> Any:  # noqa: ANN401 - arrays, numbers
    """Return the argument of one call."""
    if isinstance(value, Each):
        return value.at(number)
    return int(value[number]) if not is_array and isinstance(value, np.ndarray) else value


def columns_of(arguments: Sequence[Any], arrays: Sequence[bool], n: int) -> list[Addresses]:
    """Return what ``machine.Entries`` takes for ``n`` calls.

    Parameters
    ----------
    arrays
        Which arguments are arrays.
    """
    columns: list[Addresses] = []
    for value, is_array in zip(arguments, arrays, strict=True):
        if isinstance(value, Each):
            columns += (value.addresses, value.sizes)
        elif is_array:
            same = each((value,))
            columns += (same.addresses.repeat(n), same.sizes.repeat(n))
        elif isinstance(value, np.ndarray):
            columns.append(np.ascontiguousarray(value, dtype=np.int64))
        else:
            columns.append(np.full(n, value, dtype=np.int64))
    if any(len(column) < n for column in columns):
        message = f"an argument is missing for some of {n} calls"
        raise ValueError(message)
    return columns


def runs_of_kinds(
    arguments: Sequence[Any], arrays: Sequence[bool], sets: range
) -> Iterator[tuple[range, tuple[str, ...]]]:
    """Yield the runs of calls whose arguments have the same types, and these types."""
    same = [
        None if isinstance(value, Each) else kind_of(value) if is_array else "i8"
        for value, is_array in zip(arguments, arrays, strict=True)
    ]
    several = [place for place, kind in enumerate(same) if kind is None]
    found = [set(arguments[place].kinds) for place in several]
    if all(len(kinds) == 1 for kinds in found):
        kinds = iter(found)
        yield sets, tuple(kind or next(iter(next(kinds))) for kind in same)
        return

    def types_of(number: int) -> tuple[str, ...]:
        own = (kind or arguments[place].kinds[number] for place, kind in enumerate(same))
        return tuple(own)

    for one, numbers in groupby(sets, types_of):
        run = list(numbers)
        yield range(run[0], run[-1] + 1), one
