"""What can be wrong with blueprints; messages are Chinese and say file, place and remedy."""


class BlueprintError(Exception):
    """Base: `messages` lists everything that is wrong."""

    def __init__(self, messages):
        self.messages = [messages] if isinstance(messages, str) else list(messages)
        super().__init__("\n".join(self.messages))


class UnknownBlueprint(BlueprintError):
    def __init__(self, name, known):
        super().__init__(f"没有名为“{name}”的站点模板，可用：{'、'.join(known)}。")


class BlueprintInvalid(BlueprintError):
    """The file cannot be used; nothing of it is."""
