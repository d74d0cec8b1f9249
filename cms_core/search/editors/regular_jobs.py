"""What the worker does by itself: counts of searches are kept for so long and no longer."""

import datetime

from cms_core.search.editors.log import forget
from cms_core.tasks import regular


def add_all() -> None:
    regular.add("forget_searches", every=datetime.timedelta(days=1), run=forget)
