"""The five levels (section 5.1): the basic catalogue above, what is taken over below, what lies between."""

from listings.levels.claiming import available, take_over_lines

__all__ = ["available", "take_over_lines"]
