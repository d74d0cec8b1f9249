"""What happens in the tree of organisations, for whoever keeps where in it something is."""

from django.dispatch import Signal

# Bodies, with all below them, stand elsewhere. Sender: the model Organisation. Sent in the transaction, once for all.
organisations_moved = Signal()
