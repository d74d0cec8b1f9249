"""What a program that asks for open data is told when it asks wrongly."""

from listings.errors import ListingsError


class BadQuestion(ListingsError):
    """`field` is the parameter; the message says what it may be."""

    def __init__(self, field: str, message: str):
        super().__init__(message)
        self.field = field


class Changed(ListingsError):
    """The list was adjusted while it was being sent: an end that is missing is better than a mixture."""
