"""Columns whose contents only the program reads: `SealedText`, `SealedJSON`; their values are `Sealed`."""

from django.core.exceptions import FieldError
from django.db import models
from django.db.models.lookups import Exact
from django.db.models.query_utils import DeferredAttribute

from disclosure.sealing.values import Sealed


class SealedAttribute(DeferredAttribute):
    """Whatever is assigned is wrapped at once, so that no instance holds anything that prints itself."""

    def __set__(self, instance, value):
        instance.__dict__[self.field.attname] = self.field.wrapped(value)


class SealedText(models.TextField):
    """Text. `context` binds the ciphertext to its column and must not change once there are rows."""

    descriptor_class = SealedAttribute
    structured = False

    def __init__(self, *args, context: str = "", **kwargs):
        self._context = context
        kwargs.setdefault("editable", False)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        # Only the column's form belongs into migrations; they never write into it.
        for left_out in ("editable", "blank", "default"):
            kwargs.pop(left_out, None)
        if self._context:
            kwargs["context"] = self._context
        return name, path, args, kwargs

    @property
    def context(self) -> str:
        return self._context or f"{self.model._meta.label_lower}.{self.name}"

    def wrapped(self, value):
        if isinstance(value, Sealed) or hasattr(value, "resolve_expression"):
            return value
        return Sealed(self.context, structured=self.structured, plain=value)

    def wrapped_token(self, token: str) -> Sealed:
        return Sealed(self.context, structured=self.structured, token=token)

    def from_db_value(self, value, expression, connection):
        return self.wrapped_token(value or "")

    def to_python(self, value):
        return self.wrapped(value)

    def get_prep_value(self, value):
        value = self.wrapped(value)
        return value.token() if isinstance(value, Sealed) else value

    def value_to_string(self, obj):
        return self.value_from_object(obj).token()

    def get_lookup(self, lookup_name):
        """Only `token`, for who seals anew: ciphertext answers no other question."""
        if lookup_name == "token":
            return TokenIs
        raise FieldError(f"“{self.name}”是加密字段，不能按内容查询；请查它旁边的摘要列（digest_of）。")

    def get_transform(self, lookup_name):
        return None


class SealedJSON(SealedText):
    """Anything that JSON can say, usually a dict of fields."""

    structured = True


class TokenIs(Exact):
    """The column holds exactly this ciphertext: has it been changed since it was read?"""

    lookup_name = "token"

    def get_prep_lookup(self):
        return self.rhs

    def get_rhs_op(self, connection, rhs):
        return f"= {rhs}"
