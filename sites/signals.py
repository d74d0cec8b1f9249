"""What happens in the site tree, for the rooms above and for whoever keeps something by portal."""

from django.dispatch import Signal

# Sender: the model Portal. Arguments: portal, before, after (PortalState values), user. Sent in the transaction.
portal_state_changed = Signal()
