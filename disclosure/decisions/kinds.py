"""The words of 双公示 (section 7.1): kinds of decision, of those whom they concern, of licence and of penalty."""

from django.db import models


class DecisionKind(models.TextChoices):
    LICENCE = "licence", "行政许可"
    PENALTY = "penalty", "行政处罚"


class PartyKind(models.TextChoices):
    """行政相对人类别."""

    LEGAL = "legal", "法人及非法人组织"
    PERSON = "person", "自然人"
    BUSINESS = "business", "个体工商户"


class LicenceCategory(models.TextChoices):
    """The order of the numbers 01 to 06 that other systems write."""

    GENERAL = "general", "普通"
    FRANCHISE = "franchise", "特许"
    APPROVAL = "approval", "认可"
    VERIFICATION = "verification", "核准"
    REGISTRATION = "registration", "登记"
    OTHER = "other", "其他"


class PenaltyCategory(models.TextChoices):
    """A decision may have several."""

    WARNING = "warning", "警告"
    CRITICISM = "criticism", "通报批评"
    FINE = "fine", "罚款"
    CONFISCATION = "confiscation", "没收违法所得、没收非法财物"
    RESTRICTION = "restriction", "限制开展生产经营活动"
    CLOSURE = "closure", "责令停产停业"
    SUSPENSION = "suspension", "暂扣许可证件"
    REVOCATION = "revocation", "吊销许可证件"
    DETENTION = "detention", "行政拘留"
    OTHER = "other", "其他"


class LicenceStatus(models.TextChoices):
    """当前状态, as the official template numbers it."""

    VALID = "1", "有效"
    INVALID = "2", "无效"


class WithdrawalReason(models.TextChoices):
    REPAIRED = "repaired", "信用修复，提前终止公示"
    ANNULLED = "annulled", "决定被撤销、变更或确认无效"
    MISTAKE = "mistake", "信息有误，撤下更正"
    OTHER = "other", "依法不应继续公示"


# In addresses, in the plural.
PLACES = {DecisionKind.LICENCE: "licences", DecisionKind.PENALTY: "penalties"}
KINDS = {place: kind for kind, place in PLACES.items()}
# Columns of the blueprint (`sites/blueprints/parts/disclosure.toml`).
COLUMN_KEYS = {DecisionKind.LICENCE: "statutory.licences", DecisionKind.PENALTY: "statutory.penalties"}
SEPARATOR = ";"


def packed(categories) -> str:
    """`;fine;confiscation;`: one kind is found in it by `;fine;`, in the order of the official list."""
    kept = [value for value in PenaltyCategory.values if value in set(categories)]
    return f"{SEPARATOR}{SEPARATOR.join(kept)}{SEPARATOR}" if kept else ""


def unpacked(text: str) -> list[str]:
    return [value for value in text.split(SEPARATOR) if value]
