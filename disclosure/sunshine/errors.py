"""What the Sunshine Project refuses; every message is for the editor and says what to do."""


class SunshineError(Exception):
    """`reasons`: all that stands in the way, each a Chinese sentence."""

    def __init__(self, *reasons: str):
        super().__init__("；".join(reasons))
        self.reasons = list(reasons)


class NotAllowed(SunshineError):
    """This person may not do this here, or not in this state."""


class Unusable(SunshineError):
    """The file cannot be what it was uploaded as; the message says why and what to do."""


class Faulty(SunshineError):
    """`faults`: {field name: reason} of a form."""

    def __init__(self, faults: dict[str, str]):
        super().__init__(*faults.values())
        self.faults = faults
