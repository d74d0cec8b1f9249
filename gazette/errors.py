"""What the gazette refuses; every message is for the editor and says what to do."""


class GazetteError(Exception):
    """`reasons`: all that stands in the way, each a Chinese sentence."""

    def __init__(self, *reasons: str):
        super().__init__("；".join(reasons))
        self.reasons = list(reasons)


class NotAllowed(GazetteError):
    """This person may not do this here, or not in this state."""


class IssueIncomplete(GazetteError):
    """The checks found what must be put right first (`gazette.checks`)."""


class EditionFailed(GazetteError):
    """An edition could not be made: no font, no space, a picture that cannot be read."""


class CharactersMissing(EditionFailed):
    """No font has a character of the text; everything but the PDF can be made."""


class Overtaken(EditionFailed):
    """The issue was sent back or published while its editions were made: nothing of them was kept."""
