from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def fill(apps, schema_editor):
    """What `rebuild_listings` would write: the code of the main item, and where each body stands now."""
    Listed, PowerVersion = apps.get_model("listings", "Listed"), apps.get_model("listings", "PowerVersion")
    subs = PowerVersion.objects.exclude(main_code="").exclude(main_code=models.F("code"))
    same = subs.filter(item=OuterRef("item"), valid_from=OuterRef("valid_from"))
    Listed.objects.filter(item__in=subs.values("item")).annotate(wanted=Subquery(same.values("main_code")[:1])).filter(
        wanted__isnull=False
    ).update(main_code=Subquery(same.values("main_code")[:1]))
    Organisation = apps.get_model("cms_core", "Organisation")
    path = Organisation.objects.filter(pk=OuterRef("organisation")).values("path")[:1]
    Listed.objects.exclude(place=Subquery(path)).update(place=Subquery(path))


class Migration(migrations.Migration):
    dependencies = [("cms_core", "0001_initial"), ("listings", "0002_pairs")]

    operations = [
        migrations.AddField("listed", "main_code", models.CharField(blank=True, default="", max_length=80)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
