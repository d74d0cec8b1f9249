from collections import defaultdict
from itertools import groupby, pairwise
from operator import itemgetter

import django.db.models.deletion
from django.db import migrations, models

VERSIONS = {
    "power": "PowerVersion",
    "responsibility": "ResponsibilityVersion",
    "negative": "NegativeVersion",
    "fund": "FundVersion",
    "basic": "BasicVersion",
}
# As they were when this was written: a migration stays as it is.
BASES = {
    "power": ("legal_basis",),
    "responsibility": ("legal_basis", "responsibility_basis", "boundary_basis"),
    "negative": ("basis",),
    "fund": ("legal_basis", "rules"),
    "basic": ("legal_basis",),
}
CHANGED = ""
BLOCK = 4096
ROWS = 500


def pairs_of(text):
    folded = text.lower()
    found = {*map("".join, pairwise(folded)), *folded}
    return {pair for pair in found if not any(character.isspace() or character == "\0" for character in pair)}


def pairs_ever(said):
    found = set().union(*(pairs_of(text) for texts in said for text in texts))
    return found | {CHANGED} if len(said) > 1 else found


def packed(bits):
    return bits.to_bytes((bits.bit_length() + 7) // 8, "little")


def fill(apps, schema_editor):
    """Of the items that were approved before; `rebuild_listings` would do the same."""
    for listing, kind in apps.get_model("listings", "Listing").objects.values_list("pk", "kind"):
        versions = apps.get_model("listings", VERSIONS[kind]).objects.filter(listing=listing)
        names = ("name", "code", *BASES[kind])
        found = defaultdict(int)
        for item, rows in groupby(versions.order_by("item").values_list("item", *names).iterator(2000), itemgetter(0)):
            block, place = divmod(item, BLOCK)
            for pair in pairs_ever({tuple(texts) for _, *texts in rows}):
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
