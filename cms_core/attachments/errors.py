"""What is said when a file is not taken."""

from django.core.exceptions import ValidationError


class AttachmentRefused(ValidationError):
    """Carries every reason, each in words that tell the editor what to do."""

    def __init__(self, reasons: list[str]):
        self.reasons = reasons
        super().__init__([ValidationError(reason, code="attachment_refused") for reason in reasons])
