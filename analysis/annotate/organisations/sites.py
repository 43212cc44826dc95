"""What stands around a name tells whether it means whom it means elsewhere."""

from __future__ import annotations

import re

from analysis.annotate.organisations.names import OF_OTHERS, Name

NATIONAL = ("国家", "全国", "中央")
_BEFORE = 8
_SETUP_BEFORE = 40
_LONG = 6
_AFTER_PART = frozenset("门分署队")
_LOCAL_WORDS = 12
_CENTRAL_AFTER = re.compile(
    r"[、，。；！？的和及与对向给]|有关|关于|明确|决定|要求|部署|批准|同意|指出|强调|领导|重要|决策|统一|"
    r"精神|作出|召开|\Z"
)
_OBEYED_BEFORE = re.compile(r"(?:贯彻|落实|按照|根据|遵照|执行)[^，。；]{0,4}\Z")
_OBEYED_AFTER = re.compile(r"《|有关|部署|要求|的?通知|的?意见|精神")
_GENERAL = ("地方", "各地", "各", "级", "外国", "美国", "英国", "省", "市", "区", "县", "州")
_LOCAL_BEFORE = re.compile(r"[省市区县州旗盟](?!场)[\u4e00-\u9fff]{1,10}\Z")
"""市文化广播电视和｜旅游局: a local office whose name ends like that of a national one."""
_STATE_AFTER = re.compile(
    r"部门|采购|投资|债|基金|职能|网|间|性|机关|机构|工作报告|工作人员|官员|引导|补贴|资助|雇员|首脑"
)
_STATE_BEFORE = re.compile(rf"(?:[{''.join(sorted(OF_OTHERS))}]|法西斯|反动|殖民|傀儡|西[德藏])\Z")
_SETUP = re.compile(r"(?:组建|成立|设立|建立|组成|派出|增设)[^。；！？\n]*\Z")


def _before(text: str, name: Name, size: int = _BEFORE) -> str:
    return text[max(0, name.start - size) : name.start]


def is_of_others(text: str, name: Name) -> bool:
    """Return whether a listed short name stands for local or foreign ones, or in another word."""
    head = name.head
    if head.endswith("部") and text[name.end : name.end + 1] in _AFTER_PART:
        return True  # 经济和文化|部门
    if len(head) >= _LONG:
        return False
    return text.endswith(_GENERAL, 0, name.start) or _ends_local(text, name)


def _ends_local(text: str, name: Name) -> bool:
    head = name.head
    if not head.endswith("局") or head.endswith("总局") or head.startswith(NATIONAL):
        return False
    return _LOCAL_BEFORE.search(_before(text, name, _LOCAL_WORDS)) is not None


def is_meant(text: str, name: Name) -> bool:
    """Return whether a weak name (中央, 我们党) is used as one."""
    if name.head == "中央" and not _CENTRAL_AFTER.match(text[name.end : name.end + 2]):
        return False
    return name.head in {"中央", "我们党"} or text[name.end : name.end + 1] in {
        "的",
        "、",
        "，",
        "和",
    }


def is_obeyed(text: str, name: Name) -> bool:
    """Return whether somebody follows whom a name stands for: 按照上级部署."""
    after = text[name.end : name.end + 4]
    return bool(_OBEYED_BEFORE.search(_before(text, name)) and _OBEYED_AFTER.match(after))


def is_own_government(text: str, name: Name) -> bool:
    """Return whether 政府 alone may be that which the text is about: not 政府部门, 反动政府."""
    if _STATE_AFTER.match(text, name.end):
        return False
    return _STATE_BEFORE.search(_before(text, name)) is None


def is_set_up(text: str, name: Name) -> bool:
    """Return whether a sentence sets up the group that it names."""
    return _SETUP.search(_before(text, name, _SETUP_BEFORE)) is not None
