"""What an application is, who makes one, how it comes in: the words that rows, events and pages share."""

from django.db import models


class State(models.TextChoices):
    """草稿 → 已提交 → 办理中 → 已答复 → 已送达 → 已归档, and the side roads; `machine` says what leads where."""

    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "待登记"
    PROCESSING = "processing", "办理中"
    CORRECTION = "correction", "待补正"
    THIRD_PARTY = "third_party", "征求第三方意见"
    OTHER_BODIES = "other_bodies", "征求其他机关意见"
    FEE = "fee", "待缴费"
    REPLIED = "replied", "已答复"
    DELIVERED = "delivered", "已送达"
    LAPSED = "lapsed", "不再处理"
    WITHDRAWN = "withdrawn", "已撤回"
    MERGED = "merged", "已并案"
    HANDED_OVER = "handed_over", "已移送"
    RETURNED = "returned", "已退回"
    ARCHIVED = "archived", "已归档"


# The body's own work is not done; in the last two of them it waits for the applicant.
OPEN = (
    State.SUBMITTED,
    State.PROCESSING,
    State.THIRD_PARTY,
    State.OTHER_BODIES,
    State.CORRECTION,
    State.FEE,
)
CLOSED = tuple(state for state in State if state not in (*OPEN, State.DRAFT))


class ApplicantKind(models.TextChoices):
    """The columns of table three (国办公开办函〔2021〕30号), in its order."""

    PERSON = "person", "自然人"
    BUSINESS = "business", "商业企业"
    RESEARCH = "research", "科研机构"
    CHARITY = "charity", "社会公益组织"
    LEGAL = "legal", "法律服务机构"
    OTHER = "other", "其他法人或组织"


class Channel(models.TextChoices):
    """How it came in decides on the day of receipt (条例 第三十一条, `receipt.received_day`)."""

    WEB = "web", "网络"
    IN_PERSON = "in_person", "当面"
    REGISTERED = "registered", "信函（挂号、快递，需签收）"
    ORDINARY = "ordinary", "信函（平信，无需签收）"
    FAX = "fax", "传真"


class Way(models.TextChoices):
    """获取信息的方式; more than one may be chosen."""

    MAIL = "mail", "邮寄"
    EMAIL = "email", "电子邮件"
    FAX = "fax", "传真"
    COLLECT = "collect", "当面领取"
    COURIER = "courier", "快递"
    READ = "read", "现场查阅"


class Form(models.TextChoices):
    """指定提供方式（载体）."""

    PAPER = "paper", "纸面"
    ELECTRONIC = "electronic", "电子文件"
    DISC = "disc", "光盘"
    DISK = "disk", "磁盘"


class FileKind(models.TextChoices):
    IDENTITY = "identity", "身份证明"
    WAIVER = "waiver", "减免费用证明"
    ATTACHMENT = "attachment", "申请附件"
    CORRECTION = "correction", "补正材料"
    OPINION = "opinion", "征求意见材料"
    ANSWER = "answer", "答复材料"


class Due(models.TextChoices):
    """What `due_on` is the last day of."""

    CONFIRM = "confirm", "确认登记"
    REPLY = "reply", "答复"
    CORRECTION = "correction", "申请人补正"
    FEE = "fee", "申请人缴费"


class Actor(models.TextChoices):
    HANDLER = "handler", "经办人"
    APPLICANT = "applicant", "申请人"
    PLATFORM = "platform", "平台"


class ReviewKind(models.TextChoices):
    """The three blocks of table four."""

    RECONSIDERATION = "reconsideration", "行政复议"
    DIRECT = "direct", "行政诉讼（未经复议直接起诉）"
    AFTER = "after", "行政诉讼（复议后起诉）"


class ReviewResult(models.TextChoices):
    PENDING = "pending", "尚未审结"
    UPHELD = "upheld", "结果维持"
    CORRECTED = "corrected", "结果纠正"
    OTHER = "other", "其他结果"


# Somebody else is asked for something.
AT_REST = (State.CORRECTION, State.FEE, State.THIRD_PARTY, State.OTHER_BODIES)
