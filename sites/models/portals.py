"""门户: a node of the site tree, with one organisation, one level, one life-cycle state and one home page."""

from urllib.parse import quote

from django.db import models
from django.utils.functional import cached_property
from treebeard.mp_tree import MP_Node

from sites.codes import validate_icp_number, validate_police_number, validate_registration_mark, validate_site_code
from sites.querysets import PortalManager

PROBLEM_ADDRESS = "https://zfwzgl.www.gov.cn/exposure/jiucuo.html"


class PortalLevel(models.TextChoices):
    PROVINCE = "province", "省级门户"
    DEPARTMENT = "department", "部门网站"
    CITY = "city", "市级门户"
    COUNTY = "county", "县级门户"
    SUBSITE = "subsite", "子站（乡镇、街道、县级部门）"


class PortalState(models.TextChoices):
    """《政府网站发展指引》 on opening, changing and closing sites; who may move it where: `sites.lifecycle`."""

    PREPARING = "preparing", "筹建"
    TRIAL = "trial", "试运行"
    RUNNING = "running", "正常运行"
    OFFLINE = "offline", "临时下线"
    CLOSING = "closing", "关停公告"
    ARCHIVED = "archived", "已归档"


class Look(models.TextChoices):
    PROVINCE = "province", "省级（绛红）"
    DEPARTMENT = "department", "部门（藏蓝）"
    CITY = "city", "市级（青蓝）"
    COUNTY = "county", "县级（墨绿）"


class Portal(MP_Node):
    """Tree: province › departments and cities › counties › subsites.

    `site` is null for a subsite: it answers on its county's host. `completed_at` is null while it is being made.
    """

    name = models.CharField("门户名称", max_length=120)
    short_name = models.CharField("简称", max_length=40, help_text="如“杭州”；用于“走进杭州”“杭州概况”等栏目名。")
    key = models.SlugField("标识", max_length=40, unique=True, help_text="主机名的第一段，如 hangzhou。")
    level = models.CharField("级别", max_length=12, choices=PortalLevel)
    organisation = models.ForeignKey(
        "cms_core.Organisation", models.PROTECT, related_name="portals", verbose_name="主办单位"
    )
    undertaker = models.CharField("承办单位", max_length=120, blank=True)
    site = models.OneToOneField(
        "wagtailcore.Site", models.PROTECT, null=True, blank=True, related_name="portal", editable=False
    )
    home = models.OneToOneField("cms_core.HomePage", models.PROTECT, related_name="portal", editable=False)
    collection = models.OneToOneField(
        "wagtailcore.Collection", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    blueprint = models.CharField("站点模板", max_length=40, editable=False)
    completed_at = models.DateTimeField(null=True, blank=True, editable=False)

    state = models.CharField(
        "运行状态", max_length=10, choices=PortalState, default=PortalState.PREPARING, editable=False
    )
    state_since = models.DateField("状态起始日", null=True, blank=True, editable=False)
    announcement = models.TextField("公告内容", blank=True, help_text="试运行、下线、关停时向公众展示的文字。")
    announcement_until = models.DateField("公告截止日", null=True, blank=True)
    successor_url = models.URLField("内容去向", blank=True, help_text="关停或归档后，原内容迁往的地址。")

    site_code = models.CharField(
        "网站标识码", max_length=10, null=True, blank=True, unique=True, validators=[validate_site_code]
    )
    icp_number = models.CharField("ICP备案编号", max_length=40, blank=True, validators=[validate_icp_number])
    police_number = models.CharField("公安机关备案号", max_length=40, blank=True, validators=[validate_police_number])
    registration_mark = models.CharField(
        "党政机关网站标识", max_length=32, blank=True, validators=[validate_registration_mark]
    )
    contact_phone = models.CharField("联系电话", max_length=60, blank=True)
    contact_email = models.EmailField("电子邮箱", blank=True)
    contact_address = models.CharField("联系地址", max_length=120, blank=True)
    demo = models.BooleanField("演示数据", default=False, help_text="页脚注明“演示数据”。")

    look = models.CharField("外观", max_length=12, choices=Look)
    hue = models.CharField("主色", max_length=7, blank=True, help_text="如 #9B1C1C；留空用外观自带的颜色。")
    logo = models.ForeignKey(
        "cms_core.Picture", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="徽标"
    )
    mourning = models.BooleanField("灰度显示", default=False, help_text="全站以灰色显示（哀悼日）。")

    objects = PortalManager()

    class Meta:
        verbose_name = "门户"
        verbose_name_plural = "门户"
        permissions = [("open_portal", "可开设、关停门户"), ("provision_portal", "可按模板建站")]

    # True or False when `for_host` has asked the database in passing.
    has_subsites = None

    def __str__(self):
        return self.name

    @property
    def is_subsite(self):
        return self.level == PortalLevel.SUBSITE

    @property
    def face(self):
        """What the public sees in the present state (`sites.states.PublicFace`)."""
        from sites.states import FACES

        return FACES[self.state]

    @property
    def is_open(self):
        """Whether the public may read it: finished, and neither in preparation nor offline."""
        return self.completed_at is not None and not self.face.refuses

    def state_bar(self, today):
        """What is said at the top of each page on `today`, or None."""
        from sites.states import state_bar

        return state_bar(self, today)

    @property
    def base_url(self):
        """Scheme, host and port that answer for it, without a slash at the end; a subsite answers on its county's."""
        from sites.routing.addresses import host_url
        from sites.routing.root_paths import current

        if self.site_id:
            return host_url(self.site.hostname)
        found = current().relevant(self.home.url_path)
        return found[0].root_url if found else ""

    @property
    def url(self):
        """Where a reader finds its home page."""
        return f"{self.base_url}/" if self.site_id else (self.home.full_url or "")

    def problem_url(self, page_url):
        """我为政府网站找错, for this portal's site code and the absolute address of the page that is read."""
        code = self.site_code or (self.host_portal.site_code if self.is_subsite else "") or ""
        return f"{PROBLEM_ADDRESS}?site_code={code}&url={quote(page_url, safe='')}"

    @cached_property
    def host_portal(self):
        """The portal whose host name answers: itself, or the one a subsite belongs to."""
        if self.site_id:
            return self
        return Portal.objects.shown().filter(path__in=self._paths_above(), site__isnull=False).order_by("-path").first()

    def _paths_above(self):
        return [self.path[:end] for end in range(self.steplen, len(self.path), self.steplen)]

    @cached_property
    def subsites(self):
        """Finished subsites below it, deepest first; no query where it is known that there are none."""
        if self.numchild == 0 or self.has_subsites is False:
            return []
        below = self.get_descendants().filter(level=PortalLevel.SUBSITE, completed_at__isnull=False)
        found = sorted(below.select_related("home", "organisation", "logo"), key=lambda one: -len(one.home.path))
        for one in found:
            one.host_portal = self
        return found

    def for_page(self, page):
        """The deepest portal (this one or a subsite) in whose home page's subtree `page` stands.

        A page of another portal (a preview in the admin, which any host serves) is looked up; one that stands in none
        belongs to the portal that was asked.
        """
        # The resolver of addresses knows from its column tree, and leaves it on the page.
        if page is None or self.home_id in (page.pk, getattr(page, "portal_home_id", None)):
            return self
        if page.path.startswith(self.home.path):
            return next((one for one in self.subsites if page.path.startswith(one.home.path)), self)
        return Portal.objects.of_page(page) or self
