"""An editor says which items of 第二十条 a column discloses, or leaves it to the columns above."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log

from disclosure.directory.items import bits_of
from disclosure.models import ColumnItem


class SayItems:
    """`numbers` are those of the items; an empty list keeps the column out of the directory, None: as above it."""

    def __init__(self, column, numbers: list[int] | None, user=None):
        self.column, self.numbers, self.user = column, numbers, user

    @transaction.atomic
    def execute(self) -> None:
        self.check()
        if self.numbers is None:
            # One by one: the directory follows a signal.
            for said in ColumnItem.objects.filter(column=self.column.pk):
                said.delete()
        else:
            items = bits_of(self.numbers)
            ColumnItem.objects.update_or_create(column_id=self.column.pk, defaults={"items": items})
        log(self.column, "disclosure.items", user=self.user, data={"items": self.numbers})

    def check(self) -> None:
        if self.user is not None and not self.column.permissions_for_user(self.user).can_publish():
            raise PermissionDenied("只有能在这个栏目发布内容的人才能设置它的公开事项。")
