"""A routing map that was loaded in a test knows sites that the rollback took away."""

import pytest

from sites.routing import root_paths


@pytest.fixture(autouse=True)
def no_routing_map_from_another_test():
    root_paths.forget()
    yield
    root_paths.forget()
