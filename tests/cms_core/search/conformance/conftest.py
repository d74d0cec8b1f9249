import pytest

from tests.cms_core.search.conformance.engines import EMBEDDED, ENGINES, Tested


@pytest.fixture(params=ENGINES)
def tested(request, tmp_path):
    """An engine with an empty index, checked at the end."""
    with ENGINES[request.param](tmp_path) as make:
        engine = make()
        yield Tested(engine, make, request.param)
        engine.check()
        engine.close()


@pytest.fixture
def embedded(tested):
    if tested.name not in EMBEDDED:
        pytest.skip("a server keeps its files itself")
    return tested
