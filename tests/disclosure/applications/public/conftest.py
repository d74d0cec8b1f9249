"""Counts of requests lie in a file beside the database: no rollback takes them back."""

import pytest

from disclosure.applications.public import limits


@pytest.fixture(autouse=True)
def no_counts_of_another_test():
    limits.path().unlink(missing_ok=True)
