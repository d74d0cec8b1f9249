from django.apps import AppConfig


class MigrationsConfig(AppConfig):
    name = "migrations"
    label = "legacy_migrations"
    verbose_name = "旧站迁移"
