"""How organisations are found: by the name an editor or an old page uses for them."""

from django.db.models import Q
from treebeard.mp_tree import MP_NodeManager, MP_NodeQuerySet

from cms_core.text.folding import fold


class OrganisationQuerySet(MP_NodeQuerySet):
    def called(self, name: str):
        """Bodies whose full, short or former name is `name`, whatever its width, spaces and brackets."""
        return self.filter(Q(name=name.strip()) | Q(names__folded=fold(name))).distinct()


class OrganisationManager(MP_NodeManager.from_queryset(OrganisationQuerySet)):
    def get_queryset(self):
        return OrganisationQuerySet(self.model, using=self._db).order_by("path")
