"""What can go wrong in the site tree; each error says it in the words of the person who gets it."""


class SitesError(Exception):
    """Base of the room's errors."""


class StateChangeRefused(SitesError):
    """`reasons`: everything that stands against the change, each a sentence that says what to do."""

    def __init__(self, reasons: list[str]):
        self.reasons = reasons
        super().__init__(" ".join(reasons))
