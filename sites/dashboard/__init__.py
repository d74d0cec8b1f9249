"""The first page after login: the editor's own portals, drafts and overdue columns."""
