"""What a program that asks for open data is told when it asks wrongly."""


class BadQuestion(Exception):
    """`field` is the parameter; the message says what it may be."""

    def __init__(self, field: str, message: str):
        super().__init__(message)
        self.field = field
