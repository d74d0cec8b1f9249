"""The signing key: the operator's, else one made once and kept beside the data, readable by its owner only."""

import os
from pathlib import Path

from django.core.management.utils import get_random_secret_key


def secret_key(given: str, home: Path) -> str:
    """`given`, or the key in `home/secret.key`, made when missing (two starters at once end with the same one)."""
    if given:
        return given
    path = home / "secret.key"
    home.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    with os.fdopen(handle, "w") as file:
        file.write("".join(get_random_secret_key() for _ in range(2)))
    return path.read_text()
