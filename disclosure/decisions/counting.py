"""How many decisions a body made in a year: what the annual report reads (第二十条第（五）、（六）项)."""

from django.db.models import Q, Sum

from cms_core.models import Organisation
from cms_core.models.organisations import OrganisationKind
from disclosure.decisions.bodies import GOVERNMENTS
from disclosure.decisions.kinds import DecisionKind, WithdrawalReason
from disclosure.decisions.public.scopes import ids_below
from disclosure.decisions.tables import MODELS
from disclosure.models.decisions import OtherDecisions


def decided(organisation: Organisation, year: int) -> dict[str, int]:
    """{"licence", "penalty", "coercion"}: by the day of the decision, public or not; mistakes are none.

    A government's are those of all its bodies, not those of the governments below it.
    """
    of = bodies_of(organisation)
    found = {"licence": 0, "penalty": 0, "coercion": 0}
    for kind, model in MODELS.items():
        rows = model.objects.filter(of, decided_on__year=year).exclude(withdrawn_reason=WithdrawalReason.MISTAKE)
        found[DecisionKind(kind).value] = rows.count()
    others = OtherDecisions.objects.filter(of, year=year).order_by().values_list("kind").annotate(n=Sum("count"))
    for kind, count in others:
        found[kind] += count
    return found


def bodies_of(organisation: Organisation) -> Q:
    if organisation.kind == OrganisationKind.GOVERNMENT and organisation.level in GOVERNMENTS:
        return Q(government=organisation)
    return Q(organisation__in=ids_below(organisation))
