"""机关 as a table names it → the body in the directory, and the government at or above it; never guessed."""

from cms_core.models import Organisation
from cms_core.models.organisations import Level, OrganisationKind
from cms_core.organisations.errors import AmbiguousOrganisation, UnknownOrganisation

GOVERNMENTS = (Level.PROVINCE, Level.CITY, Level.COUNTY)


class Bodies:
    """Of the bodies at or below a portal's own; each name and code is looked up once."""

    def __init__(self, portal):
        self.top = portal.organisation
        path = self.top.path
        self.all = Organisation.objects.filter(path__range=(path, path + self.top.alphabet[-1] * self.top.steplen))
        self.known: dict[tuple[str, str], tuple[Organisation | None, str]] = {}

    def find(self, name: str, code: str) -> tuple[Organisation | None, str]:
        """(body, "") or (None, why not). Name and code must be of one body, as far as both are written."""
        key = (name.strip(), code)
        if key not in self.known:
            self.known[key] = self.resolve(*key)
        return self.known[key]

    def resolve(self, name, code):
        if code and (found := self.all.filter(credit_code=code).first()):
            return self.called(found, name)
        if not name:
            return None, ""
        try:
            found = self.all.resolve(name, within=self.top)
        except AmbiguousOrganisation as error:
            return None, str(error)
        except UnknownOrganisation:
            return None, f"“{self.top.name}”所属机构中没有“{name[:60]}”，请核对名称，或先把它录入机构名录。"
        if code and found.credit_code and found.credit_code != code:
            return None, f"“{found.name}”的统一社会信用代码是 {found.credit_code}，与所填的 {code} 不一致，请核对。"
        return found, ""

    def called(self, body, name):
        """A name that is nobody's, or of another body, would be published as who decided."""
        if not name or name == body.name:
            return body, ""
        try:
            same = Organisation.objects.resolve(name, within=body) == body
        except (AmbiguousOrganisation, UnknownOrganisation):
            same = False
        if same:
            return body, ""
        return None, f"统一社会信用代码 {body.credit_code} 是“{body.name}”的，与所填的“{name[:60]}”不一致，请核对。"


def government_of(body: Organisation) -> Organisation:
    """The nearest government of a province, city or county at or above it; the top one for whatever has none."""
    steps = range(body.steplen, len(body.path) + 1, body.steplen)
    above = list(Organisation.objects.filter(path__in=[body.path[:end] for end in steps]).order_by("-path"))
    governments = [one for one in above if one.kind == OrganisationKind.GOVERNMENT and one.level in GOVERNMENTS]
    return governments[0] if governments else above[-1]
