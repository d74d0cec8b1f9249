"""Tasks for the tests of the worker: real ones, that a worker process imports."""

from pathlib import Path

from django.contrib.auth.models import Group
from django_tasks import task


@task()
def note(name):
    Group.objects.create(name=name)


@task()
def fail():
    raise ValueError("不成")


@task()
def meet(directory):
    """Tell the test that it runs, wait until the test lets it go, then leave its mark (pipes block, nothing polls)."""
    (Path(directory) / "begun").write_text("here")
    Group.objects.create(name=(Path(directory) / "go").read_text())
