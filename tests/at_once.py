"""Runs the same moment twice: functions in threads of their own, each with a connection of its own."""

import threading
from concurrent.futures import ThreadPoolExecutor

from django.db import connections

PATIENCE = 60


def at_once(*functions) -> list:
    """What each answered or raised, in their order; all begin together."""
    start = threading.Barrier(len(functions))

    def run(function):
        try:
            start.wait(PATIENCE)
            return function()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(functions)) as pool:
        return list(pool.map(run, functions))


def twice(function) -> list:
    return at_once(function, function)


def kinds(answers) -> list[str]:
    """Names of the exceptions, "" for what went well; sorted, since either may be the first."""
    return sorted(type(one).__name__ if isinstance(one, Exception) else "" for one in answers)
