import pandas as pd
import pytest

from app.render.words import in_words
from app.wording.names import Names


@pytest.mark.parametrize("by", ["organisation", "document", "year"])
@pytest.mark.parametrize(("lang", "undated"), [("zh", "无日期"), ("en", "undated")])
def test_documents_without_a_date_are_a_group_with_a_name(by, lang, undated):
    names = Names(lang, by, {}, {}, {})
    groups = in_words(names, pd.DataFrame({"group": ["2019", ""]}))["group"]
    assert list(groups) == ["2019", undated]
