"""What became another among the decisions that a portal shows; `site_number` tells portal and kind."""

from django.db import models

from disclosure.models.stamps import Stamp


class DecisionStamp(Stamp):
    class Meta:
        indexes = [models.Index(fields=["site_number", "year", "token"], name="decision_stamp")]
