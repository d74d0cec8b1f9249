"""体裁分类: the kinds of official documents of 《党政机关公文处理工作条例》 (2012), as used on government sites."""

GENRES = (
    "命令（令）", "决定", "决议", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复", "议案", "函", "纪要",
    "法规", "规章", "其他",
)  # fmt: skip


def genre_choices():
    return [(name, name) for name in GENRES]
