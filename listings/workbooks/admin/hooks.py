"""Addresses of a list's workbooks in the admin."""

from django.urls import path
from wagtail import hooks

from listings.workbooks.admin import columns, downloads, preview, uploads, words


@hooks.register("register_admin_urls")
def register_urls():
    base = "lists/<int:listing_id>/"
    of = f"{base}upload/<int:upload_id>/"
    return [
        path(f"{base}upload/", uploads.Uploads.as_view(), name="listings_uploads"),
        path(f"{base}upload/template/", downloads.Template.as_view(), name="listings_template"),
        path(f"{base}upload/list/", downloads.Download.as_view(), name="listings_download"),
        path(of, preview.Preview.as_view(), name="listings_upload"),
        path(f"{of}columns/", columns.Columns.as_view(), name="listings_upload_columns"),
        path(f"{of}sheet/", columns.Sheet.as_view(), name="listings_upload_sheet"),
        path(f"{of}words/", words.Words.as_view(), name="listings_upload_words"),
        path(f"{of}progress/", preview.Progress.as_view(), name="listings_upload_progress"),
        path(f"{of}recheck/", preview.Recheck.as_view(), name="listings_upload_recheck"),
        path(f"{of}confirm/", preview.Confirm.as_view(), name="listings_upload_confirm"),
        path(f"{of}discard/", uploads.Discard.as_view(), name="listings_upload_discard"),
        path(f"{of}rejects/", downloads.Rejects.as_view(), name="listings_upload_rejects"),
        path(f"{of}difference/", downloads.Difference.as_view(), name="listings_upload_difference"),
    ]
