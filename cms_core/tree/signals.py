"""What the bulk writer tells the rest of the system; Django's and Wagtail's page signals are not sent for its pages."""

from django.dispatch import Signal

# Sent inside the writing transaction with `pages` (specific instances, saved) and `parent`. Search index, reference
# index and page store listen here and put their work into tasks: that is what keeps the bulk path fast.
pages_written = Signal()
