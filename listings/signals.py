"""What the lists tell the rest of the system, inside the transaction."""

from django.dispatch import Signal

# `adjustment`, `items` (ids): approved, or revoked (`revoked` is true); the rows of these items are made anew.
adjusted = Signal()
