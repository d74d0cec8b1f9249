"""Uploaded workbooks go after a month; what became of them stays."""

import datetime
import os
from pathlib import Path

import pytest
from django.utils import timezone

from listings.models import Upload
from listings.workbooks.actions.confirm import ConfirmUpload
from listings.workbooks.tidying import tidy_uploads
from tests.listings.factories import make_body, make_listing
from tests.listings.workbook_factories import checked, received, workbook

ROWS = [["权力编码", "事项名称", "权力类别", "实施机关"], ["许可-00001-000", "甲", "许可", "县林业局"]]
pytestmark = pytest.mark.django_db


def test_old_files_go_and_what_became_an_adjustment_is_remembered():
    listing = make_listing()
    make_body(listing, "县林业局")
    done = checked(listing, workbook(ROWS))
    ConfirmUpload(done).execute()
    received(listing, workbook(ROWS))
    files = [Path(upload.file.path) for upload in Upload.objects.all()]
    orphan = files[0].with_name("left.xlsx")
    orphan.write_bytes(b"x")
    now = timezone.now()

    tidy_uploads(now + datetime.timedelta(minutes=5))
    assert orphan.exists() and all(file.exists() for file in files)
    os.utime(orphan, (0, 0))
    tidy_uploads(now + datetime.timedelta(minutes=5))
    assert not orphan.exists() and all(file.exists() for file in files)
    tidy_uploads(now + datetime.timedelta(days=31))
    assert not any(file.exists() for file in files)
    assert list(Upload.objects.all()) == [done]
