"""Columns and table specs: what every table is declared with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, cast

import numpy as np
import numpy.typing as npt
import pandas as pd

ColumnType = Literal["str", "int8", "int16", "int32", "int64", "float64", "bool", "object"]


class Column(NamedTuple):
    """One column of a table: field name, type, and unit where it has one."""

    name: str
    type: ColumnType
    unit: str = ""


@dataclass(frozen=True)
class TableSpec:
    """Name and columns of a table; headings for people are in ``app.wording``."""

    name: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        """Column names in order."""
        return [column.name for column in self.columns]

    def frame(self, values: Mapping[str, object]) -> pd.DataFrame:
        """Return a frame with exactly these columns, in order, of the declared types."""
        return pd.DataFrame({c.name: _column(values[c.name], c.type) for c in self.columns})

    def rows(self, rows: Sequence[Mapping[str, object]]) -> pd.DataFrame:
        """Return a frame from one mapping a row; also right for no rows."""
        return self.frame({c.name: [row[c.name] for row in rows] for c in self.columns})

    def empty(self) -> pd.DataFrame:
        """Return the table without rows, columns and types as declared."""
        return self.rows([])

    def check(self, table: pd.DataFrame) -> pd.DataFrame:
        """Return ``table`` if its columns, order and types are as declared.

        Raises
        ------
        TypeError
            A column is missing, misplaced, extra or of another type.
        """
        wanted = {c.name: c.type for c in self.columns}
        found = {str(name): str(dtype) for name, dtype in table.dtypes.items()}
        if list(wanted.items()) != list(found.items()):
            message = f"table {self.name}: wanted {wanted}, found {found}"
            raise TypeError(message)
        return table


def _column(
    values: object, column_type: ColumnType
) -> npt.NDArray[Any] | pd.api.extensions.ExtensionArray:
    """Return values without an index: aligning the columns by theirs takes most of the time."""
    if isinstance(values, np.ndarray) and values.dtype == column_type:
        return cast("npt.NDArray[Any]", values)
    if column_type == "str":
        return pd.array(cast("Sequence[str | None]", values), dtype="str")
    return pd.Series(cast("Sequence[Any]", values), dtype=column_type).array
