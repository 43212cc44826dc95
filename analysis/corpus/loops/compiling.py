"""How loops are compiled: once for a machine, to machine code that is kept in a file.

Reading that code takes a few milliseconds, the compiler (numba) takes seconds. Until a loop has had
some work to do it runs as the Python that it is; both give the same numbers.
"""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from threading import Lock
from typing import Any, Generic, ParamSpec

from analysis.corpus.loops.each import Each, at, columns_of, kind_of, runs_of_kinds
from analysis.corpus.loops.machine import (
    Entries,
    Entry,
    address_of,
    compile_entries,
    compile_entry,
    flat,
    read_entries,
    read_entry,
)

Arguments = ParamSpec("Arguments")
ForEach = Callable[..., None]
"""Called with a range of sets of arguments, and with the arguments (``loops.each``)."""

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
        self.types = tuple(tuple(kind.replace("|", " ").split()) for kind in types)
        self._lock = Lock()
        self._steps = 0

    def over(self, steps: int) -> Callable[Arguments, None]:
        """Return the function as it is best run for about so many steps."""
        return self.compiled if self.pays(steps) else self.in_python

    def in_python(self, *arguments: Arguments.args, **named: Arguments.kwargs) -> None:
        """Call the function as the Python that it is, with no other arguments than compiled."""
        self._types_of(arguments, named)
        flat(arguments)
        self.python(*arguments, **named)

    def pays(self, steps: int) -> bool:
        """Return whether compiling pays for about so many further steps."""
        if self._steps <= LITTLE:
            self._steps += steps
        return self._steps > LITTLE

    @property
    def compiled(self) -> Callable[Arguments, None]:
        """The compiled function; other threads may run while it does."""
        if "_compiled" in self.__dict__:
            return self._compiled
        with self._lock:
            return self._compiled

    @cached_property
    def _compiled(self) -> Callable[Arguments, None]:
        entries = {types: self._entry(types) for types in self.types}

        def call(*arguments: Arguments.args, **named: Arguments.kwargs) -> None:
            entries[self._types_of(arguments, named)](arguments)

        return call

    def _types_of(self, arguments: Iterable[object], named: Iterable[str]) -> tuple[str, ...]:
        """Return the types of arguments, which must be some that the loop takes."""
        types = (*map(kind_of, arguments), *named)
        if types not in self.types:
            raise _no_such_types(self.python, types)
        return types

    def kept(self, types: Sequence[str]) -> Entry | None:
        """Return the machine code for some types that was compiled before, if there is any."""
        return read_entry(self.key(types), types)

    def _entry(self, types: Sequence[str]) -> Entry:
        return self.kept(types) or compile_entry(self.python, self.key(types), types)

    def key(self, types: Sequence[str]) -> str:
        """Return what the code for some types is kept under; that of another source differs."""
        return _key(self.python, types)


class LoopForEach:
    """The same for many sets of arguments (``loops.each``), which takes one call of all.

    Parameters
    ----------
    function, types
        As for ``Loop``; the function may not fail.
    """

    def __init__(self, function: Callable[..., None], types: tuple[str, ...]) -> None:
        self._one = Loop(function, types)
        self._lock = Lock()
        self._arrays = [name.endswith("[]") for name in self._one.types[0]]

    @property
    def python(self) -> Callable[..., None]:
        """The function for one set of arguments."""
        return self._one.python

    @property
    def types(self) -> tuple[tuple[str, ...], ...]:
        """Those of the arguments."""
        return self._one.types

    def over(self, steps: int) -> ForEach:
        """Return the function for many sets as it is best run for about so many steps."""
        return self.compiled if self._one.pays(steps) else self.in_python

    @property
    def compiled(self) -> ForEach:
        """The compiled function; other threads may run while it does."""
        if "_compiled" in self.__dict__:
            return self._compiled
        with self._lock:
            return self._compiled

    @cached_property
    def _compiled(self) -> ForEach:
        entries = {types: self._entries(types) for types in self.types}

        def call(sets: range, *arguments: Each | Any) -> None:  # noqa: ANN401 - arrays, numbers
            columns = columns_of(arguments, self._arrays, sets.stop)
            addresses = [address_of(column) for column in columns]
            for run, types in runs_of_kinds(arguments, self._arrays, sets):
                self._must_take(types)
                entries[types](run, addresses)

        return call

    def in_python(self, sets: range, *arguments: Each | Any) -> None:  # noqa: ANN401 - see above
        """Call the function for each set as the Python that it is, with the same arguments."""
        columns_of(arguments, self._arrays, sets.stop)
        for _, types in runs_of_kinds(arguments, self._arrays, sets):
            self._must_take(types)
        given = list(zip(arguments, self._arrays, strict=True))
        for number in sets:
            self.python(*(at(value, number, is_array=is_array) for value, is_array in given))

    def _must_take(self, types: tuple[str, ...]) -> None:
        if types not in self.types:
            raise _no_such_types(self.python, types)

    def kept(self, types: Sequence[str]) -> Entries | None:
        """Return the machine code for some types that was compiled before, if there is any."""
        return read_entries(_key(self.python, types), types)

    def _entries(self, types: Sequence[str]) -> Entries:
        return self.kept(types) or compile_entries(self.python, _key(self.python, types), types)


def _key(function: Callable[..., None], types: Sequence[str]) -> str:
    source = inspect.getsource(inspect.getmodule(function) or function)
    name = f"{function.__name__}_{'_'.join(types).replace('[]', 's')}"
    return hashlib.sha256(f"{name}\n{source}".encode()).hexdigest()[:16]


def _no_such_types(function: Callable[..., None], types: Sequence[str]) -> TypeError:
    return TypeError(f"{function.__name__} takes no {' '.join(types)}")


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


def compiled_for_each(*types: str) -> Callable[[Callable[..., None]], LoopForEach]:
    """Make a loop for many sets of arguments of a function; ``types`` as for ``compiled``."""
    return lambda function: LoopForEach(function, types)
