"""Sweeping takes away what a rebuild left behind, and nothing that belongs to somebody else."""

from cms_core.search.fts.files import Files


def test_sweeping_leaves_the_files_of_others(tmp_path):
    files = Files(tmp_path / "search.sqlite3")
    kept = files.current()
    left_behind = files.make()
    others = [
        tmp_path / "search-vocabulary.sqlite3",
        tmp_path / "search-asked.sqlite3",
        tmp_path / "admin-search.sqlite3",
    ]
    for path in others:
        path.touch()
    files.sweep()
    assert kept.exists()
    assert not left_behind.exists()
    assert all(path.exists() for path in others)
