"""Mail: labels that lie, plain form or page, what is attached, and saved pages."""

from base64 import b64encode
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import UnreadableFileError
from analysis.ingest.documents import read_document
from tests.analysis.ingest.readers.official import (
    BODY,
    LINES,
    TEXT,
    assert_official,
    assert_read_or_refused,
)

SENTENCE = "各级工会组织深入基层开展调查研究，推动解决职工群众的急难愁盼问题。"
HEAD = "From: zhang@a.cn\nDate: Thu, 28 Dec 2023 16:05:00 +0800\nMIME-Version: 1.0\n"


def word(text, encoding="gb2312"):
    return f"=?{encoding}?B?{b64encode(text.encode('gb18030')).decode()}?="


def mail(body, *, head=HEAD, subject="情况报告", kind="text/plain; charset=gb2312"):
    """Return a mail whose labels say GB 2312, as those of old programs do."""
    data = body if isinstance(body, bytes) else body.encode("gb18030")
    top = f"{head}Subject: {word(subject)}\nContent-Type: {kind}\n"
    return f"{top}Content-Transfer-Encoding: base64\n\n".encode() + b64encode(data)


def test_an_official_document_comes_out_as_its_plain_text():
    document = read_document("报告.eml", mail(TEXT, subject=LINES[0]))
    assert_official(document)
    assert document.metadata.time == "16:05:00"
    assert (document.encoding, document.warnings) == (None, ())


def test_a_mail_under_any_name_is_told_by_its_headers():
    assert_official(read_document("报告.txt", mail(TEXT, subject=LINES[0])))
    text = f"From: 这是一段正文\n{SENTENCE}"
    assert read_document("a.txt", text.encode()).encoding == "utf-8"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5", "utf-16"])
def test_the_label_of_a_body_is_not_believed(encoding):
    body = f"{SENTENCE}\n服务职工群众，促进企业发展。".replace("职", "工").replace("调查", "工作")
    if encoding == "big5":
        body = "工人之家，大同小品，天下太平，中央文件，各方人士。" * 2
    data = mail(body.encode(encoding))
    assert read_document("a.eml", data).text == body


def test_sender_and_subject():
    head = f"From: {word('张三')} <zhang@a.cn>\nDate: Fri, 5 Mar 2021 08:09:10 +0800\n"
    found = read_document("a.eml", mail(SENTENCE, head=head, subject="转发: Re:情况报告")).metadata
    assert (found.title, found.author) == ("情况报告", "张三")
    assert (found.date, found.time) == ("2021-03-05", "08:09:10")
    plain = read_document("a.eml", mail(SENTENCE)).metadata
    assert plain.author is None
    bad = mail(SENTENCE, head="From: a@b.cn\nDate: yesterday\n")
    assert read_document("a.eml", bad).metadata.date is None


def test_a_subject_cut_inside_a_character_and_one_that_is_not_encoded():
    raw = "县总工会情况报告".encode("gb18030")
    parts = [b64encode(raw[:5]).decode(), b64encode(raw[5:]).decode()]
    subject = "\n ".join(f"=?gb2312?B?{part}?=" for part in parts)
    data = f"{HEAD}Subject: {subject}\n\n".encode() + SENTENCE.encode()
    assert read_document("a.eml", data).metadata.title == "县总工会情况报告"
    data = HEAD.encode() + b"Subject: " + raw + b"\n\n" + SENTENCE.encode("gb18030")
    document = read_document("a.eml", data)
    assert (document.metadata.title, document.text) == ("县总工会情况报告", SENTENCE)


def composed(*, plain, page=None, attached=()):
    message = EmailMessage()
    message["From"], message["Subject"] = "a@b.cn", "情况报告"
    message.set_content(plain)
    if page:
        message.add_alternative(page, subtype="html")
    for name in attached:
        message.add_attachment(b"x", maintype="application", subtype="msword", filename=name)
    return message.as_bytes()


def test_the_plain_form_is_read_and_what_is_attached_is_named():
    page = f"<html><head><title>x</title></head><body><p>{SENTENCE}</p></body></html>"
    data = composed(plain=f"{SENTENCE}\n", page=page, attached=["报告.docx", "名单.xlsx"])
    document = read_document("a.eml", data)
    assert document.text == SENTENCE
    assert document.warnings == ("附件“报告.docx”“名单.xlsx”没有导入，请另存后再导入。",)


def test_the_page_is_read_where_the_plain_form_says_nothing():
    lines = "".join(f"<p>{line}</p>" for line in LINES[1:])
    page = f"<html><head><title>x</title><style>p</style></head><body>{lines}</body></html>"
    assert read_document("a.eml", composed(plain="请用网页方式查看", page=page)).text == BODY


def test_many_attachments_are_counted():
    data = composed(plain=SENTENCE, attached=[f"{n}.doc" for n in range(12)])
    (warning,) = read_document("a.eml", data).warnings
    assert warning.endswith("“9.doc” 等 12 个没有导入，请另存后再导入。")


def test_mail_in_mail_is_named():
    inner = composed(plain="里面的信").decode()
    outer = (
        f"{HEAD}Subject: a\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
        "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
        f"{SENTENCE}\n--b\nContent-Type: message/rfc822\n\n{inner}\n--b--\n"
    )
    document = read_document("a.eml", outer.encode())
    assert document.text == SENTENCE
    assert document.warnings == ("附件“转发的邮件.eml”没有导入，请另存后再导入。",)


