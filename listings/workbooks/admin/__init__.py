"""Workbooks in the admin: uploading, saying what columns and words mean, the preview, downloads."""
