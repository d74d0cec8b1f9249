"""A province: PostgreSQL, HTTPS in front. `manage.py check --deploy` passes without a warning."""

from config.env import SettingError, declare
from config.settings.base import *  # noqa: F403
from config.settings.base import PORTAL_DATABASE_URL, PORTAL_SCHEME

if not PORTAL_DATABASE_URL:
    raise SettingError("生产环境须设置 PORTAL_DATABASE_URL（PostgreSQL）。")

SECURE_SSL_REDIRECT = PORTAL_SCHEME == "https"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = declare("PORTAL_HSTS_SECONDS", 31_536_000, "浏览器只用 HTTPS 的秒数。", "int")
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
# W019: Wagtail shows page previews in a frame of its own host, so SAMEORIGIN and not DENY.
SILENCED_SYSTEM_CHECKS = ["security.W019"]
