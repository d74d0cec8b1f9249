"""Did you mean: other spellings of what was asked, of the same sound or shape, that do find something."""

from cms_core.search.corrections.propose import Correction, corrections

__all__ = ["Correction", "corrections"]
