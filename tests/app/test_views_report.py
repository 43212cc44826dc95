import json
from io import BytesIO

import pytest
from docx import Document
from openpyxl import load_workbook

ORGANISATIONS = ["中华全国总工会", "共青团中央", "中华全国妇女联合会"]


@pytest.fixture
def report(open_page):
    return lambda **address: open_page(
        "report", **({"org": ORGANISATIONS, "focus": "theme:整改"} | address)
    )


def words(app):
    return "\n".join(element.value for element in (*app.markdown, *app.caption))


def made(app):
    return app.session_state["kept/report/file"][2]


def test_preview_shows_headings_and_first_table(report):
    app = report()
    said = words(app)
    assert "“整改”：全国总工会、团中央、全国妇联情况对照" in said
    assert "- 各方情况" in said
    assert "- 全国妇联" in said
    table = app.dataframe[0].value
    assert table.iloc[0].tolist()[:2] == ["整改", "13（233.8）"]


def test_boxes_choose_the_parts(report):
    app = report()
    assert app.checkbox(key="report-part-ledger").value is True
    assert app.checkbox(key="report-part-terms").value is False
    app.checkbox(key="report-part-ledger").uncheck().run()
    assert not app.exception
    assert "- 数字台账" not in words(app)
    assert app.query_params["parts"] == "sides,comparison,themes,quotes,method"
    assert "--parts sides,comparison,themes,quotes,method" in app.code[0].value


def test_no_part_is_told(report):
    app = report(parts="none")
    assert "请至少选一部分。" in words(app)
    assert [button.key for button in app.button if button.key == "report-make"] == []


def test_quotes_need_a_focus(report):
    app = report(focus="none")
    assert "引用句" not in "\n".join(element.value for element in app.markdown)
    assert "要先在上面选一个焦点" in words(app)


def test_report_is_made_and_offered(report):
    app = report()
    app.button(key="report-make").click().run()
    assert not app.exception
    document = Document(BytesIO(made(app)))
    assert document.paragraphs[0].text == "“整改”：全国总工会、团中央、全国妇联情况对照"
    (save,) = [
        one for one in app.get("download_button") if one.proto.id.endswith("report-download")
    ]
    assert save.proto.label.endswith(".docx")


def test_another_format_makes_another_file(report):
    app = report(format="xlsx")
    app.button(key="report-make").click().run()
    assert not app.exception
    assert "数字台账" in load_workbook(BytesIO(made(app))).sheetnames


def test_command_line_asks_for_the_same(report):
    line = report(lang="en", by="document").code[0].value
    assert line.startswith("python -m app report seeds --output report.docx")
    assert line.count("--organisation") == 3
    assert "--by document" in line
    assert "--focus theme:整改" in json.dumps(line, ensure_ascii=False).replace("'", "")
    assert "--lang en" in line


def test_english(report):
    app = report(lang="en")
    assert "On 整改" not in words(app)
    assert "- The sides" in words(app)
    assert app.button(key="report-make").label == "Make report"


def test_empty_scope_is_told(report):
    app = report(doc="001_1bf9971f25bfa4d6", org="中华全国妇女联合会")
    assert "当前范围里没有文本" in "\n".join(info.value for info in app.info)
