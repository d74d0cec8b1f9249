"""The one exception of the launcher: its message is for the person at the terminal and says what to do."""


class LaunchError(Exception):
    """Something outside the code is missing or taken; nothing was left half-done."""
