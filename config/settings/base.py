"""What every installation shares. Whatever an operator may change is a PORTAL_* variable (`config/env.py`)."""

from csp.constants import NONE, SELF, UNSAFE_INLINE

from config.database import database_from_url
from config.env import declare
from config.launch import PORTAL_HOME
from config.secret import secret_key

PORTAL_DATABASE_URL = declare(
    "PORTAL_DATABASE_URL", "", "数据库地址，如 postgresql://user:pass@host:5432/portal；空则用 SQLite。"
)
PORTAL_BASE_DOMAIN = declare(
    "PORTAL_BASE_DOMAIN", "localhost", "各门户主机名的后缀：省门户为它本身，其余为 NAME.后缀。"
)
PORTAL_SCHEME = declare("PORTAL_SCHEME", "http", "对外地址的协议：http 或 https。")
PORTAL_PUBLIC_PORT = declare("PORTAL_PUBLIC_PORT", 8000, "对外地址的端口；80 与 443 不写进地址。", "int")
PORTAL_ADMIN_HOSTS = declare(
    "PORTAL_ADMIN_HOSTS", [], "除各门户外还可登录后台的主机名；空则每个门户的主机名都可登录。", "list"
)

SECRET_KEY = secret_key(
    declare("PORTAL_SECRET_KEY", "", "签名密钥；空则在 PORTAL_HOME 内生成并保存一份。"), PORTAL_HOME
)
DEBUG = False
# Hosts are decided by the site tree (sites.middleware answers 421), which knows each portal; this list cannot.
ALLOWED_HOSTS = ["*"]

