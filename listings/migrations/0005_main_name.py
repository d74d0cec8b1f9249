"""主项名称: the main item in words, where a list has no codes of main items."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("listings", "0004_no_main")]

    operations = [
        migrations.AddField("powerversion", "main_name", models.CharField("主项名称", blank=True, max_length=500)),
    ]
