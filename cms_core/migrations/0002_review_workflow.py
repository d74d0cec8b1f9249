"""One workflow at the root of the page tree instead of Wagtail's, which names a group that we do not have."""

from django.db import migrations


def replace_workflow(apps, schema_editor):
    ContentType = apps.get_model("contenttypes.ContentType")
    Page = apps.get_model("wagtailcore.Page")
    Workflow = apps.get_model("wagtailcore.Workflow")
    Task = apps.get_model("wagtailcore.Task")
    WorkflowTask = apps.get_model("wagtailcore.WorkflowTask")
    WorkflowPage = apps.get_model("wagtailcore.WorkflowPage")
    ReviewTask = apps.get_model("cms_core.ReviewTask")
    Workflow.objects.all().delete()
    Task.objects.all().delete()
    content_type, _ = ContentType.objects.get_or_create(app_label="cms_core", model="reviewtask")
    task = ReviewTask.objects.create(name="审核", content_type=content_type)
    workflow = Workflow.objects.create(name="先审后发")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    root = Page.objects.get(depth=1)
    WorkflowPage.objects.create(workflow=workflow, page=root)


class Migration(migrations.Migration):
    dependencies = [("cms_core", "0001_initial"), ("contenttypes", "0002_remove_content_type_name")]
    operations = [migrations.RunPython(replace_workflow, migrations.RunPython.noop)]
