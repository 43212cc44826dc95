"""Everything a page is made of: it reads controls, asks for tables and draws cards.

A page from top to bottom (``views/terms.py``)::

    from analysis.schema import FREQUENCY
    from app import cache, controls
    from app.charts import terms

    page = controls.page()                     # corpus, state, colours, names, language
    controls.stop_if_empty(page)               # S1 when the scope holds no text
    view = controls.views(page, ("words", "ngrams"), prefix="terms")       # ?view=ngrams

    with controls.guarded(page):               # AnalysisError → a sentence, then stop
        table = cache.frequency(page.corpus, page.scope, options=FIRST_20)
    left, right = st.columns([8, 4.3], gap="medium")
    with left:
        controls.card(
            page,
            controls.Card(
                "terms-list",                  # unique key
                page.say("terms.list"),        # title
                page.say("terms.list_note", n=…),   # unit, subset, n
                table,                         # what 表 shows and CSV/XLSX hold
                FREQUENCY,
                chart=terms.build(table, palette=page.colours, lang=page.lang, focus=…),
                alt=page.say("terms.list_alt"),
                note=page.say("state.W1"),     # grey line below, if any
                columns=("term", "n_word", "n_inside", "n"),
            ),
            on_row=lambda row: state.choose(focus=Focus("term", row["term"])),
        )
    with right:
        controls.sentence_panel(page, controls.Sentences("terms-sentences"))

What is where
-------------
No page walks over all documents, and none sends more than it shows: ask the cache for the first
rows (``limit``), give tables as ``Paged``, and say how many there are in all.

``page() -> Page``
    ``say(key, **values)`` strings; ``state`` (scope, by, focus, row, lang, theme); ``scope`` and
    ``row_scope``; ``group_name``, ``organisation_name``, ``theme_name``, ``title``, ``focus_name``,
    ``row_name``; ``colours`` (palette), ``owners`` (names and colours of organisations),
    ``shown()`` for charts.
``card(page, Card, on_click=, on_row=)``
    Head with title, caption, 图|表 and export menu, then chart or table. Marks carry a
    ``charts.clicks.Click``; without ``on_click`` a click chooses focus and row, or opens the place.
    ``data`` may be a ``Paged``: a table of which only the page on screen is asked for.
``head(title, caption)``
    Only a head, for a card that is something else; use it in a ``with`` and draw tools inside.
``chart(fig, key=, alt=, on_click=)`` and ``table(page, Table(data, spec), key=, on_row=)``
    Without a head. ``on_row`` gets the row's values by field name.
``sentence_panel(page, Sentences(key, height=, focus=, scope=, name=))``
    原句: by default the focus in the chosen row. ``figure_panel(page, key=)``: figures of that row.
``views`` and ``page_choice``
    Segmented controls whose choice the address holds; ``state.page_value`` reads others.
``row_select(page, key=)``, ``open_place(page, place, focus)``, ``search_all(page, focus)``
    The row as a select; from a panel into the reader; everything in 检索.
``note(page, "W1")``, ``stop_if_empty``, ``guarded``, ``scope_in_words``
    States of the page.

Things change only in callbacks, through ``app.state`` (``choose``, ``set_page_value`` …). Strings
are in ``app/wording/<page>.py``: ``TEXTS = {"terms.list": ("中文", "English")}``, nothing else.
Text from documents goes through ``plain`` before it stands in Markdown.
"""

from app.controls.bar import global_bar
from app.controls.card import (
    Card,
    card,
    chart,
    chart_or_table,
    choose_click,
    choose_owner,
    choose_theme,
    head,
    page_choice,
    plain,
    rows_shown,
    show_all,
    toast,
    views,
)
from app.controls.checks import checks_view
from app.controls.choices import choose_one, choose_pill, choose_text, choose_toggle
from app.controls.clouds import cloud_card
from app.controls.comparing import cleaning_view
from app.controls.corpus_shelf import Shelf, corpus_select, corpus_shelves, say_mistake
from app.controls.correcting import correction_note
from app.controls.corrections import corrections_view, organisation_form
from app.controls.entry import figure_entry, figures_at, ledger_figures
from app.controls.figure_comparison import compared_figures
from app.controls.finding import (
    Search,
    first_place,
    found_head,
    lines_panel,
    nothing_found,
    search_bar,
    searched,
)
from app.controls.import_report import import_report
from app.controls.importing import import_form
from app.controls.ledger import all_figures, ledger_filter, ledger_filters
from app.controls.listing import (
    chosen_document,
    document_list,
    document_panel,
    duplicates_note,
    removed_note,
)
from app.controls.messages import (
    failure,
    guarded,
    mistake,
    note,
    scope_in_words,
    stop_if_empty,
    strips_note,
    unowned_note,
)
from app.controls.metadata import metadata_table
from app.controls.network import network_view
from app.controls.opening import open_corpus, opening_notes
from app.controls.page import MOST_GROUPS, Page, narrowed, page, shortened, year_name
from app.controls.profile import profile_view
from app.controls.reading import reader_panel
from app.controls.rows import (
    document_rows,
    frequency_rows,
    keyness_rows,
    side_rows,
    spelling_rows,
    theme_rows,
)
from app.controls.sentences import (
    Sentences,
    figure_panel,
    open_place,
    row_select,
    search_all,
    sentence_panel,
)
from app.controls.side_words import (
    split_words,
    typical_words,
    words_against,
    words_of_one,
    words_of_two,
)
from app.controls.sides import side_head
from app.controls.table import Paged, Row, Table, paged, table
from app.controls.theme_editor import theme_editor
from app.controls.uploading import uploader_words

__all__ = [
    "MOST_GROUPS",
    "Card",
    "Page",
    "Paged",
    "Row",
    "Search",
    "Sentences",
    "Shelf",
    "Table",
    "all_figures",
    "card",
    "chart",
    "chart_or_table",
    "checks_view",
    "choose_click",
    "choose_one",
    "choose_owner",
    "choose_pill",
    "choose_text",
    "choose_theme",
    "choose_toggle",
    "chosen_document",
    "cleaning_view",
    "cloud_card",
    "compared_figures",
    "corpus_select",
    "corpus_shelves",
    "correction_note",
    "corrections_view",
    "document_list",
    "document_panel",
    "document_rows",
    "duplicates_note",
    "failure",
    "figure_entry",
    "figure_panel",
    "figures_at",
    "first_place",
    "found_head",
    "frequency_rows",
    "global_bar",
    "guarded",
    "head",
    "import_form",
    "import_report",
    "keyness_rows",
    "ledger_figures",
    "ledger_filter",
    "ledger_filters",
    "lines_panel",
    "metadata_table",
    "mistake",
    "narrowed",
    "network_view",
    "note",
    "nothing_found",
    "open_corpus",
    "open_place",
    "opening_notes",
    "organisation_form",
    "page",
    "page_choice",
    "paged",
    "plain",
    "profile_view",
    "reader_panel",
    "removed_note",
    "row_select",
    "rows_shown",
    "say_mistake",
    "scope_in_words",
    "search_all",
    "search_bar",
    "searched",
    "sentence_panel",
    "shortened",
    "show_all",
    "side_head",
    "side_rows",
    "spelling_rows",
    "split_words",
    "stop_if_empty",
    "strips_note",
    "table",
    "theme_editor",
    "theme_rows",
    "toast",
    "typical_words",
    "unowned_note",
    "uploader_words",
    "views",
    "words_against",
    "words_of_one",
    "words_of_two",
    "year_name",
]
