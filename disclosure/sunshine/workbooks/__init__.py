"""Spreadsheets of the Sunshine Project: standard catalogues as governments publish them, and tables of records."""