def forwarding(*inner, head=HEAD, edge="b"):
    begin = f"--{edge}\nContent-Type: message/rfc822\n\n"
    parts = "".join(f"{begin}{one.decode()}\n" for one in inner)
    kind = f"Content-Type: multipart/mixed; boundary={edge}"
    return f"{head}{kind}\n\n{parts}--{edge}--\n".encode()


def test_of_a_mail_that_only_forwards_another_one_that_one_is_read():
    inner = composed(plain=SENTENCE, attached=["报告.docx"])
    document = read_document("a.eml", forwarding(inner))
    assert document.text == SENTENCE
    found = document.metadata
    assert (found.title, found.date, found.time) == ("情况报告", "2023-12-28", "16:05:00")
    assert document.warnings == ("附件“报告.docx”没有导入，请另存后再导入。",)
    named = read_document("a.eml", forwarding(inner, head=f"{HEAD}Subject: {word('转来的信')}\n"))
    assert named.metadata.title == "转来的信"
    assert read_document("a.eml", forwarding(forwarding(inner), edge="c")).text == SENTENCE
    alone = f"{HEAD}Content-Type: message/rfc822\n\n".encode() + inner
    assert read_document("a.eml", alone).text == SENTENCE


def test_of_several_forwarded_mails_the_first_is_read_and_the_others_are_named():
    inner = [mail(SENTENCE), mail("里面的信")]
    document = read_document("a.eml", forwarding(*inner))
    assert document.text == SENTENCE
    assert document.warnings == ("附件“转发的邮件.eml”没有导入，请另存后再导入。",)


def test_lines_that_flow_are_joined():
    body = "The committee carried out \nan investigation.\n-- \nname\n"
    data = f"{HEAD}Subject: a\nContent-Type: text/plain; format=flowed\n\n{body}".encode()
    text = read_document("a.eml", data).text
    assert text.startswith("The committee carried out an investigation.\n--")


def test_lines_that_flow_are_joined_by_time_in_proportion_to_their_length():
    kind = "Content-Type: text/plain; format=flowed"
    body = f"{'a' * 1_000_000}\r\nA \r\n\r\n> quoted \r\nB - \r\nC\r\n{SENTENCE}"
    text = read_document("a.eml", f"{HEAD}Subject: a\n{kind}\n\n{body}".encode()).text
    assert text.endswith(f"a\nA\n> quoted\nB - C\n{SENTENCE}")


def test_a_broken_header_costs_no_more_than_itself():
    data = mail(SENTENCE).replace(word("情况报告").encode(), b"=?utf-8?B?a?=")
    document = read_document("a.eml", data)
    assert (document.text, document.metadata.title) == (SENTENCE, "=?utf-8?B?a?=")
    assert document.metadata.date == "2023-12-28"


def test_titles_that_are_never_closed_cost_no_more_than_their_number():
    kind = "Content-Type: text/html"
    data = f"{HEAD}Subject: a\n{kind}\n\n{'<title>' * 60_000}<p>{SENTENCE}</p>".encode()
    assert read_document("a.eml", data).text == SENTENCE


@pytest.mark.parametrize(
    "date", [f"1 Jan {'9' * 20} 00:00:00 +0800", f"Mon, 1 Jan 2024 00:00:00 +{'9' * 20}"]
)
def test_a_date_beyond_any_calendar_is_none(date):
    document = read_document("a.eml", mail(SENTENCE, head=f"From: a@b.cn\nDate: {date}\n"))
    assert (document.text, document.metadata.date) == (SENTENCE, None)


def test_a_saved_page_is_read_as_a_page():
    lines = "".join(f"<p>{line}</p>" for line in LINES[1:])
    page = f"<html><head><title>{LINES[0]}</title></head><body>{lines}</body></html>"
    data = (
        "From: <Saved by a program>\nSubject: =?utf-8?B?eA==?=\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\n\n--b\n'
        "Content-Type: text/html\nContent-Transfer-Encoding: 8bit\n\n"
        f"{page}\n--b\nContent-Type: image/png\nContent-Location: a.png\n\nx\n--b--\n"
    )
    assert_official(read_document("报告.doc", data.encode()))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (f"{HEAD}Subject: a\n\n".encode(), "no_text"),
        (composed(plain="\n", attached=["a.doc"]), "no_text"),
        (f"{HEAD}Subject: a\nContent-Type: image/png\n\nxxxx".encode(), "no_text"),
    ],
)
def test_mail_without_text(data, code):
    with pytest.raises(UnreadableFileError) as raised:
        read_document("a.eml", data)
    assert raised.value.code == code


def nested(depth):
    """Return a mail whose parts hold parts."""
    parts = "".join(
        f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(depth)
    )
    return f"{HEAD}Subject: a\n{parts}\n{SENTENCE}\n".encode()


@pytest.mark.parametrize("depth", [20, 3_000])
def test_parts_in_parts_end(depth):
    assert_read_or_refused("a.eml", nested(depth))


WHOLE = composed(plain=TEXT, page=f"<p>{SENTENCE}</p>", attached=["报告.docx"])


@pytest.mark.parametrize("tenth", range(1, 10))
def test_a_mail_that_breaks_off_is_read_or_refused(tenth):
    assert_read_or_refused("a.eml", WHOLE[: len(WHOLE) * tenth // 10])


@settings(max_examples=100)
@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=6))
def test_changed_bytes_are_read_or_refused(place, patch):
    assert_read_or_refused("a.eml", WHOLE[:place] + patch + WHOLE[place + len(patch) :])
