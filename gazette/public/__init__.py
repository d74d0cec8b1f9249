"""What the gazette's public pages show, as plain values."""
