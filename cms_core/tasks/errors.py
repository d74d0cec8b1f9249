"""What goes wrong in background work itself, as told to operators."""


class Abandoned(Exception):
    """The worker of a task died, again and again; recorded as the reason of a failed task, never raised."""
