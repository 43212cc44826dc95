"""What is told about a text: damage, misreadings, lost characters, another language."""

import pytest

from analysis.ingest.documents import read_document

SENTENCE = "各级工会组织深入基层开展调查研究，推动解决职工群众的急难愁盼问题。"


@pytest.mark.parametrize(
    ("data", "warning"),
    [
        (SENTENCE.encode("utf-16"), None),
        (SENTENCE.encode("gbk")[1:], "有 1 个字符已损坏，无法还原，显示为 \ufffd。"),
        (
            SENTENCE.encode().decode("latin-1").encode(),
            "文字曾被误当作 cp1252 编码另存而成乱码，已还原。",
        ),
        (
            f"锟斤拷锟斤拷{SENTENCE}".encode(),
            "有 2 处“锟斤拷”：原文在以前转换时已丢失，请另找完好的文件。",
        ),
        ("日本国憲法は、日本国民の総意に基づいて、確定する。".encode("shift_jis"), "像是日文文件"),
        (
            "대한민국은 민주공화국이다. 모든 권력은 국민으로부터 나온다.".encode("euc_kr"),
            "像是韩文",
        ),
        ("Все люди рождаются свободными и равными".encode("cp1251"), "像是俄文文件"),
        ("他说：ありがとう。".encode() + SENTENCE.encode() * 2, None),
    ],
)
def test_warning(data, warning):
    warnings = read_document("文件.txt", data).warnings
    assert len(warnings) == (warning is not None)
    assert all(text.startswith(warning) for text in warnings)
