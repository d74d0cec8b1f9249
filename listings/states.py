"""The states of items and adjustments, and which adjustment leads from which to which."""

from django.db import models


class ItemState(models.TextChoices):
    IN_FORCE = "in_force", "有效"
    SUSPENDED = "suspended", "已暂停"
    CANCELLED = "cancelled", "已取消"
    DELEGATED = "delegated", "已下放"
    MERGED = "merged", "已合并"
    SPLIT = "split", "已拆分"
    INTERNAL = "internal", "已转为内部管理"


# What is on the list; the others have left it and keep their address.
CURRENT = (ItemState.IN_FORCE, ItemState.SUSPENDED)
ENDED = tuple(state for state in ItemState if state not in CURRENT)


class LineKind(models.TextChoices):
    """调整类型 (section 5.6)."""

    ADD = "add", "新增"
    CANCEL = "cancel", "取消"
    DELEGATE = "delegate", "下放"
    TAKE_OVER = "take_over", "承接"
    SUSPEND = "suspend", "暂停"
    RESUME = "resume", "恢复"
    MERGE = "merge", "合并"
    SPLIT = "split", "拆分"
    AMEND = "amend", "变更要素"
    TRANSFER = "transfer", "划转"
    INTERNALISE = "internalise", "转为内部管理"
    RECLASSIFY = "reclassify", "转变类别"


CREATING = (LineKind.ADD, LineKind.TAKE_OVER)
# What an adjustment makes of an item; None leaves the state as it is.
LEADS_TO = {
    LineKind.ADD: ItemState.IN_FORCE,
    LineKind.TAKE_OVER: ItemState.IN_FORCE,
    LineKind.CANCEL: ItemState.CANCELLED,
    LineKind.DELEGATE: ItemState.DELEGATED,
    LineKind.SUSPEND: ItemState.SUSPENDED,
    LineKind.RESUME: ItemState.IN_FORCE,
    LineKind.MERGE: ItemState.MERGED,
    LineKind.SPLIT: ItemState.SPLIT,
    LineKind.INTERNALISE: ItemState.INTERNAL,
    LineKind.AMEND: None,
    LineKind.TRANSFER: None,
    LineKind.RECLASSIFY: None,
}
# What an item must be for it: anything else would say that something happened to what was not there.
COMES_FROM = {
    LineKind.ADD: (),
    LineKind.TAKE_OVER: (),
    LineKind.RESUME: (ItemState.SUSPENDED,),
    LineKind.SUSPEND: (ItemState.IN_FORCE,),
}


def may_follow(kind: LineKind, state: ItemState | None) -> bool:
    """`state` is None for an item that does not exist yet."""
    if kind in CREATING:
        return state is None
    return state in COMES_FROM.get(kind, CURRENT)


class AdjustmentState(models.TextChoices):
    """草稿 → 送审 → 已批准; an approved one is in force by itself on its day, and can be revoked until then."""

    DRAFT = "draft", "草稿"
    REVIEW = "review", "送审中"
    APPROVED = "approved", "已批准"
    REVOKED = "revoked", "已撤销"
