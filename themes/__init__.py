"""Looks: templates, design tokens and static files of the public pages."""
