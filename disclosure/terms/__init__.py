"""Terms: what must be public by when, and what is late, empty or due soon (《条例》第二十六条)."""
