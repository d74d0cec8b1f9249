"""House rules of the site tree that Django can check before anything runs; each message says what to do."""

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register

PORTAL = "sites.middleware.PortalMiddleware"
SESSION = "django.contrib.sessions.middleware.SessionMiddleware"
ATOMIC = "cms_core.middleware.AtomicWritesMiddleware"


@register(Tags.security)
def check_middleware(app_configs=None, **kwargs):
    """Unknown hosts are refused before a session is read, and the view runs inside the transaction middleware."""
    order = list(settings.MIDDLEWARE)
    found = []
    if PORTAL not in order:
        return [
            Error(
                "MIDDLEWARE 缺少 PortalMiddleware，未知主机名将不被拒绝。", hint=f"加入 {PORTAL}。", id="gov_sites.E001"
            )
        ]
    if SESSION in order and order.index(PORTAL) > order.index(SESSION):
        found.append(
            Error("PortalMiddleware 排在会话之后。", hint=f"把 {PORTAL} 移到 {SESSION} 之前。", id="gov_sites.E002")
        )
    if ATOMIC in order and order[-1] != ATOMIC:
        found.append(
            Error(
                "AtomicWritesMiddleware 不是最后一个。", hint=f"把 {ATOMIC} 移到 MIDDLEWARE 末尾。", id="gov_sites.E003"
            )
        )
    return found


@register(Tags.compatibility)
def check_settings(app_configs=None, **kwargs):
    found = []
    if settings.PORTAL_SCHEME not in {"http", "https"}:
        found.append(
            Error(f"PORTAL_SCHEME 为“{settings.PORTAL_SCHEME}”。", hint="只能是 http 或 https。", id="gov_sites.E004")
        )
    if settings.WAGTAIL_I18N_ENABLED:
        hint = "设 WAGTAIL_I18N_ENABLED = False；sites.patches.root_paths 不支持按语言分的根页面。"
        found.append(Error("启用了 Wagtail 多语言。", hint=hint, id="gov_sites.E005"))
    for name in ("PORTAL_TRIAL_DAYS", "PORTAL_OFFLINE_DAYS", "PORTAL_OFFLINE_PER_YEAR", "PORTAL_CLOSING_DAYS"):
        if getattr(settings, name) < 1:
            found.append(Error(f"{name} 应不小于 1。", hint="删去该变量即用默认值。", id="gov_sites.E006"))
    return found


@register(Tags.database)
def check_sites(app_configs=None, databases=None, **kwargs):
    """Only with `check --database default`, which `migrate` runs too (before the tables are there)."""
    from django.db import connections
    from wagtail.models import Site

    from sites.models import Portal

    if not databases or "default" not in databases:
        return []
    tables = connections["default"].introspection.table_names()
    if Site._meta.db_table not in tables or Portal._meta.db_table not in tables:
        return []
    found = []
    if Site.objects.filter(is_default_site=True).exists():
        command = "from wagtail.models import Site; Site.objects.update(is_default_site=False)"
        hint = f'执行 ./portal manage shell -c "{command}"。'
        message = "有默认站点：未知主机名会被当作它来回答。"
        found.append(Warning(message, hint=hint, id="gov_sites.W001"))
    stray = Site.objects.filter(portal__isnull=True).values_list("hostname", flat=True)[:5]
    if stray:
        hint = "站点只由建站（provision）建立；多余的请删除。"
        found.append(Warning(f"有不属于任何门户的站点：{'、'.join(stray)}。", hint=hint, id="gov_sites.W002"))
    return found
