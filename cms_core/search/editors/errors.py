"""Why something that an editor keeps for a search cannot be kept, said to the editor."""


class NotKept(Exception):
    """`reasons`: by the field of the form, each what to do about it."""

    def __init__(self, reasons: dict[str, str]):
        self.reasons = reasons
        super().__init__("；".join(reasons.values()))


class NotAllowed(NotKept):
    def __init__(self):
        super().__init__({"home": "您没有权限设置这个门户的检索，请联系它的审核员或站点管理员。"})
