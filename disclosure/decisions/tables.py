"""The model of each kind of decision, and back."""

from disclosure.decisions.kinds import DecisionKind
from disclosure.models.decisions import Decision, Licence, Penalty

MODELS: dict[str, type[Decision]] = {DecisionKind.LICENCE: Licence, DecisionKind.PENALTY: Penalty}


def model_of(kind: str) -> type[Decision]:
    return MODELS[DecisionKind(kind)]
