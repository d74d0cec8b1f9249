"""What annual reports refuse; every message is for the editor and says what to do."""


class ReportError(Exception):
    """`reasons`: all that stands in the way, each a Chinese sentence."""

    def __init__(self, *reasons: str):
        super().__init__("；".join(reasons))
        self.reasons = list(reasons)


class NotAllowed(ReportError):
    """This person may not do this here, or not in this state."""


class DoesNotAddUp(ReportError):
    """The cross-checks fail."""


class ChangedMeanwhile(ReportError):
    """Somebody else was faster."""
