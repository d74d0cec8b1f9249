"""What stands against making portals; nothing has been written when one of these is raised."""

from sites.errors import SitesError


class ProvisionRefused(SitesError):
    """`messages`: everything that is wrong, each a Chinese sentence that says what to do."""

    def __init__(self, messages):
        self.messages = [messages] if isinstance(messages, str) else list(messages)
        super().__init__("\n".join(self.messages))