INSTALLED_APPS = [
    "sites.apps.SitesConfig",
    "themes.apps.ThemesConfig",
    "migrations.apps.MigrationsConfig",
    "gazette.apps.GazetteConfig",
    "listings.apps.ListingsConfig",
    "disclosure.apps.DisclosureConfig",
    "cms_core.apps.CmsCoreConfig",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "treebeard",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "cms_core.admin_policy.AdminPolicyMiddleware",
    "sites.middleware.PortalMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms_core.accounts.idle.IdleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "disclosure.sealing.uploads.SealedUploads",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "sites.working_portal.WorkingPortalMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms_core.middleware.AtomicWritesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

DATABASES = {"default": database_from_url(PORTAL_DATABASE_URL, PORTAL_HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
PORTAL_LOGIN_FAILURES = declare(
    "PORTAL_LOGIN_FAILURES", 5, "同一账号在同一地址连续登录失败几次后锁定（等保三级）。", "int"
)
PORTAL_LOGIN_ADDRESS_FAILURES = declare(
    "PORTAL_LOGIN_ADDRESS_FAILURES", 20, "同一地址（不论账号）登录失败几次后锁定。", "int"
)
PORTAL_LOGIN_LOCK_MINUTES = declare("PORTAL_LOGIN_LOCK_MINUTES", 30, "登录锁定的分钟数。", "int")
PORTAL_BEHIND_PROXY = declare(
    "PORTAL_BEHIND_PROXY", False, "前面有 nginx 时设为 true：客户端地址取自它写的 X-Real-IP。", "bool"
)
WAGTAILADMIN_USER_LOGIN_FORM = "cms_core.accounts.forms.ThrottledLoginForm"
# No mail server is part of the platform: administrators set new passwords.
WAGTAIL_PASSWORD_RESET_ENABLED = False
CSRF_FAILURE_VIEW = "cms_core.views.errors.csrf_failure"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = declare(
    "PORTAL_SESSION_SECONDS", 25 * 60, "后台无操作自动退出的秒数（等保三级，漏扫以 30 分钟为界）。", "int"
)
SESSION_SAVE_EVERY_REQUEST = True

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = PORTAL_HOME / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = PORTAL_HOME / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
PORTAL_MEDIA_ACCEL = declare(
    "PORTAL_MEDIA_ACCEL",
    "",
    "由前面的 nginx 发送图片时，它内部位置的前缀，如 /_media/（见 deploy/nginx.conf）；空则由应用发送。",
)
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
FILE_UPLOAD_PERMISSIONS = 0o644

WAGTAIL_SITE_NAME = "集约化政府门户平台"
WAGTAILADMIN_BASE_URL = f"{PORTAL_SCHEME}://{PORTAL_BASE_DOMAIN}:{PORTAL_PUBLIC_PORT}"
WAGTAIL_I18N_ENABLED = False
WAGTAILADMIN_PERMITTED_LANGUAGES = [("zh-hans", "简体中文")]
WAGTAIL_USER_TIME_ZONES = ["Asia/Shanghai"]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES = [("zh-hans", "简体中文")]
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILDOCS_DOCUMENT_MODEL = "cms_core.Attachment"
WAGTAILIMAGES_IMAGE_MODEL = "cms_core.Picture"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms_core.attachments.forms.AttachmentForm"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms_core.pictures.forms.PictureForm"
# Outside of the media directory: only the view that asks who may see it hands an attachment out.
ATTACHMENT_ROOT = PORTAL_HOME / "attachments"
GAZETTE_ROOT = PORTAL_HOME / "gazette"
LISTINGS_ROOT = PORTAL_HOME / "listings"
DISCLOSURE_ROOT = PORTAL_HOME / "disclosure"
PORTAL_SEAL_KEYS = declare(
    "PORTAL_SEAL_KEYS",
    PORTAL_HOME / "seal-keys",
    "存放个人信息密封密钥的目录，应与数据库分开备份，丢失后加密的内容无法恢复；默认在 PORTAL_HOME 内的 seal-keys。",
    "path",
)
PORTAL_GAZETTE_KEYS = declare(
    "PORTAL_GAZETTE_KEYS",
    PORTAL_HOME / "gazette-keys",
    "存放政务公报签名私钥的目录，应单独备份；默认在 PORTAL_HOME 内的 gazette-keys。",
    "path",
)
PORTAL_GAZETTE_FONTS = declare(
    "PORTAL_GAZETTE_FONTS",
    [],
    "公报 PDF 的字体：目录，和“用途=字体名”（title、fangsong、kai、hei、song），"
    "如 /srv/fonts,fangsong=FZFangSong-Z02S；另外总会读 PORTAL_HOME 内的 fonts 目录。",
    "list",
)
PORTAL_ATTACHMENT_MB = declare("PORTAL_ATTACHMENT_MB", 50, "单个附件的上限（MB）。", "int")
PORTAL_VIDEO_MB = declare("PORTAL_VIDEO_MB", 500, "单个视频（MP4）的上限（MB）。", "int")
PORTAL_PICTURE_MB = declare("PORTAL_PICTURE_MB", 20, "单张图片的上限（MB）。", "int")
WAGTAILDOCS_MAX_UPLOAD_SIZE = max(PORTAL_ATTACHMENT_MB, PORTAL_VIDEO_MB) << 20
WAGTAILIMAGES_MAX_UPLOAD_SIZE = PORTAL_PICTURE_MB << 20
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 64_000_000
# No SVG: it is a program. An animated GIF is shown as a still picture (WCAG 2.2.2), as every rendition is WebP.
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "gif"]
PORTAL_SEARCH = declare(
    "PORTAL_SEARCH",
    "fts5",
    "检索引擎：fts5（内置，默认）、whoosh（约 3 万页以内的小平台）或 opensearch（多台机器）；"
    "换引擎后运行 rebuild_search。",
)
PORTAL_OPENSEARCH_URL = declare(
    "PORTAL_OPENSEARCH_URL",
    [],
    "OpenSearch 各节点的地址，逗号分隔，如 https://10.0.0.5:9200；只在 PORTAL_SEARCH=opensearch 时使用。",
    "list",
)
PORTAL_OPENSEARCH_USER = declare("PORTAL_OPENSEARCH_USER", "", "OpenSearch 用户名。")
PORTAL_OPENSEARCH_PASSWORD = declare("PORTAL_OPENSEARCH_PASSWORD", "", "OpenSearch 口令。")
PORTAL_OPENSEARCH_CA = declare(
    "PORTAL_OPENSEARCH_CA", "", "签发 OpenSearch 证书的根证书文件（PEM）；空为信任系统的根证书。"
)
PORTAL_OPENSEARCH_PREFIX = declare(
    "PORTAL_OPENSEARCH_PREFIX", "portal", "OpenSearch 索引名的前缀；两个平台共用一个集群时须不同。"
)
PORTAL_OPENSEARCH_SECONDS = declare("PORTAL_OPENSEARCH_SECONDS", 5, "等待 OpenSearch 回答一次检索的秒数。", "int")
PORTAL_SEARCH_PER_MINUTE = declare(
    "PORTAL_SEARCH_PER_MINUTE", 300, "同一地址每分钟最多搜索几次（一个单位常共用一个地址）；0 为不限。", "int"
)
PORTAL_SUGGEST_PER_MINUTE = declare(
    "PORTAL_SUGGEST_PER_MINUTE", 1200, "同一地址每分钟最多请求几次搜索联想词；0 为不限。", "int"
)
PORTAL_LISTS_API_PER_MINUTE = declare(
    "PORTAL_LISTS_API_PER_MINUTE", 300, "同一地址每分钟最多请求几次清单的开放接口；0 为不限。", "int"
)
PORTAL_LISTS_DOWNLOADS_PER_MINUTE = declare(
    "PORTAL_LISTS_DOWNLOADS_PER_MINUTE", 30, "同一地址每分钟最多下载几次整张清单；0 为不限。", "int"
)
PORTAL_DECISIONS_WORKING_DAYS = declare(
    "PORTAL_DECISIONS_WORKING_DAYS", 7, "行政许可、行政处罚自作出决定之日起几个工作日内公示；迟于此的标明逾期。", "int"
)
PORTAL_DECISIONS_SHORTEST_MONTHS = declare(
    "PORTAL_DECISIONS_SHORTEST_MONTHS", 3, "双公示信息最短公示几个月；未满之前不能因信用修复撤下。", "int"
)
PORTAL_DECISIONS_LONGEST_MONTHS = declare(
    "PORTAL_DECISIONS_LONGEST_MONTHS", 36, "双公示信息最长公示几个月；期满自动停止公示。", "int"
)
PORTAL_LICENCES_MONTHS = declare("PORTAL_LICENCES_MONTHS", 36, "行政许可自决定之日起公示几个月。", "int")
PORTAL_PENALTIES_MONTHS = declare(
    "PORTAL_PENALTIES_MONTHS", 36, "行政处罚没有写明公示截止期的，自决定之日起公示几个月。", "int"
)
PORTAL_DECISIONS_SHOW_REPRESENTATIVE = declare(
    "PORTAL_DECISIONS_SHOW_REPRESENTATIVE",
    True,
    "双公示是否展示法人及非法人组织的法定代表人姓名；为否时和自然人、个体工商户一样脱敏。",
    "bool",
)
PORTAL_DECISIONS_DOWNLOADS_PER_MINUTE = declare(
    "PORTAL_DECISIONS_DOWNLOADS_PER_MINUTE", 30, "同一地址每分钟最多下载几次双公示数据；0 为不限。", "int"
)
PORTAL_SUNSHINE_DOWNLOADS_PER_MINUTE = declare(
    "PORTAL_SUNSHINE_DOWNLOADS_PER_MINUTE", 30, "同一地址每分钟最多下载几次阳光工程数据；0 为不限。", "int"
)
PORTAL_DIRECTORY_DOWNLOADS_PER_MINUTE = declare(
    "PORTAL_DIRECTORY_DOWNLOADS_PER_MINUTE",
    30,
    "同一地址每分钟最多下载几次政府信息公开目录和数据集目录（DCAT）；0 为不限。",
    "int",
)
PORTAL_HARVESTS_PER_MINUTE = declare(
    "PORTAL_HARVESTS_PER_MINUTE",
    600,
    "同一地址每分钟最多向收割接口（OAI-PMH）发几次请求；超过的收到 503 和等待的秒数；0 为不限。",
    "int",
)
PORTAL_HARVEST_NAMESPACE = declare(
    "PORTAL_HARVEST_NAMESPACE",
    "",
    "收割接口（OAI-PMH）标识符的域名部分；空为 PORTAL_BASE_DOMAIN。启用后不要改，否则收割方会把所有记录当作新的。",
)
PORTAL_OPEN_DATA_LICENCE = declare(
    "PORTAL_OPEN_DATA_LICENCE", "可自由使用，使用时请注明来源和数据日期。", "开放数据随附的使用许可。"
)
PORTAL_SEARCH_LOG_DAYS = declare(
    "PORTAL_SEARCH_LOG_DAYS", 180, "检索词和点击的统计（按天计数，不含个人信息）保留的天数。", "int"
)
# By a thread in each process that serves; the tests write when they say so.
SEARCH_COUNTS_IN_BACKGROUND = True
# Never Wagtail's database backend: it rewrites its whole table at every save of Chinese text.
ADMIN_SEARCH = "cms_core.search.opensearch.admin" if PORTAL_SEARCH == "opensearch" else "cms_core.search.admin"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": ADMIN_SEARCH, "AUTO_UPDATE": False}}
WAGTAILREDIRECTS_AUTO_CREATE = False

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
PORTAL_TASK_LEASE_SECONDS = declare(
    "PORTAL_TASK_LEASE_SECONDS", 60, "后台进程失去音讯多少秒后，它手上的任务交给别的进程。", "int"
)
PORTAL_TASK_ATTEMPTS = declare("PORTAL_TASK_ATTEMPTS", 3, "任务因进程中断最多执行几次。", "int")
PORTAL_TASK_RESULT_DAYS = declare("PORTAL_TASK_RESULT_DAYS", 14, "已完成的任务记录保留的天数。", "int")

PUBLIC_POLICY = {
    "default-src": [SELF],
    "img-src": [SELF, "data:"],
    "media-src": [SELF],
    "script-src": [SELF],
    "style-src": [SELF],
    "object-src": [NONE],
    "base-uri": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
}
CONTENT_SECURITY_POLICY = {"DIRECTIVES": PUBLIC_POLICY}
# Wagtail 8 writes inline scripts (date choosers, inline panels) and style attributes, and shows uploads from blobs.
ADMIN_CONTENT_SECURITY_POLICY = {
    **PUBLIC_POLICY,
    "img-src": [SELF, "data:", "blob:"],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
}
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS: list[str] = []

PORTAL_TRUSTED_DOMAINS = declare(
    "PORTAL_TRUSTED_DOMAINS",
    ["gov.cn", "政务", "xn--zfr164b", "conac.cn"],
    "直接链接而不经离站提示页的域名（含其下级域名）：政府网站与标识平台。",
    "list",
)
# The day rules of section 1 and 3 that have not been checked against the original text: settings, not constants.
PORTAL_TRIAL_DAYS = declare("PORTAL_TRIAL_DAYS", 30, "试运行最长天数（47号，未核原文）。", "int")
PORTAL_OFFLINE_DAYS = declare("PORTAL_OFFLINE_DAYS", 30, "临时下线每次最长天数（47号，未核原文）。", "int")
PORTAL_OFFLINE_PER_YEAR = declare("PORTAL_OFFLINE_PER_YEAR", 1, "每年可临时下线的次数（47号，未核原文）。", "int")
PORTAL_CLOSING_DAYS = declare("PORTAL_CLOSING_DAYS", 30, "关停公告至少悬挂的天数（47号，未核原文）。", "int")
PORTAL_LISTING_DAYS = declare(
    "PORTAL_LISTING_DAYS",
    20,
    "清单调整的依据生效后、上级清单调整后，应在多少个工作日内更新公开（条例第二十六条）。",
    "int",
)
PORTAL_APPLICATION_FILE_MB = declare("PORTAL_APPLICATION_FILE_MB", 10, "信息公开申请的单份材料上限（MB）。", "int")
PORTAL_APPLICATION_STAGED_MB = declare(
    "PORTAL_APPLICATION_STAGED_MB", 2000, "已上传而申请还没有提交的材料（加密暂存两小时）合计上限（MB）。", "int"
)
PORTAL_APPLICATION_PROOF_BITS = declare(
    "PORTAL_APPLICATION_PROOF_BITS",
    15,
    "在线申请的安全验证让浏览器计算的工作量（二进制位，每加 1 时间加倍）；0 为不验证。",
    "int",
)
PORTAL_APPLICATIONS_PER_HOUR = declare(
    "PORTAL_APPLICATIONS_PER_HOUR", 20, "同一地址每小时最多提交几件信息公开申请；0 为不限。", "int"
)
PORTAL_APPLICATIONS_PORTAL_PER_HOUR = declare(
    "PORTAL_APPLICATIONS_PORTAL_PER_HOUR", 300, "一个门户每小时最多收到几件网络申请；0 为不限。", "int"
)
PORTAL_APPLICATION_FORMS_PER_HOUR = declare(
    "PORTAL_APPLICATION_FORMS_PER_HOUR",
    200,
    "同一地址每小时最多送出几次申请表（含核对、修改、上传）；0 为不限。",
    "int",
)
PORTAL_APPLICATION_CODES_PER_QUARTER = declare(
    "PORTAL_APPLICATION_CODES_PER_QUARTER", 10, "同一地址每十五分钟最多输错几次申请的查询码；0 为不限。", "int"
)
PORTAL_APPLICATION_CODES_PER_NUMBER = declare(
    "PORTAL_APPLICATION_CODES_PER_NUMBER",
    20,
    "同一登记编号每小时输错几次查询码（不论来自哪里）以后，查询时须先通过安全验证；0 为不要求。",
    "int",
)
PORTAL_APPLICATIONS_MANY = declare(
    "PORTAL_APPLICATIONS_MANY", 10, "同一人一年内申请几件以上时，提交前提示可能需要说明理由（条例第三十五条）。", "int"
)
PORTAL_CALENDAR_FILE = declare(
    "PORTAL_CALENDAR_FILE",
    "",
    "补充节假日安排的 TOML 文件，用于国务院已公布、程序自带的日历还没有的年份（见 docs/disclosure.md）；空则不补充。",
)
PORTAL_CHECK_OUTSIDE_LINKS = declare(
    "PORTAL_CHECK_OUTSIDE_LINKS",
    True,
    "后台是否核对公开信息中的站外链接（向对方服务器发 HEAD 请求，每台主机每两分钟至多三次；演示门户的不核对）。",
)
PORTAL_OUTSIDE_LINK_NETWORKS = declare(
    "PORTAL_OUTSIDE_LINK_NETWORKS",
    "",
    "核对站外链接时，互联网以外允许访问的网段，逗号分隔，如 10.32.0.0/16（政务外网）；其他内部地址一律不访问。",
)
PORTAL_FUND_WARNING_DAYS = declare("PORTAL_FUND_WARNING_DAYS", 90, "专项资金到期前多少天提醒主管部门。", "int")
PORTAL_BASIC_STRICT = declare(
    "PORTAL_BASIC_STRICT",
    False,
    "权力事项的名称、编码、类型、依据与基本目录不一致时不能送审；否则只作提示。",
    "bool",
)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # A reader's 404 and a scanner's 421 stand in the access log of the web server.
    "loggers": {"django.request": {"level": "ERROR"}, "portal": {"level": "INFO"}},
}
