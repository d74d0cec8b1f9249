"""Forms of 门户: what a portal says of itself, its names, and the change of its state."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput
from wagtail.permissions import policy_registry

from cms_core.models import Picture
from sites.hostnames import normalise, shown
from sites.lifecycle import transition
from sites.models import Portal
from sites.permissions import PortalAction, policy
from themes.colours import READABLE, WHITE, InvalidColour, contrast

IDENTITY = ("name", "short_name", "undertaker")
NUMBERS = ("site_code", "icp_number", "police_number", "registration_mark")
CONTACT = ("contact_phone", "contact_email", "contact_address")
LOOK = ("look", "hue", "logo", "mourning")
GROUPS = {
    "基本信息": IDENTITY,
    "备案与标识": NUMBERS,
    "联系方式": CONTACT,
    "外观": LOOK,
    "域名": ("hostname", "further"),
}


class PortalForm(WagtailAdminModelForm):
    hostname = forms.CharField(label="主域名", help_text="更换后，原主域名自动保留为其他域名，跳转到新域名。")
    further = forms.CharField(
        label="其他域名",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="每行一个；访问这些域名会跳转到主域名。",
    )

    class Meta:
        model = Portal
        fields = (*IDENTITY, *NUMBERS, *CONTACT, *LOOK)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        portal = self.instance
        pictures = policy_registry.get_by_type(Picture)
        own = pictures.instances_user_has_any_permission_for(self.for_user, ("choose", "change"))
        # The logo that is there stays even if somebody else's picture was chosen.
        self.fields["logo"].queryset = Picture.objects.filter(Q(pk__in=own.values("pk")) | Q(pk=portal.logo_id))
        if portal.site is None:
            del self.fields["hostname"], self.fields["further"]
            return
        self.fields["hostname"].initial = shown(portal.site.hostname)
        self.fields["further"].initial = "\n".join(shown(host.hostname) for host in portal.hosts.order_by("hostname"))
        if not policy.user_may(self.for_user, PortalAction.OPEN, portal):
            self.fields["hostname"].disabled = True
            self.fields["hostname"].help_text = "更换主域名请联系平台管理员。"

    def clean_site_code(self):
        return self.cleaned_data["site_code"] or None

    def clean_hue(self):
        """Text in the main colour stands on white: WCAG 2.2, 1.4.3."""
        hue = self.cleaned_data["hue"].strip()
        if not hue:
            return ""
        try:
            found = contrast(hue, WHITE)
        except InvalidColour as error:
            raise ValidationError(str(error)) from error
        if found < READABLE:
            raise ValidationError(
                f"主色 {hue} 与白色的对比度为 {found:.2f}，低于 {READABLE}，文字会看不清。请选深一些的颜色。"
            )
        return hue.upper()

    def clean_hostname(self):
        return normalise(self.cleaned_data["hostname"])

    def clean_further(self):
        names, wrong = [], []
        for line in self.cleaned_data["further"].splitlines():
            if line.strip():
                try:
                    names.append(normalise(line))
                except ValidationError as error:
                    wrong += error.messages
        if wrong:
            raise ValidationError(wrong)
        return names

    def groups(self):
        """(heading, fields) for the template."""
        for heading, names in GROUPS.items():
            fields = [self[name] for name in names if name in self.fields]
            if fields:
                yield heading, fields


class StateForm(forms.Form):
    """What the change needs; whether it may happen is judged by the action, which knows all rules."""

    reason = forms.CharField(label="事由", required=False, max_length=200, help_text="记入运行状态历史，不向公众显示。")
    announcement = forms.CharField(label="公告内容", required=False, widget=forms.Textarea(attrs={"rows": 4}))
    until = forms.DateField(label="公告截止日", required=False, widget=AdminDateInput)
    successor_url = forms.CharField(label="内容去向", required=False, help_text="原内容迁往的网址。")

    def __init__(self, *args, portal, to, **kwargs):
        super().__init__(*args, **kwargs)
        step = transition(portal.state, to)
        for name in step.needs:
            # Not `required`: the action names everything that is missing together with all else that is in the way.
            self.fields[name].label += "（必填）"
