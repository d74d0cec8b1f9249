"""What the public pages of the lists show, as plain values."""
