"""Words in braces: which are known, and filling them in. Plain replacement: a text is never a program."""

import re

from disclosure.applications.errors import Faulty

BRACES = re.compile(r"\{([^{}\n]{1,20})\}")
# What an editor may write, and what it says; `values.values_of` gives all of them.
KNOWN = {
    "申请人": "申请人的姓名或者名称",
    "您": "自然人为“您”，单位为“贵单位”",
    "登记编号": "如 2026-142-00017",
    "受理机关": "受理机关的名称",
    "申请内容": "申请公开的信息名称、文号或者描述",
    "收到日期": "收到申请材料的日期",
    "受理日期": "依第三十一条认定的收到申请之日",
    "答复期限": "应当答复的最后一天",
    "获取方式": "申请人选择的获取信息的方式",
    "发文日期": "发出文书的日期",
    "天数": "本步骤给出的工作日数",
    "期满日": "本步骤期限的最后一天",
    "金额": "信息处理费（元）",
    "移送机关": "移送给哪个机关",
    "并入编号": "并入的申请的登记编号",
    "答复类型": "所选的答复类型",
    "答复依据": "所选答复类型的法律依据",
    "不再处理事由": "逾期不补正或者逾期未缴费",
    "办理意见": "办理时填写的内容或者理由",
    "联系电话": "门户的联系电话",
    "联系地址": "门户的联系地址",
}

# Where the law asks for a reason the step asks for it; elsewhere there may be nothing to add.
OPTIONAL = {"办理意见"}


def named_in(text: str) -> list[str]:
    return list(dict.fromkeys(BRACES.findall(text)))


def unknown_in(text: str) -> list[str]:
    return [name for name in named_in(text) if name not in KNOWN]


def check(field: str, text: str) -> None:
    """Raises Faulty for words in braces that nothing will ever be put in for."""
    if unknown := unknown_in(text):
        raise Faulty({field: f"不认识{'、'.join(f'“{{{name}}}”' for name in unknown)}，请改用下面列出的占位词。"})


def fill(text: str, values: dict[str, str]) -> str:
    """What has no value stays as it is, so that it is seen. What was put in is not looked at again."""
    return BRACES.sub(lambda found: values.get(found[1]) or ("" if found[1] in OPTIONAL else found[0]), text)


def empty_in(text: str, values: dict[str, str]) -> list[str]:
    return [name for name in named_in(text) if not values.get(name) and name not in OPTIONAL]
