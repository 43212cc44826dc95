"""One official text, and how it must come out of a file of any format."""

from analysis.errors import AnalysisError
from analysis.ingest.documents import read_document

LINES = (
    "县总工会关于服务职工专项行动的情况报告",
    "清总工发〔2023〕18号",
    "2023年以来，县总工会按照上级工会统一部署，深入基层开展调查研究，推动解决职工群众的急难愁盼问题。现将有关情况报告如下。",
    "一、主要做法",
    (
        "（一）深入一线摸清底数。组织46名干部走访企业132家、乡镇基层工会20个，召开座谈会35场，收集意见建议287条，其中涉及工资、社保"
        "和劳动安全的占六成以上。"
    ),
    (
        "（二）对照问题抓好整改。建立“一张清单、一名领导、一套措施、一抓到底”的工作机制，梳理具体问题83个，已经办结76个，其余7个明确了"
        "完成时限。"
    ),
    "二、服务成效",
    (
        "全年筹集帮扶资金320.5万元，慰问困难职工1,260人次；新建户外劳动者服务站12个，累计服务3.8万人次。职工满意率达到98.6%，比上年"
        "提高2.1个百分点。"
    ),
    "三、下一步打算",
    "坚持把服务职工作为检验工作的标准，健全完善联系基层、服务职工的长效机制，推动工会工作再上新台阶。",
    "清河县总工会",
    "2023年12月28日",
)
TEXT = "\n".join(LINES)
BODY = "\n".join(LINES[2:])


def assert_official(document):
    """Check text and fields against those of the plain text."""
    assert document.text == BODY
    found = document.metadata
    assert (found.title, found.number) == LINES[:2]
    assert (found.date, found.issuer) == ("2023-12-28", "清河县总工会")
    plain = read_document("报告.txt", TEXT.encode())
    assert (plain.text, plain.script) == (document.text, document.script)
    assert plain.metadata.date == found.date


def assert_read_or_refused(name, data):
    """Check that bytes end in a document or in a sentence, never in another error."""
    refused = ""
    try:
        refused = "" if read_document(name, data).text else "nothing"
    except AnalysisError as error:
        refused = str(error)
    assert not refused or (refused.startswith(f"{name}：") and refused.endswith("。"))
