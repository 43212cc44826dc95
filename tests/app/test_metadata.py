"""What is written into the table of details becomes changes of those documents, and no others."""

import pandas as pd
import pytest

from analysis.errors import UnknownNameError
from analysis.ingest.documents import read_pasted
from app.controls.metadata import FIELDS, _values, rewritten, stated


def table(*titles):
    documents = [read_pasted("县总工会走访企业30家。", name=title) for title in titles]
    return stated(documents)


def test_nothing_written_is_nothing_changed():
    given = table("甲", "乙")
    assert list(given.columns) == ["name", *FIELDS]
    assert rewritten(given, given.copy()) == {}


def test_written_cells_are_the_changes():
    given = table("甲", "乙", "丙")
    written = given.copy()
    written.loc[1, "title"], written.loc[1, "date"] = "年报", "2021年12月30日"
    written.loc[2, "source"] = pd.NA
    assert rewritten(given, written) == {"乙": {"title": "年报", "date": "2021年12月30日"}}


def test_values_are_kept_as_stated():
    assert _values({"title": " 年  报 ", "date": "2021年12月", "source": " "}) == {
        "title": "年 报",
        "date": "2021-12",
        "source": None,
    }
    with pytest.raises(UnknownNameError, match="“去年”不是日期"):
        _values({"date": "去年"})
