"""What the catalogue tells the rest of the system of many entries at once."""

from django.dispatch import Signal

# Sent with `columns` (ids) inside the transaction in which all their entries changed their homes, or were opened or
# closed to the public. Of single pages Django's own signals tell.
columns_settled = Signal()
# Sent with `page_ids` inside the transaction that brought their entries into line, or took them out, whether or not an
# entry had to change: a page's text is not in its entry.
entries_written = Signal()
