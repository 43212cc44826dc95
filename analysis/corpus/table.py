"""A table of a corpus whose columns are put together from the segments when first asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from analysis.schema import TableSpec

Ints = npt.NDArray[np.int64]


class Coded:
    """A column of few different strings: for each row the position of its own, or -1.

    Parameters
    ----------
    codes
        Shape ``(n_rows,)``.
    values
        The different strings.
    """

    def __init__(self, codes: npt.NDArray[Any], values: Sequence[str]) -> None:
        self.codes = codes
        self.values = tuple(values)

    def __len__(self) -> int:
        return len(self.codes)

    def take(self, rows: npt.NDArray[Any]) -> Coded:
        """Return some rows."""
        return Coded(self.codes[rows], self.values)

    def equal(self, value: str) -> npt.NDArray[np.bool_]:
        """Return which rows hold a string, shape ``(n_rows,)``."""
        if value not in self.values:
            return np.zeros(len(self.codes), dtype=bool)
        found: npt.NDArray[np.bool_] = self.codes == self.values.index(value)
        return found

    def strings(self) -> npt.NDArray[np.object_]:
        """Return the different strings, and an empty one for the code -1 at the end."""
        return np.asarray([*self.values, ""], dtype=object)

    def series(self) -> pd.Series:
        """Return the strings themselves."""
        codes = self.codes.astype(np.int32)
        column = pa.DictionaryArray.from_arrays(
            pa.array(codes, mask=codes < 0), pa.array(self.values, type=pa.large_string())
        )
        return pd.Series(column.dictionary_decode().to_numpy(zero_copy_only=False), dtype="str")


Values = npt.NDArray[Any] | Coded
Read = Callable[[str, Ints | None], Values]

FEW = 500
"""Up to so many rows are read alone rather than with their column."""


class Table:
    """Rows of one kind over all documents, in text order; nothing is read that is not asked for.

    Parameters
    ----------
    spec
        The columns.
    size
        Number of rows.
    read
        Returns a column by name: all of it, or some of its rows.
    """

    def __init__(self, spec: TableSpec, size: int, read: Read) -> None:
        self.spec = spec
        self._size = size
        self._read = read
        self._columns: dict[str, Values] = {}

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, name: str) -> pd.Series:
        """Return a column; of numbers without a copy."""
        column = self._column(name)
        if isinstance(column, Coded):
            return column.series()
        return pd.Series(column, copy=False)

    def values(self, name: str) -> npt.NDArray[Any]:
        """Return a column of numbers, shape ``(n_rows,)``."""
        column = self._column(name)
        if isinstance(column, Coded):
            message = f"{self.spec.name}.{name} holds strings"
            raise TypeError(message)
        return column

    def coded(self, name: str) -> Coded:
        """Return a column of strings as codes."""
        column = self._column(name)
        if not isinstance(column, Coded):
            message = f"{self.spec.name}.{name} holds numbers"
            raise TypeError(message)
        return column

    def take(self, rows: npt.NDArray[Any]) -> pd.DataFrame:
        """Return some rows with all columns, numbered anew; a mask of all rows will do too."""
        chosen = np.asarray(rows)
        if chosen.dtype == np.bool_:
            chosen = np.flatnonzero(chosen)
        return self.spec.frame({name: self._taken(name, chosen) for name in self.spec.names})

    def frame(self) -> pd.DataFrame:
        """Return all rows and columns."""
        return self.take(np.arange(self._size))

    def _taken(self, name: str, rows: npt.NDArray[Any]) -> Any:  # noqa: ANN401 - array or series
        if name not in self._columns and len(rows) <= FEW:
            column = self._read(name, rows)
            return column.series() if isinstance(column, Coded) else column
        column = self._column(name)
        return column.take(rows).series() if isinstance(column, Coded) else column[rows]

    def _column(self, name: str) -> Values:
        if name not in self._columns:
            if name not in self.spec.names:
                raise KeyError(name)
            self._columns[name] = self._read(name, None)
        return self._columns[name]
