"""Another name of `update_index`."""

from cms_core.management.commands.update_index import Command

__all__ = ["Command"]
