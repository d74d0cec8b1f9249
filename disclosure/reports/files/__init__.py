"""A report as files: XLSX, PDF."""
