"""The two patches of Wagtail, each with its upstream reason and a test (`tests/sites/test_patch_*`)."""

from sites.patches import page_permissions, root_paths


def apply() -> None:
    root_paths.apply()
    page_permissions.apply()
