import wagtail.images.models
from django.db import migrations, models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce


def fill(apps, schema_editor):
    """What entries written before have in their column; `rebuild_catalogue` would do the same."""
    Entry = apps.get_model("cms_core", "Entry")
    types = apps.get_model("cms_core", "ColumnPage").objects.filter(pk=OuterRef("column_id")).values("column_type")
    Entry.objects.update(column_type=Coalesce(Subquery(types), models.Value("")))


class Migration(migrations.Migration):
    dependencies = [("cms_core", "0004_citations")]

    operations = [
        migrations.AddField(
            model_name="entry",
            name="column_type",
            field=models.CharField(
                blank=True, default="", help_text="栏目类别 of the column, kept here for its index", max_length=20
            ),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                condition=Q(("visible", True)), fields=["column_type", "-published_at", "-page"], name="entry_of_type"
            ),
        ),
        migrations.AlterField(
            model_name="picture",
            name="file",
            field=wagtail.images.models.WagtailImageField(
                db_index=True,
                height_field="height",
                upload_to=wagtail.images.models.get_upload_to,
                verbose_name="文件",
                width_field="width",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
