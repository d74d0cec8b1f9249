"""An editor in a process of its own, for tests of crashes and of several writers: `work` or `close-and-open` SEED N.

Prints a line for each operation that was done. Each is one transaction, as a request is. On PostgreSQL some fail: two
pages that are put below one parent at the same moment get the same tree path (treebeard does not lock), the sibling
behind which one goes may be deleted meanwhile, and a move that meets a publication may be a deadlock. The person would
see an error and try again; nothing may be left behind.
"""

import os
import random
import sys

import django


def work(dice, seed, number, mine):
    """Publish, edit, withdraw, move or delete."""
    from wagtail.models import Page

    from cms_core.models import ArticlePage, ColumnPage
    from tests.factories import make_article

    columns = list(ColumnPage.objects.order_by("pk"))
    choice = dice.random()
    if choice < 0.5 or not mine:
        mine.add(make_article(dice.choice(columns), slug=f"e{seed}-{os.getpid()}-{number}").pk)
        return
    page = ArticlePage.objects.get(pk=dice.choice(sorted(mine)))
    if choice < 0.65:
        page.unpublish()
    elif choice < 0.8:
        page.move(Page.objects.get(pk=dice.choice(columns).pk), pos="last-child")
    elif choice < 0.9:
        page.save_revision().publish()
    else:
        mine.discard(page.pk)
        page.delete()


def close_or_open(dice, seed, number, mine):
    """Withdraw or publish a column or a home while others work in it."""
    from cms_core.models import ColumnPage, HomePage

    page = dice.choice([*ColumnPage.objects.order_by("pk"), *HomePage.objects.order_by("pk")])
    page.live = not page.live
    page.save(update_fields=["live"])


def main(command, seed, operations):
    from django.core.exceptions import ObjectDoesNotExist
    from django.db import DatabaseError, connection, transaction

    dice = random.Random(seed)
    mine = set()
    for number in range(int(operations)):
        before = set(mine)
        try:
            with transaction.atomic():
                {"work": work, "close-and-open": close_or_open}[command](dice, seed, number, mine)
        except (DatabaseError, ObjectDoesNotExist):
            if connection.vendor == "sqlite":
                raise
            mine = before
        else:
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    django.setup()
    main(*sys.argv[1:])
