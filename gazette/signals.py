"""What the gazette tells others, in the transaction that does it: a receiver that raises takes it back.

`issue_published(sender=Issue, issue)`: it is public from now on, for the first time or again.
`issue_withdrawn(sender=Issue, issue)`: it no longer is.
"""

from django.dispatch import Signal

issue_published = Signal()
issue_withdrawn = Signal()
