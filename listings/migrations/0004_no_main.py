from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("listings", "0003_main_code")]

    operations = [
        migrations.RemoveIndex("listed", "listed_main"),
        migrations.RemoveField("listed", "main"),
        migrations.AddIndex("listed", models.Index(fields=["organisation", "main_code"], name="listed_sub_items")),
    ]
