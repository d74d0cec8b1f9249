"""Take away what Wagtail's first migration puts there: a default site, its welcome page, groups of every page."""

from django.db import migrations


def remove_defaults(apps, schema_editor):
    Site = apps.get_model("wagtailcore.Site")
    Page = apps.get_model("wagtailcore.Page")
    Group = apps.get_model("auth.Group")
    Site.objects.all().delete()
    Page.objects.filter(depth__gt=1).delete()
    Page.objects.filter(depth=1).update(numchild=0)
    Group.objects.filter(name__in=["Editors", "Moderators"]).delete()


class Migration(migrations.Migration):
    dependencies = [("gov_sites", "0001_initial"), ("wagtailusers", "0001_initial"), ("wagtailadmin", "0001_create_admin_access_permissions")]
    operations = [migrations.RunPython(remove_defaults, migrations.RunPython.noop)]
