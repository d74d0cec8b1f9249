"""Codes for the demo: they pass the check digits and belong to nobody; real codes are entered where they are used."""

from cms_core.organisations.codes import credit_check_digit, organisation_check_digit

# 11 is a state organ in GB 32100-2015; a body that starts with DM is given to no real office.
STATE_ORGAN = "11"
DEMO_BODY = "DM"


def demo_organisation_code(organisation) -> str:
    body = f"{DEMO_BODY}{organisation.pk % 1_000_000:06d}"
    return body + organisation_check_digit(body)


def demo_credit_code(organisation) -> str:
    """18 characters: state organ, division of the body or of the nearest one above, a made-up code, check digit."""
    body = STATE_ORGAN + _division(organisation) + demo_organisation_code(organisation)
    return body + credit_check_digit(body)


def _division(organisation) -> str:
    code = organisation.division_code
    if not code:
        above = organisation.get_ancestors().exclude(division_code="").order_by("-depth").first()
        code = above.division_code if above else ""
    return code[:6].ljust(6, "0")
