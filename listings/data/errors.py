"""What a program that asks for the lists wrongly, or too late, is told."""

from cms_core.open_data.errors import BadQuestion
from listings.errors import ListingsError

__all__ = ["BadQuestion", "Changed"]


class Changed(ListingsError):
    """The list was adjusted while it was being sent: an end that is missing is better than a mixture."""
