"""Stamps of the decisions that are there: without them no list would show any."""

import secrets

from django.db import migrations, models


def stamp(apps, schema_editor):
    """The last bit of a site's number tells the kind."""
    stamps, bits = apps.get_model("disclosure", "DecisionStamp"), {"Licence": 0, "Penalty": 1}
    for name, bit in bits.items():
        rows = apps.get_model("disclosure", name).objects.filter(published_on__isnull=False).order_by()
        places = rows.values_list("portal_id", "decided_on__year").distinct()
        stamps.objects.bulk_create(
            stamps(site_number=portal * 2 + bit, year=year, token=1 + secrets.randbelow(2**40))
            for portal, year in places
        )


class Migration(migrations.Migration):
    dependencies = [
        ("disclosure", "0002_retracting"),
    ]

    operations = [
        migrations.CreateModel(
            name="DecisionStamp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("site_number", models.PositiveBigIntegerField()),
                ("year", models.PositiveSmallIntegerField()),
                ("token", models.BigIntegerField()),
                ("page", models.PositiveBigIntegerField(default=0)),
            ],
            options={
                "indexes": [models.Index(fields=["site_number", "year", "token"], name="decision_stamp")],
            },
        ),
        migrations.RunPython(stamp, migrations.RunPython.noop, elidable=True),
    ]
