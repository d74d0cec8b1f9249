"""A small made-up province for the tests of provisioning: one city, two counties, a town, departments."""

from cms_core.models import Organisation
from cms_core.models.organisations import Level, OrganisationKind
from tests.factories import make_organisation

DEPARTMENT = {"kind": OrganisationKind.DEPARTMENT}
OFFICE = {"kind": OrganisationKind.OFFICE}


def make_province() -> dict[str, Organisation]:
    """The organisations by key."""
    made: dict[str, Organisation] = {}

    def add(key, name, parent="", **fields):
        fields.setdefault("kind", OrganisationKind.GOVERNMENT)
        above = made.get(parent)
        made[key] = make_organisation(name, parent=above, key=key, **fields)

    add("dn", "东南省人民政府", level=Level.PROVINCE, division_code="99")
    add("dn-czt", "东南省财政厅", "dn", level=Level.PROVINCE, short_name="省财政厅", **DEPARTMENT)
    add("dn-bgt", "东南省人民政府办公厅", "dn", level=Level.PROVINCE, **OFFICE)
    add("qinghe", "清河市人民政府", "dn", level=Level.CITY, division_code="9901")
    add("yunshan", "云山县人民政府", "qinghe", level=Level.COUNTY, division_code="990122")
    add("yunshan-bgs", "云山县人民政府办公室", "yunshan", level=Level.COUNTY, **OFFICE)
    add("yunshan-czj", "云山县财政局", "yunshan", level=Level.COUNTY, **DEPARTMENT)
    add("yunshan-baishi", "云山县白石镇人民政府", "yunshan", level=Level.TOWN, division_code="990122100")
    add("jiangbei", "清河市江北区人民政府", "qinghe", level=Level.COUNTY, division_code="990102")
    return {key: Organisation.objects.get(pk=one.pk) for key, one in made.items()}
