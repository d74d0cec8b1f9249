"""Demo accounts: one for each role, with passwords made at the first start and kept in the data directory."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class Account:
    username: str
    role: str
    groups: tuple[str, ...]
    password: str = ""


def make_password() -> str:
    """Three groups of five characters that cannot be mistaken for one another (about 74 bits)."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(5)) for _ in range(3))


def make_account(account: Account, *, superuser: bool = False) -> Account:
    """Create the user with a new password; one that exists already keeps the old password (and shows none)."""
    users = get_user_model().objects
    if users.filter(username=account.username).exists():
        return account
    password = make_password()
    make = users.create_superuser if superuser else users.create_user
    user = make(account.username, email="", password=password, last_name=account.role)
    user.groups.set(Group.objects.filter(name__in=account.groups))
    return Account(account.username, account.role, account.groups, password)


def keep(accounts: list[Account], path: Path) -> None:
    """Write the accounts to a file that only its owner may read.

    What stands there of accounts that were there before stays: their passwords are known nowhere else.
    """
    fresh = {account.username: account for account in accounts if account.password}
    if not fresh:
        return
    known = path.read_text(encoding="utf-8").splitlines()[2:] if path.exists() else []
    lines = ["演示账号（请勿用于正式环境）", ""]
    lines += [line for line in known if line.strip() and line.split()[0] not in fresh]
    lines += [f"{account.username:<18}{account.password:<20}{account.role}" for account in fresh.values()]
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
