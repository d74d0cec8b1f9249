"""What a field refuses, in words that say what to write: the framework's own speak of variables and types."""

from django.core.exceptions import ValidationError
from django.db import models


def reasons(field: models.Field, label: str, value: str, error: ValidationError) -> list[str]:
    """A Chinese sentence for each thing that is wrong with the value."""
    return [reason(field, label, value, one) for one in error.error_list]


def reason(field, label: str, value: str, error: ValidationError) -> str:
    told = error.params or {}
    if error.code == "max_length":
        return f"“{label}”最多 {told['limit_value']} 字，现在是 {told['show_value']} 字。"
    if error.code == "invalid" and isinstance(field, models.IntegerField):
        return f"“{label}”应填整数，不是“{value}”。"
    if error.code == "invalid" and isinstance(field, models.DecimalField):
        return f"“{label}”应填数字，不是“{value}”。"
    if error.code == "invalid" and isinstance(field, models.URLField):
        return f"“{label}”应填完整的网址（以 http:// 或 https:// 开头），不是“{value}”。"
    return f"“{label}”：{error.messages[0]}"
