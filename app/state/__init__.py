"""What is chosen: scope, grouping, focus, row, language. The only reader of session and address.

The truth is one table of values per session. Widgets are *seeded* from it before they are drawn
and write back into it through callbacks, and the address is written from it, with codes that mean
the same in every language: ``?org=…&by=document&focus=theme:整改&lang=en``; many documents are kept
as a set, and ``?set=…`` has its id. A new session, Back and Forward go the other way: there the
address fills the table. A change makes one entry in the browser's history, so Back undoes it.

Pages read ``current()`` and ``page_value(…)``, and change things only inside callbacks, with
``choose``, ``set_page_value`` and ``open_text``.
"""

from app.state.address import ANY_PAGE, address, arrive, begin, check_names, link, unknown_subset
from app.state.choices import (
    choose,
    choose_corpus,
    choose_documents,
    choose_grouping,
    choose_lang,
    choose_scope,
    clear,
    clear_last_filter,
    forget_origin,
    has_page,
    jump,
    offer_pages,
    open_text,
    origin,
    stay_with,
    take_jump,
)
from app.state.table import (
    GROUPINGS,
    NO_FOCUS,
    UNDATED_CODE,
    Grouped,
    State,
    ThemeName,
    corpus_id,
    current,
    lang,
    page,
    page_number_value,
    page_value,
    recall,
    remember,
    set_page_value,
    settle_focus,
    theme,
    year_code,
    year_of,
)
from app.state.widgets import (
    chart_event,
    draft,
    forget_drafts,
    seed,
    table_rows,
    triggered,
    widget_value,
)

__all__ = [
    "ANY_PAGE",
    "GROUPINGS",
    "NO_FOCUS",
    "UNDATED_CODE",
    "Grouped",
    "State",
    "ThemeName",
    "address",
    "arrive",
    "begin",
    "chart_event",
    "check_names",
    "choose",
    "choose_corpus",
    "choose_documents",
    "choose_grouping",
    "choose_lang",
    "choose_scope",
    "clear",
    "clear_last_filter",
    "corpus_id",
    "current",
    "draft",
    "forget_drafts",
    "forget_origin",
    "has_page",
    "jump",
    "lang",
    "link",
    "offer_pages",
    "open_text",
    "origin",
    "page",
    "page_number_value",
    "page_value",
    "recall",
    "remember",
    "seed",
    "set_page_value",
    "settle_focus",
    "stay_with",
    "table_rows",
    "take_jump",
    "theme",
    "triggered",
    "unknown_subset",
    "widget_value",
    "year_code",
    "year_of",
]
