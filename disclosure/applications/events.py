"""What happens to an application: one row a step, and what its `data` says (never anything personal)."""

from django.db import models


class EventKind(models.TextChoices):
    """`data` of each in brackets; what is said to or by people stands in the sealed `words`."""

    DRAFTED = "drafted", "起草"
    SUBMITTED = "submitted", "提交"  # portal, organisation, number, channel, arrived_on
    ASSIGNED = "assigned", "指定经办人"  # handler
    REGISTERED = "registered", "登记"  # received_on
    RECEIPT_CORRECTED = "receipt_corrected", "更正登记"  # received_on, arrived_on; neither: taken back
    CORRECTION_ASKED = "correction_asked", "告知补正"  # days, until
    CORRECTED = "corrected", "收到补正"
    CORRECTION_LAPSED = "correction_lapsed", "逾期不补正"
    THIRD_PARTY_ASKED = "third_party_asked", "征求第三方意见"  # days, until
    THIRD_PARTY_ANSWERED = "third_party_answered", "第三方意见"  # answer: agrees, refuses, silent
    BODIES_ASKED = "bodies_asked", "征求其他机关意见"  # days, until
    BODIES_ANSWERED = "bodies_answered", "其他机关意见"  # answer
    EXTENSION_ASKED = "extension_asked", "申请延期"  # days
    EXTENSION_APPROVED = "extension_approved", "同意延期并告知申请人"  # days
    EXTENSION_REFUSED = "extension_refused", "不同意延期"
    FEE_ASKED = "fee_asked", "通知缴费"  # amount, days, until
    FEE_PAID = "fee_paid", "收到费用"
    FEE_LAPSED = "fee_lapsed", "逾期未缴费"
    NOTICE_RECEIVED = "notice_received", "对方收到通知"  # received, until
    RETRACTED = "retracted", "撤销告知、征求"
    REPLIED = "replied", "答复"  # outcome
    REVISED = "revised", "更正办理结果"  # outcome
    DELIVERED = "delivered", "送达"  # way
    ARCHIVED = "archived", "归档"
    HANDED_OVER = "handed_over", "移送"  # portal, organisation, or neither
    RETURNED = "returned", "退回"
    MERGED = "merged", "并案"  # into
    WITHDRAWN = "withdrawn", "撤回"
    MADE_PUBLIC = "made_public", "转为主动公开"  # page
    REVIEW_FILED = "review_filed", "复议、诉讼立案"  # review, kind
    REVIEW_DECIDED = "review_decided", "复议、诉讼结果"  # review, result
    FILE_ADDED = "file_added", "添加材料"  # file, kind
    ERASED = "erased", "清除个人信息"
