"""How loops are compiled: once for a machine, to machine code that is kept in a file.

Reading that code takes a few milliseconds, the compiler (numba) takes seconds. Until a loop has had
some work to do it runs as the Python that it is; both give the same numbers.
"""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable, Sequence
from functools import cached_property
from threading import Lock
from typing import Any, Generic, ParamSpec

import numpy as np

from analysis.corpus.loops.machine import Entry, compile_entry, read_entry

Arguments = ParamSpec("Arguments")

LITTLE = 20_000
"""Steps that a loop takes in Python, all calls together, before it is compiled."""


class Loop(Generic[Arguments]):
    """A function that reads arrays and numbers and writes into arrays.

    Parameters
    ----------
    function
        Plain loops over its arguments, which have to be of the types that are stated: an array of
        another type, or one that does not lie in one piece, is an error.
    types
        One for each argument, as ``compiled`` reads them; several lists for several kinds.
    """

    def __init__(self, function: Callable[Arguments, None], types: tuple[str, ...]) -> None:
        self.python = function
        self._types = {tuple(kind.replace("|", " ").split()): kind for kind in types}
        self._lock = Lock()
        self._steps = 0

    def over(self, steps: int) -> Callable[Arguments, None]:
        """Return the function as it is best run for about so many steps."""
        if "_compiled" in self.__dict__:
            return self._compiled
        self._steps += steps
        return self.python if self._steps <= LITTLE else self.compiled

    @property
    def compiled(self) -> Callable[Arguments, None]:
        """The compiled function; other threads may run while it does."""
        with self._lock:
            return self._compiled

    @cached_property
    def _compiled(self) -> Callable[Arguments, None]:
        entries = {types: self._entry(types) for types in self._types}

        def call(*arguments: Arguments.args, **named: Arguments.kwargs) -> None:
            types = _types_of(arguments)
            if named or types not in entries:
                message = f"{self.python.__name__} takes no {' '.join(types)} {' '.join(named)}"
                raise TypeError(message)
            entries[types](arguments)

        return call

    def _entry(self, types: Sequence[str]) -> Entry:
        key = self.key(types)
        return read_entry(key, types) or compile_entry(self.python, key, types)

    def key(self, types: Sequence[str]) -> str:
        """Return what the code for some types is kept under; that of another source differs."""
        source = inspect.getsource(inspect.getmodule(self.python) or self.python)
        name = f"{self.python.__name__}_{'_'.join(types).replace('[]', 's')}"
        return hashlib.sha256(f"{name}\n{source}".encode()).hexdigest()[:16]


def compiled(*types: str) -> Callable[[Callable[Arguments, None]], Loop[Arguments]]:
    """Make a loop of a function.

    Parameters
    ----------
    types
        The types of all arguments, written as numpy's short names: ``"i4[] i8 | i8[]"`` are an
        array of int32 and an int64 that are read, and an array of int64 that is written. Arrays
        have one dimension and lie in one piece.
    """
    return lambda function: Loop(function, types)


def _types_of(arguments: Sequence[Any]) -> tuple[str, ...]:
    return tuple(
        f"{_type_of(value.dtype)}[]" if isinstance(value, np.ndarray) else "i8"
        for value in arguments
    )


def _type_of(dtype: np.dtype[Any]) -> str:
    return dtype.str[1:] if dtype.isnative else dtype.str
