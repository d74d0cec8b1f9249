"""What the catalogue tells the rest of the system of many entries at once."""

from django.dispatch import Signal

# Sent with `columns` (ids) inside the transaction in which all their entries changed their homes, or were opened or
# closed to the public. Of single pages Django's own signals tell.
columns_settled = Signal()
