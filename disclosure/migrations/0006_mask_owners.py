"""A 个体工商户 that is called as its owner is has a masked name from now on: those that are there too."""

from django.db import migrations
from django.db.models import F

from disclosure.masking import name


def mask(apps, schema_editor):
    for model in ("Licence", "Penalty"):
        rows = apps.get_model("disclosure", model).objects.filter(party_kind="business", representative=F("party"))
        for pk, party in rows.values_list("pk", "party").iterator():
            rows.filter(pk=pk).update(shown_party=name(party)[:200])


class Migration(migrations.Migration):
    dependencies = [
        ("disclosure", "0005_notice_received"),
    ]

    operations = [
        migrations.RunPython(mask, migrations.RunPython.noop, elidable=True),
    ]
