"""What can go wrong in the site tree; each error says it in the words of the person who gets it."""


class SitesError(Exception):
    """Base of the room's errors."""


class Refused(SitesError):
    """`reasons`: everything that stands against it, each a sentence that says what to do."""

    def __init__(self, reasons: list[str]):
        self.reasons = reasons
        super().__init__(" ".join(reasons))


class StateChangeRefused(Refused):
    """A portal may not be moved into that state (now, by this person, with these texts)."""


class PortalEditRefused(Refused):
    """What was given cannot be a portal's data or names."""
