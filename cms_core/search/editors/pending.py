"""Counts of this process that are not in the database yet; bounded, and safe between threads."""

import threading
from collections import Counter

# Different questions between two writings; beyond it they are counted without their words.
MOST = 2000


class Pending:
    """Keys are (day, home id, question, ...) as the models have them."""

    def __init__(self):
        self._lock = threading.Lock()
        self._counts: Counter = Counter()

    def add(self, key: tuple, count: int = 1) -> None:
        with self._lock:
            if key not in self._counts and len(self._counts) >= MOST:
                key = (*key[:2], "", *key[3:])
            self._counts[key] += count

    def take(self) -> dict[tuple, int]:
        with self._lock:
            taken, self._counts = self._counts, Counter()
        return dict(taken)

    def put_back(self, counts: dict[tuple, int]) -> None:
        for key, count in counts.items():
            self.add(key, count)
