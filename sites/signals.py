"""What happens in the site tree, for the rooms above and for whoever keeps something by portal."""

from django.dispatch import Signal

# Sender: the model Portal. Arguments: portal, before, after (PortalState values), user. Sent in the transaction.
portal_state_changed = Signal()

# Sender: the model Portal. Arguments: portal, fields (names of what changed; "hostname" and "hosts" too), user.
portal_edited = Signal()

# The demo province stands, with content. Sender: None. Arguments: today, home (the data directory), say (tells a line).
demo_loaded = Signal()
