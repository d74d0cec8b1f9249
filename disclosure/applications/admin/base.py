"""What the desk's pages share: which applications this person sees, and that no copy of a page is kept anywhere."""

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from disclosure.applications.permissions import Power, applications_for, handles_somewhere, may
from disclosure.models import Letter

HOME = {"url": reverse_lazy("wagtailadmin_home"), "label": "首页"}
REGISTER = {"url": reverse_lazy("applications_admin"), "label": "依申请公开"}


class Desk(WagtailAdminTemplateMixin):
    """For who handles applications somewhere; all others go home."""

    header_icon = "mail"

    def dispatch(self, request, *args, **kwargs):
        if not handles_somewhere(request.user):
            messages.error(request, "您没有办理信息公开申请的权限。")
            return redirect("wagtailadmin_home")
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        add_never_cache_headers(response)
        return response

    @property
    def today(self):
        return timezone.localdate()

    def get_breadcrumbs_items(self):
        return [HOME, *self.above(), {"url": "", "label": self.get_page_title()}]

    def above(self):
        return [REGISTER]


class OfApplication(Desk):
    """404 for what is not there and for what is another portal's: who asks does not learn which."""

    power = Power.HANDLE

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.application = None
        if handles_somewhere(request.user):
            rows = applications_for(request.user).select_related(
                "portal__home", "portal__organisation", "organisation", "handler", "merged_into", "made_public_page"
            )
            self.application = rows.filter(pk=kwargs["pk"]).first()

    def dispatch(self, request, *args, **kwargs):
        if handles_somewhere(request.user):
            if self.application is None:
                raise Http404("没有这件申请，或者它已移送给别的机关。")
            if not self.has(self.power):
                messages.error(request, "这一步由依申请公开负责人办理，请转告本机关的负责人。")
                return self.to_desk()
        return super().dispatch(request, *args, **kwargs)

    def has(self, power: Power) -> bool:
        return may(self.request.user, power, self.application.portal)

    def powers(self) -> set[Power]:
        return {power for power in Power if self.has(power)}

    def address(self, name: str, *args) -> str:
        return reverse(name, args=[self.application.pk, *args])

    def above(self):
        return [REGISTER, {"url": self.address("applications_admin_one"), "label": str(self.application)}]

    def to_desk(self):
        """Back to the application, or to the register when it has gone to another body."""
        if applications_for(self.request.user).filter(pk=self.application.pk).exists():
            return redirect("applications_admin_one", self.application.pk)
        return redirect("applications_admin")

    def get_context_data(self, **kwargs):
        return super().get_context_data(application=self.application, **kwargs)


class OfLetter(OfApplication):
    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.letter = None
        if self.application:
            rows = Letter.objects.select_related("organisation", "sent_by", "made_by")
            self.letter = rows.filter(application=self.application, pk=kwargs["letter_id"]).first()
            if self.letter:
                self.letter.application = self.application

    def dispatch(self, request, *args, **kwargs):
        if self.application and self.letter is None:
            messages.error(request, "这份文书不在了，可能已被删除。")
            return self.to_desk()
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(letter=self.letter, **kwargs)


def say(request, error) -> None:
    for reason in error.reasons[:6]:
        messages.error(request, reason)
