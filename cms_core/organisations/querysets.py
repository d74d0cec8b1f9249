"""How organisations are found: by the name an editor or an old page uses for them."""

import re

from django.db.models import Q
from treebeard.mp_tree import MP_NodeManager, MP_NodeQuerySet

from cms_core.organisations.errors import AmbiguousOrganisation, UnknownOrganisation
from cms_core.text.folding import fold


class OrganisationQuerySet(MP_NodeQuerySet):
    def called(self, name: str, within=None):
        """Bodies whose full, short or former name is `name`, whatever its width, spaces and brackets.

        With `within` (a portal's own organisation) a name that several bodies share means the one nearest to it in the
        tree: 县政府 said by 桐庐县财政局 is 桐庐县人民政府, 财政局 said by 桐庐县人民政府 its own.
        """
        folded = fold(name)
        found = self.filter(Q(folded_name=folded) | Q(names__folded=folded)).distinct()
        if within is None:
            return found
        candidates = list(found.values_list("pk", "path", "folded_name"))
        return self.filter(pk__in=_nearest(candidates, folded, within.path, self.model.steplen))

    def resolve(self, name: str, within=None):
        """The one body called `name`. Raises UnknownOrganisation or AmbiguousOrganisation."""
        found = list(self.called(name, within=within).order_by("path")[:6])
        if not found:
            raise UnknownOrganisation(name)
        if len(found) > 1:
            exact = [organisation for organisation in found if organisation.folded_name == fold(name)]
            if len(exact) != 1:
                raise AmbiguousOrganisation(name, found)
            found = exact
        return found[0]

    def governments_and_agencies(self):
        return self.filter(kind__in=("government", "agency"))

    def of_document_number(self, number: str):
        """The body whose 发文机关代字 opens `number` (浙财行〔2015〕3号 is 浙财's); None if no prefix fits."""
        letters = re.split(r"[〔\[［【(（{]", fold(number), maxsplit=1)[0]
        starts = [letters[:length] for length in range(len(letters), 1, -1)]
        owners = {prefix: owner for owner, prefix in self._prefixes(starts)}
        for start in starts:
            if start in owners:
                return self.filter(pk=owners[start]).first()
        return None

    def _prefixes(self, starts):
        return self.filter(prefixes__prefix__in=starts).values_list("pk", "prefixes__prefix")


class OrganisationManager(MP_NodeManager.from_queryset(OrganisationQuerySet)):
    def get_queryset(self):
        return OrganisationQuerySet(self.model, using=self._db).order_by("path")


def _nearest(candidates, folded, path, steplen):
    """Of (pk, path, folded name) rows those that share the longest way down the tree with `path`, then the highest.

    A full name beats every short one.
    """
    candidates = [row for row in candidates if row[2] == folded] or candidates
    ranked = {}
    for pk, other, _ in candidates:
        shared = _shared_steps(path, other, steplen)
        ranked.setdefault((-shared, len(other)), []).append(pk)
    return ranked[min(ranked)] if ranked else []


def _shared_steps(one, other, steplen):
    steps = 0
    while steps * steplen < min(len(one), len(other)):
        end = (steps + 1) * steplen
        if one[:end] != other[:end]:
            break
        steps += 1
    return steps
