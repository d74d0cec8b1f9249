from collections import defaultdict
from itertools import groupby
from operator import itemgetter

import django.db.models.deletion
from django.db import migrations, models

from listings.words.pairs import BASES, BLOCK, packed, pairs_ever, pairs_of

VERSIONS = {
    "power": "PowerVersion",
    "responsibility": "ResponsibilityVersion",
    "negative": "NegativeVersion",
    "fund": "FundVersion",
    "basic": "BasicVersion",
}
ROWS = 500


def fill(apps, schema_editor):
    """Of the items that were approved before; `rebuild_listings` would do the same."""
    for listing, kind in apps.get_model("listings", "Listing").objects.values_list("pk", "kind"):
        versions = apps.get_model("listings", VERSIONS[kind]).objects.filter(listing=listing)
        names = ("name", "code", *BASES[kind])
        found = defaultdict(int)
        for item, rows in groupby(versions.order_by("item").values_list("item", *names).iterator(2000), itemgetter(0)):
            block, place = divmod(item, BLOCK)
            for pair in pairs_ever({tuple(texts) for _, *texts in rows}, pairs_of):
                found[pair, block] |= 1 << place
        Pair = apps.get_model("listings", "Pair")
        rows = [
            Pair(listing_id=listing, pair=pair, block=block, items=packed(bits))
            for (pair, block), bits in found.items()
        ]
        Pair.objects.bulk_create(rows, batch_size=ROWS)


class Migration(migrations.Migration):
    dependencies = [("listings", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Pair",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("pair", models.CharField(max_length=2)),
                ("block", models.PositiveIntegerField()),
                ("items", models.BinaryField()),
                (
                    "listing",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="listings.listing",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("listing", "pair", "block"), name="pair_once")],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
