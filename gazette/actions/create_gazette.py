"""开办公报: which portals may, where its issues will appear, and what it starts with (国办发〔2018〕22号, G2)."""

from django.db import transaction

from cms_core.models import ColumnPage
from gazette.errors import GazetteError, NotAllowed
from gazette.models import Frequency, Gazette
from gazette.parts import make_default_parts
from sites.models import Portal, PortalLevel
from sites.permissions import PortalAction, policy

COLUMN_TYPE = "政府公报"
REFUSED = {
    PortalLevel.DEPARTMENT: "政府部门不办公报（国办发〔2018〕22号）；文件请报送本级政府公报刊登。",
    PortalLevel.SUBSITE: "乡镇、街道和县级部门不办公报（国办发〔2018〕22号）；文件请报送本级政府公报刊登。",
}
MAY_EXPLORE = "公报一般由省和设区的市开办，县（市、区）可以探索（国办发〔2018〕22号）；请确认已经本级政府同意。"


class CreateGazette:
    """`warnings`: what the person should know, after `execute`."""

    def __init__(self, portal, *, user):
        self.portal, self.user = portal, user
        self.warnings = [MAY_EXPLORE] if portal.level == PortalLevel.COUNTY else []

    @transaction.atomic
    def execute(self) -> Gazette:
        # A second click, or two administrators at once: the second waits here, and is told by the check.
        Portal.objects.select_for_update(no_key=True).get(pk=self.portal.pk)
        column = self.check()
        body = self.portal.organisation
        gazette = Gazette.objects.create(
            portal=self.portal,
            column=column,
            name=f"{body.name}公报",
            frequency=Frequency.IRREGULAR,
            publisher=body.name,
            contact=self.portal.contact_phone,
        )
        make_default_parts(gazette)
        return gazette

    def check(self) -> ColumnPage:
        """The column that issues will stand in; raises with everything that is in the way."""
        if self.user is not None and not policy.user_may(self.user, PortalAction.ADMINISTER, self.portal):
            raise NotAllowed("您没有权限为这个门户开办公报，请联系门户管理员。")
        reasons = []
        if self.portal.level in REFUSED:
            raise GazetteError(REFUSED[self.portal.level])
        if Gazette.objects.filter(portal=self.portal).exists():
            reasons.append("这个门户已经有公报，一个门户只办一种公报。")
        columns = list(self.columns()[:2])
        if not columns:
            reasons.append(
                f"“{self.portal.name}”还没有“{COLUMN_TYPE}”类别的栏目。请先在页面中新建栏目，栏目类别选“{COLUMN_TYPE}”并发布。"
            )
        if reasons:
            raise GazetteError(*reasons)
        return columns[0]

    def columns(self):
        """The highest comes first: 2015年 below it is no gazette of its own."""
        home = self.portal.home
        columns = ColumnPage.objects.descendant_of(home).live().filter(column_type=COLUMN_TYPE, gazette=None)
        return columns.order_by("depth", "path")
