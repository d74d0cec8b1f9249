"""The address of a content page: kind, year, month and number, made when the row is written."""

from django.db import models


class AddressField(models.CharField):
    """Written as `instance.make_address()` while the instance has none.

    The number is the page's id, known only after the page's own row has been inserted and before the content's row is:
    this is the moment at which Django asks a field for its value.
    """

    def pre_save(self, model_instance, add):
        value = super().pre_save(model_instance, add)
        if not value:
            value = model_instance.make_address()
            setattr(model_instance, self.attname, value)
        return value
