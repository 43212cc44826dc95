"""Undoing cleaning: what was removed stands where it stood, and the rest can still be undone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analysis.ingest.documents import read_document, read_pasted
from analysis.ingest.draft import restore
from analysis.ingest.undo import can_put_back, put_back

PIECES = (
    "重庆市总工会召开会议，研究部署下一阶段重点工作任务。",
    "工会(huì)干部(bù)深入(rù)基层(céng)，解决(jué)职工困难132件。",
    "版权所有：某某网",
    "上一篇：关于开展调查研究的通知",
    "首页 > 新闻中心 > 时政要闻",
    "会议指出,要力戒形式主义,为基层减负。",
    "來源:旗幟網 責任編輯:張 波",
    "联系电话",
)


@given(st.lists(st.sampled_from(PIECES), min_size=2, max_size=7), st.data())
def test_any_removals_can_be_undone_in_any_order(lines, data):
    document = read_pasted("\n".join(["工作总结", PIECES[0], *lines]), name="例")
    original = restore(document.text, document.removals)
    numbers = range(len(document.removals))
    chosen = data.draw(st.sets(st.sampled_from(numbers)) if numbers else st.just(set()))
    changed = put_back(document, chosen)
    assert restore(changed.text, changed.removals) == original
    assert len(changed.removals) == len(document.removals) - len(chosen)
    assert len(changed.simplified) == len(changed.folded) == len(changed.text)
    assert put_back(changed, range(len(changed.removals))).text == original


def test_a_line_stands_where_it_stood_and_fields_stay():
    text = "工作总结\n来源：旗帜网\n" + PIECES[0] + "\n版权所有：某某网"
    document = read_pasted(text, name="例")
    steps = [removal.step for removal in document.removals]
    assert document.text == PIECES[0]
    back = put_back(document, [steps.index("footer")])
    assert back.text == PIECES[0] + "\n版权所有：某某网"
    assert back.metadata == document.metadata
    assert [removal.step for removal in back.removals] == ["field", "field"]


def test_tags_of_a_page_are_no_text():
    body = "".join(f"<p>{PIECES[0]}{number}</p>" for number in range(3))
    page = f"<html><body><div>首页</div><div id=zoom>{body}</div></body></html>"
    document = read_document("a.html", page.encode())
    tags = [number for number, one in enumerate(document.removals) if not can_put_back(one)]
    assert len(tags) == 1
    assert put_back(document, tags) == document
