"""Search of 100,000 pages composed of the regulations of a province, of 1,000,000 notices, and of fewer with Whoosh.

`python -m benchmarks.search --pages 3000 --notices 0 --whoosh 0 --seconds 5 --kills 10` is a quick run. Every engine
answers the same kinds of questions; what FTS5 needs for a tenth of the pages is asked too, for the growth.
"""

import argparse
import os
import tempfile
from pathlib import Path
from time import perf_counter, process_time

from benchmarks.search_load import rebuild_while_saved, together
from benchmarks.search_measure import growth, measure, one_page, peak_mb, show
from benchmarks.search_texts import questions, records, remember, texts

__all__ = ["measure", "peak_mb", "questions", "records", "remember", "show", "texts"]


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.embedded")
    options = arguments()
    if options.pages:
        small = fts5(options.pages // 10, "pages")
        large = fts5(options.pages, "pages", seconds=options.seconds)
        growth(small, large, options.pages, "fts5 pages")
    if options.notices:
        fts5(options.notices, "notices")
    if options.whoosh:
        from benchmarks import search_whoosh

        search_whoosh.main(options.whoosh)
    if options.kills:
        from benchmarks import search_killed

        search_killed.main(options.kills)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=100_000, help="pages of about 950 characters, with FTS5")
    parser.add_argument("--notices", type=int, default=1_000_000, help="notices of about 85 characters, with FTS5")
    parser.add_argument("--whoosh", type=int, default=30_000, help="pages with Whoosh")
    parser.add_argument("--seconds", type=float, default=60, help="how long eight read while four write")
    parser.add_argument("--kills", type=int, default=200, help="writers killed, of each embedded engine")
    return parser.parse_args()


def fts5(n, shape, *, seconds=0) -> dict[str, float]:
    """{question: processor time of the median}; with `seconds` what it does under load too."""
    from cms_core.search.fts.index import Index

    with tempfile.TemporaryDirectory(prefix="portal-bench-") as home:
        path = Path(home) / "search.sqlite3"
        index = Index(path)
        started, worked = perf_counter(), process_time()
        numbered = []
        index.rebuild(remember(records(n, shape), numbered))
        took, cpu = perf_counter() - started, process_time() - worked
        show(
            f"search build fts5 {shape}",
            n=n,
            seconds=round(took, 1),
            per_second=round(n / took),
            cpu_per_second=round(n / cpu),
            file_mb=round(sum(file.stat().st_size for file in Path(home).iterdir() if not file.is_symlink()) / 1e6),
            peak_mb=peak_mb(),
        )
        medians = {
            name: measure(f"search {name} fts5 {shape}", n, index, asked) for name, asked in questions(numbered).items()
        }
        one_page(index, n, shape)
        if seconds:
            together(path, n, shape, seconds)
            rebuild_while_saved(path, n, shape)
        index.close()
    return medians


if __name__ == "__main__":
    main()
