"""What can be wrong with pages that are to be written in bulk."""


class TreeError(Exception):
    """Nothing has been written; `messages` are Chinese sentences, one for each page that is wrong."""

    def __init__(self, messages):
        self.messages = list(messages)
        super().__init__("\n".join(self.messages))
