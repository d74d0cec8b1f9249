"""What supervision refuses; every message is for the office and says what to do."""


class SupervisionError(Exception):
    """`reasons`: all that stands in the way, each a Chinese sentence."""

    def __init__(self, *reasons: str):
        super().__init__("；".join(reasons))
        self.reasons = list(reasons)


class NotAllowed(SupervisionError):
    """This person may not do this here, or not in this state."""


class ChangedMeanwhile(SupervisionError):
    """Somebody else was faster."""
