"""A government of the demo: which of its bodies does what, and how it is reached."""

from cms_core.models import Organisation
from cms_core.models.organisations import OrganisationKind
from sites.models import Portal

# What the departments of a county are called in the directory, where it has them.
BELOW = {"fgw": "fgj", "jyt": "jyj", "mzt": "mzj", "czt": "czj", "rst": "rsj", "wjw": "wjj"}
# 审核机关 (section 5.6): the office of legislation or the government's own; 发改 for investment, 财政 for funds.
APPROVING = {"negative": "fgw", "fund": "czt", "power": "sft", "responsibility": "sft", "basic": "sft"}


class Place:
    """`body` answers the key of whoever does a department's work: the department, or the government itself."""

    def __init__(self, portal: Portal):
        self.portal = portal
        self.government = portal.organisation
        self.level = self.government.level
        departments = self.government.get_children().filter(kind=OrganisationKind.DEPARTMENT)
        self.bodies = {one.key: one for one in departments}

    def department(self, name: str) -> Organisation:
        keys = (f"{self.portal.key}-{name}", f"{self.portal.key}-{BELOW.get(name, name)}")
        return next((self.bodies[key] for key in keys if key in self.bodies), self.government)

    def body(self, name: str) -> str:
        return self.department(name).key

    def approving(self, kind: str) -> Organisation:
        return self.department(APPROVING[kind])

    def has(self, levels: str) -> bool:
        return str(int(self.level)) in levels

    @property
    def phone(self) -> str:
        return self.portal.contact_phone or "0571-00001000"
