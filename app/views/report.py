"""报告: choose what goes in, look at it, take it away as one file, and how to get it again."""

from dataclasses import replace

import streamlit as st

from analysis.schema import Settings
from app import cache, controls, corpora, state
from app.components.link import copy_link
from app.render.file_names import file_name, today
from app.reports.collect import collect
from app.reports.command import arguments_for, command_line
from app.reports.content import Report
from app.reports.material import DEFAULT_PARTS, PARTS, Request
from app.reports.writers import FORMATS
from app.wording.numbers import format_count

SEEDS = "seeds"
HEIGHT = 300


def chosen_parts() -> tuple[str, ...]:
    """Return the parts that the address holds; without any the usual ones."""
    given = state.page_value("parts")
    wanted = given.split(",") if given else DEFAULT_PARTS
    return tuple(part for part in PARTS if part in wanted)


def take_parts() -> None:
    """Put the checked boxes into the address."""
    checked = tuple(part for part in PARTS if state.widget_value(f"report-part-{part}"))
    usual = checked == DEFAULT_PARTS
    state.set_page_value("parts", "" if usual else ",".join(checked) or "none")


def part_boxes(page: controls.Page, parts: tuple[str, ...]) -> None:
    """Draw one box a part."""
    controls.head(page.say("report.parts"), controls.scope_in_words(page))
    with st.container(gap="xsmall"):
        for part in PARTS:
            key = f"report-part-{part}"
            state.seed(key, part in parts)
            st.checkbox(page.say(f"report.part.{part}"), key=key, on_change=take_parts)
    if "quotes" in parts and page.state.focus is None:
        st.caption(page.say("report.quotes_need"))


def source(page: controls.Page) -> str:
    """Return what the command line reads: the samples by their folder, else the corpus."""
    folder = corpora.folder(state.corpus_id())
    samples = folder == corpora.samples() and page.corpus.settings == Settings()
    return SEEDS if samples else str(folder)


def request_of(page: controls.Page, parts: tuple[str, ...], form: str) -> Request:
    """Return what is asked for, with the ways to get it again."""
    request = Request(
        corpus=page.corpus,
        scope=page.scope,
        by=page.state.by,
        focus=page.state.focus,
        parts=parts,
        lang=page.lang,
        date=today(),
        link=state.link(),
    )
    line = command_line(arguments_for(request, [source(page)], f"report.{form}"))
    return replace(request, command=line)


def report_of(request: Request) -> Report:
    """Return the report that is asked for; it is kept until something else is."""
    asked = replace(request, corpus=cache.identity(request.corpus))
    kept = state.recall("report")
    if isinstance(kept, tuple) and kept[0] == asked:
        return kept[1]
    report = collect(request)
    state.remember("report", (asked, report))
    return report


def preview(page: controls.Page, report: Report) -> None:
    """Show the headings and the first table."""
    note = page.say(
        "report.preview_note",
        sections=format_count(len(report.sections)),
        tables=format_count(len(list(report.tables()))),
        charts=format_count(len(list(report.charts()))),
        notes=format_count(len(report.notes)),
    )
    controls.head(page.say("report.preview"), note)
    with st.container(border=True, key="report-preview"):
        st.markdown(f"**{controls.plain(report.title)}**")
        st.caption(controls.plain(report.subtitle))
        lines = [
            f"{'    ' * (section.level - 1)}- {controls.plain(section.title)}"
            for section in report.sections
        ]
        st.markdown("\n".join(lines))
    first = next(report.tables(), None)
    if first is not None:
        controls.head(first.title, first.caption)
        columns = {str(place): heading for place, heading in enumerate(first.printed.headings)}
        rows = [dict(zip(columns, row, strict=True)) for row in first.printed.rows]
        st.dataframe(
            rows,
            hide_index=True,
            height=HEIGHT,
            row_height=32,
            column_config=columns,
            key="report-first",
        )


def make(page: controls.Page, report: Report, form: str) -> None:
    """Draw the button that writes the file, and then the one that saves it."""
    name = f"{file_name(report.title)}.{form}"
    if st.button(
        page.say("report.make"),
        type="primary",
        icon=":material/draft:",
        key="report-make",
    ):
        with st.spinner(page.say("state.L3", file=name)):
            state.remember("report/file", (report, form, FORMATS[form].write(report)))
    made = state.recall("report/file")
    if isinstance(made, tuple) and made[0] is report and made[1] == form:
        st.download_button(
            page.say("report.save", file=name),
            data=made[2],
            file_name=name,
            mime=FORMATS[form].mime,
            icon=":material/download:",
            key="report-download",
            on_click="ignore",
        )


def again(page: controls.Page, report: Report, line: str) -> None:
    """Offer what gives the same numbers: settings, link, command line."""
    controls.head(page.say("report.again"), page.say("report.again_note"))
    with st.container(horizontal=True, vertical_alignment="center"):
        settings = report.settings or f"{page.say('report.settings.default')}\n"
        st.download_button(
            page.say("report.settings_file"),
            data=settings.encode("utf-8"),
            file_name="settings.toml",
            mime="application/toml",
            icon=":material/download:",
            key="report-settings",
            on_click="ignore",
        )
        copy_link("report-link")
    st.code(line, language=None, wrap_lines=True)


def whole_page(page: controls.Page) -> None:
    """Draw the choice at the left, what it gives at the right."""
    parts = chosen_parts()
    left, right = st.columns([4.3, 8], gap="medium")
    with left:
        part_boxes(page, parts)
        form = controls.page_choice(page, "format", tuple(FORMATS), prefix="report.format")
        st.caption(page.say(f"report.about_format.{form}"))
    if not parts:
        with right:
            st.caption(page.say("report.no_parts"))
        return
    request = request_of(page, parts, form)
    report = report_of(request)
    with left:
        make(page, report, form)
        again(page, report, request.command)
    with right:
        preview(page, report)


page = controls.page()
controls.stop_if_empty(page)
with controls.guarded(page):
    whole_page(page)
