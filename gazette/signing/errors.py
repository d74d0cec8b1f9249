"""What goes wrong with keys and manifests, in the words of whoever must put it right."""

from gazette.errors import GazetteError


class KeyLost(GazetteError):
    """The private half of the current key is not where it should be: never replaced silently."""


class NotSealed(GazetteError):
    """What a manifest would sign is not there or not as it was sealed."""
