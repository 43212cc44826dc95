"""Heads of official documents: letterheads, titles of several lines, who issues below the title."""

import pytest

from analysis.ingest.documents import read_document

BODY = "2021年，面对复杂的外部环境，全市经济运行稳中有进，地区生产总值1286亿元，比上年增长8.7%。"


def read(*head, tail=()):
    return read_document("文件.txt", "\n".join((*head, BODY, *tail)).encode())


@pytest.mark.parametrize(
    ("head", "number"),
    [
        (("国 务 院 文 件", "国发〔2016〕99号", "━━━━━━━━━"), "国发〔2016〕99号"),
        (("临江市财政局文件", "临财〔2023〕5号"), "临财〔2023〕5号"),
    ],
)
def test_a_letterhead_is_no_title(head, number):
    document = read(*head, "关于下达补助资金的通知")
    assert document.metadata.title == "关于下达补助资金的通知"
    assert document.metadata.number == number
    assert document.text == BODY
    assert sum(r.step == "field" for r in document.removals) == len(head) + 1


def test_a_first_line_without_a_number_below_is_a_title():
    document = read("临江市清理的规范性文件", "各县（区）人民政府：")
    assert document.metadata.title == "临江市清理的规范性文件"
    assert document.metadata.number is None


@pytest.mark.parametrize("title", ["临江市2021年统计公报", "关于促进消费的若干意见（试行）"])
def test_who_issues_between_title_and_date_is_no_title(title):
    metadata = read(title, "临江市统计局", "2022年3月30日").metadata
    assert (metadata.title, metadata.issuer, metadata.date) == (title, "临江市统计局", "2022-03-30")


@pytest.mark.parametrize(
    "lines",
    [
        ("临江市人民政府办公室关于做好2023年度城镇", "老旧小区改造工作的通知"),
        ("临江市2021年国民经济和社会发展统计", "公报"),
        ("临江市市场监督管理局", "公告"),
    ],
)
@pytest.mark.parametrize("below", [(), ("来源：市政府办　发布时间：2023-03-15",)])
def test_a_title_in_two_lines_is_whole(lines, below):
    assert read(*lines, *below).metadata.title == "".join(lines)


def test_labels_of_the_page_above_the_title_do_not_belong_to_it():
    document = read("首页", "通知公告", "老旧小区改造工作的通知", "来源：市政府办")
    assert document.metadata.title == "老旧小区改造工作的通知"


def test_a_date_may_stand_before_the_labels_of_its_line():
    title = "临江市启动百日攻坚行动"
    document = read(title, "2023-09-12 08:15:33　来源：临江日报　作者：黄丽")
    metadata = document.metadata
    assert (metadata.date, metadata.time) == ("2023-09-12", "08:15:33")
    assert (metadata.source, metadata.author) == ("临江日报", "黄丽")
    assert document.text == BODY


@pytest.mark.parametrize("line", ["第二版　来源：临江日报", "二是 2023-09-12 来源：临江日报"])
def test_other_words_before_a_label_stay(line):
    document = read("临江市启动百日攻坚行动", line)
    assert document.metadata.date is None
    assert line in document.text


def test_the_time_of_another_day_is_not_told():
    page = (
        '<html><head><meta name="PubDate" content="2023-08-11 09:30"></head><body><table>'
        "<tr><td>索引号：</td><td>0145/2023-4</td><td>发文机关：</td><td>临江市文化局</td></tr>"
        "<tr><td>文号：</td><td>临文发〔2023〕31号</td><td>成文日期：</td><td>{}</td></tr>"
        "</table><h1>关于公布名录的通知</h1><div>" + f"<p>{BODY}</p>" * 3 + "</div></body></html>"
    )
    same = read_document("页.html", page.replace("{}", "2023年8月11日").encode()).metadata
    assert (same.date, same.time) == ("2023-08-11", "09:30")
    other = read_document("页.html", page.replace("{}", "2023年8月10日").encode()).metadata
    assert (other.date, other.time) == ("2023-08-10", None)
