"""How loops are compiled: when they are first needed on much, and once for a machine.

A compiled loop is many times as fast as its Python, but reading the compiler takes half a second.
So a loop over little runs as the Python that it is; both give the same numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from threading import Lock
from types import ModuleType
from typing import Any, Generic, ParamSpec

import numpy as np

Arguments = ParamSpec("Arguments")

LITTLE = 100_000
"""Steps that a loop takes in Python, all calls together, before it is compiled."""


class Loop(Generic[Arguments]):
    """A function that reads arrays and numbers and writes into arrays.

    Parameters
    ----------
    function
        Plain loops over its arguments; they have to be of the types that are stated.
    types
        One for each argument, as ``compiled`` reads them; several lists for several kinds.
    """

    def __init__(self, function: Callable[Arguments, None], types: tuple[str, ...]) -> None:
        self.python = function
        self._types = types
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
        # Imported here: most commands never loop over much.
        import numba  # noqa: PLC0415 - see above

        signatures = [_signature(numba, types) for types in self._types]
        try:
            function = numba.njit(signatures, nogil=True, cache=True)(self.python)
        except RuntimeError:  # no folder to keep it in can be written
            function = numba.njit(signatures, nogil=True)(self.python)
        ready: Callable[Arguments, None] = function
        return ready


def compiled(*types: str) -> Callable[[Callable[Arguments, None]], Loop[Arguments]]:
    """Make a loop of a function.

    Parameters
    ----------
    types
        The types of all arguments, written as numpy's short names: ``"i4[] i8 | i8[]"`` are an
        array of int32 and an int64 that are read, and an array of int64 that is written. Arrays
        have one dimension and lie in one piece; those that are read may be read-only.
    """
    return lambda function: Loop(function, types)


def compile_all(modules: Iterable[ModuleType]) -> None:
    """Compile every loop of some modules, or read what was compiled before."""
    for module in modules:
        for value in vars(module).values():
            if isinstance(value, Loop):
                _ = value.compiled


def _signature(numba: Any, types: str) -> Any:  # noqa: ANN401 - numba has no types
    read, _, written = types.partition("|")
    parts = [_type(numba, name, readonly=True) for name in read.split()]
    return numba.void(*parts, *(_type(numba, name, readonly=False) for name in written.split()))


def _type(numba: Any, name: str, *, readonly: bool) -> Any:  # noqa: ANN401 - numba has no types
    scalar = numba.from_dtype(np.dtype(name.removesuffix("[]")))
    return numba.types.Array(scalar, 1, "C", readonly=readonly) if name.endswith("[]") else scalar
