"""What applications tell the rest of the room, inside the transaction."""

from django.dispatch import Signal

# `application` and `event`: one more step has been taken. Receivers must not put anything personal anywhere.
stepped = Signal()
