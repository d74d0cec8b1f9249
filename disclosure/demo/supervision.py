"""The demo's office in charge: two people, a notice to the cities, and a draft whose term is nearly over."""

import datetime
from pathlib import Path

from django.contrib.auth import get_user_model
from django.db import transaction

from cms_core.calendar import is_working_day
from cms_core.models import ColumnPage, DocumentPage
from disclosure.models import Notice
from disclosure.supervision.actions.notices import ApproveNotice, DraftNotice, SubmitNotice
from sites.demo.accounts import Account, keep, make_account
from sites.models import Portal, PortalGroup, PortalLevel

WRITER = ("disclosure-office", "信息公开主管（监督全省、起草通报）", "supervisor")
HEAD = ("disclosure-head", "信息公开主管负责人（审核印发通报）", "signatory")
OF_CITY = ("hangzhou", ("hangzhou-office", "信息公开主管（监督本市各县、起草通报）", "supervisor"))
TITLE = "桐庐县人民政府办公室关于印发农村公路养护管理办法的通知"
LEFT = 3  # working days that the draft has left
DAYS = 20


class LoadDemoSupervision:
    """`execute` answers how many notices it made; once there is one it leaves everything as it is."""

    def __init__(self, today: datetime.date, home: Path, say=lambda line: None):
        self.today, self.home, self.say = today, home, say

    @transaction.atomic
    def execute(self) -> int:
        province = Portal.objects.filter(demo=True, level=PortalLevel.PROVINCE).select_related("home").first()
        if province is None or Notice.objects.exists():
            return 0
        writer, head = (self.person(province, *one) for one in (WRITER, HEAD))
        cities = list(Portal.objects.filter(demo=True, level=PortalLevel.CITY))
        for city in cities:
            if city.key == OF_CITY[0]:
                self.person(city, *OF_CITY[1])
        if cities:
            notice = DraftNotice(province, cities, user=writer, on=self.today).execute()
            SubmitNotice(notice, user=writer).execute()
            ApproveNotice(notice, user=head).execute()
        self.draft()
        self.say(f"  信息公开监督：通报 {len(cities) and 1} 份（演示数据）")
        return len(cities) and 1

    def person(self, portal, username: str, label: str, role: str):
        """In the group that the portal's blueprint made for the office in charge."""
        groups = PortalGroup.objects.filter(portal=portal, role=role).values_list("group__name", flat=True)
        keep([make_account(Account(username, f"{portal.name}{label}", tuple(groups)))], self.home / "demo-accounts.txt")
        return get_user_model().objects.get(username=username)

    def draft(self) -> None:
        county = Portal.objects.filter(demo=True, key="tonglu").select_related("home", "organisation").first()
        column = (
            county
            and ColumnPage.objects.filter(path__startswith=county.home.path, blueprint_key="policies.normative").first()
        )
        if column:
            page = DocumentPage(
                title=TITLE, slug="demo-due-soon", live=False, issuer=county.organisation, date_written=self.written()
            )
            column.add_child(instance=page)
            page.save_revision()

    def written(self) -> datetime.date:
        """So long ago that the term has `LEFT` working days left."""
        day, left = self.today, DAYS - LEFT
        while left:
            left -= is_working_day(day)
            day -= datetime.timedelta(days=1)
        return day
