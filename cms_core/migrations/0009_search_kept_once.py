"""One row of what is kept for all portals; where two processes made the first one at once, the newer one stays."""

from django.db import migrations, models
from django.db.models.functions import Coalesce


def drop_doubles(apps, schema_editor):
    kept = apps.get_model("cms_core", "SearchKept").objects.using(schema_editor.connection.alias).filter(home=None)
    newest = kept.order_by("-pk").values_list("pk", flat=True).first()
    kept.exclude(pk=newest).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("cms_core", "0008_unlisted"),
    ]

    operations = [
        # Elidable: a database that is new has none.
        migrations.RunPython(drop_doubles, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            model_name="searchkept",
            constraint=models.UniqueConstraint(Coalesce("home", 0), name="search_kept_once_for_all"),
        ),
    ]
