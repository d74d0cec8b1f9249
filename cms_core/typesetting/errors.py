"""Why something could not be set; every message is for the editor and says what to do."""


class TypesettingFailed(Exception):
    """No font, no space, too long, too much memory. `reasons`: each a Chinese sentence."""

    def __init__(self, *reasons: str):
        super().__init__("；".join(reasons))
        self.reasons = list(reasons)


class CharactersMissing(TypesettingFailed):
    """No font has a character of the text."""
