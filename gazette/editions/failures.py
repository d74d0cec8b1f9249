"""What typesetting says, as the gazette's own errors."""

from contextlib import contextmanager

from cms_core.typesetting import errors
from gazette.errors import CharactersMissing, EditionFailed


@contextmanager
def as_editions():
    try:
        yield
    except errors.CharactersMissing as error:
        raise CharactersMissing(*error.reasons) from error
    except errors.TypesettingFailed as error:
        raise EditionFailed(*error.reasons) from error
