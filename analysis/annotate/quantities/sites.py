"""Where numbers stand in a text, and the patterns that read one number phrase.

``SITE`` finds in one pass every place where a number may begin; all else works locally from there.
"""

from __future__ import annotations

import re

from analysis.annotate.numerals import ARABIC_NUMBER, CHINESE_NUMBER, GAPS

# Characters that may begin a number. 一些 一致 and the like are never numbers and are skipped here.
# Every branch would be tried at every character: one class of characters first is far faster.
SITE = re.compile(
    r"[\d二三四五六七八九十两半几百千万亿〇一数](?:(?<![一数])|(?<=数)(?=[十百千万])"
    r"|(?<=一)(?![些切致体步定般样直旦向贯流律再味齐带同举起线系]))"
)

_YEAR = (
    r"(?:(?:1[89]|20)\d\d|(?:1 [89]|2 0) \d \d|[一二][〇零○Ｏ0八九][〇零○Ｏ0一二三四五六七八九]{2})"
)
_DAY = r"(?:\d{1,2}|[123] \d|[一二三四五六七八九十]{1,3})"
_TO = r"(?: ?(?:[-－—~～至到、]|——) ?)"
DATE = re.compile(
    rf"(?P<year>{_YEAR})(?:{_TO}{_YEAR})? ?年(?:度|代|底|末|初|前|后)?"
    rf"(?: ?(?P<month>{_DAY})(?:{_TO}{_DAY})? ?月(?: ?(?P<day>{_DAY})(?:{_TO}{_DAY})? ?日)?)?"
    rf"|\d{{4}}年(?=\d{{1,2}}月|[底末初])(?:\d{{1,2}}月(?:\d{{1,2}}日)?)?"
    rf"|{_YEAR}[-－/.]\d{{1,2}}[-－/.]\d{{1,2}}(?!\d)"
    rf"|{_YEAR}(?:{_TO}|和|及){_YEAR}(?=年|财年|学年)"
    rf"|{_DAY}(?:{_TO}{_DAY})? ?月"
    rf"(?: ?{_DAY}(?:{_TO}{_DAY})? ?日|份|初|底|末|[上中下]旬)?(?![龄个])"
    rf"|{_DAY}(?:{_TO}{_DAY})?日(?![内起报元])(?!以[内上下前])"
    rf"|{_DAY}世纪(?:[\d二三四五六七八九]{{1,2}}[0十]年代)?|\d{{2}}年代|[二三四五六七八九]十年代"
)
TIME = re.compile(
    r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?!\d)|\d{1,2}时(?:\d{1,2}分)?(?![期间代段候常任])"
)
PHONE = re.compile(r"0\d{2,3}[-－—]\d{7,8}(?!\d)|1[3-9]\d{9}(?!\d)")
# What a date, time, telephone number or share has right behind its first digits; most numbers have
# none of it and need not be tried as one.
DIGIT = r"[\d一二三四五六七八九十〇零○Ｏ]"
SPECIAL = re.compile(
    rf"(?:{DIGIT}+|\d \d(?: \d \d)?)"
    rf"(?: ?[年月日]|世|时| ?(?:——|[-－—~～至到、/和及:：]) ?{DIGIT})|{_YEAR}\.\d"
    r"|1[3-9]\d{9}|[一二三四五六七八九十两]+分之|[百千万]分之|一半|半数"
)
PERCENT = re.compile(
    rf"(?P<of>百|千|万)分之(?P<low>{CHINESE_NUMBER}|{ARABIC_NUMBER})"
    rf"(?:[到至](?:百分之)?(?P<high>{CHINESE_NUMBER}|{ARABIC_NUMBER}))?(?P<more>[多余几]?)"
)
FRACTION = re.compile(
    r"(?P<under>[一二三四五六七八九十两]+)分之(?P<over>[一二三四五六七八九十两]+)"
    r"|(?P<top>\d{1,2})/(?P<bottom>\d{1,3})(?![\d/])"
)
NUMBER = re.compile(rf"{ARABIC_NUMBER}|{CHINESE_NUMBER}|半")
# What most numbers are: a few numerals, and nothing behind that could belong to them.
_SIMPLE = (
    r"(?:[一二三四五六七八九十]+|[0-9]{1,9}(?:\.[0-9]+)?)"
    rf"(?![\d一二三四五六七八九十〇零○Ｏ两百千万亿点余多来几{GAPS}年月日世时分半./:：~～至到和及－—-])"
    rf"(?![、,，] ?{DIGIT})"
)
# All that a number may begin as; of those that are not simple, ``SPECIAL`` comes first.
ANY_NUMBER = re.compile(rf"{_SIMPLE}|(?P<special>{SPECIAL.pattern})|{NUMBER.pattern}")
LONGEST_NUMBER = 40
# What is passed over whole where it is no number: digits, and more numerals than a number has.
NUMBER_RUN = re.compile(
    rf"[\d.,，十百千万亿]{{{LONGEST_NUMBER},}}|\d+|[〇零○一二三四五六七八九十百千万亿两]{{{LONGEST_NUMBER},}}"
)
RANGE = re.compile(rf" ?(?:——|[-－—~～至到]) ?(?P<high>{ARABIC_NUMBER}|{CHINESE_NUMBER})")
AFTER_NUMBER = re.compile(r" ?(?P<more>[余多来几]) ?")
