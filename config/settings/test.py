"""What the tests run on: the base, tasks inline, quick hashes. PORTAL_DATABASE_URL selects the database here too.

Each process has a data directory of its own, which goes with it.
"""

import atexit
import os
import shutil
import tempfile

HOME = tempfile.mkdtemp(prefix="portal-test-")
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
os.environ["PORTAL_HOME"] = HOME
os.mkdir(f"{HOME}/static")

from config.settings.base import *  # noqa: E402,F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
SEARCH_COUNTS_IN_BACKGROUND = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# No test asks a server that it has not started itself.
PORTAL_CHECK_OUTSIDE_LINKS = False
