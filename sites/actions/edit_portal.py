"""Change what a portal says of itself, and the names it answers to: check, change, log, signal."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Site

from sites.errors import PortalEditRefused
from sites.hostnames import normalise, shown
from sites.models import Portal, PortalHost
from sites.permissions import PortalAction, policy
from sites.signals import portal_edited

LOG_ACTION = "gov_sites.edit_portal"


class EditPortal:
    """`values`: fields of the portal, validated by the form. `hostname` and `hosts` None: names stay as they are.

    A former primary name goes on answering as a further one: 55号 lets nobody drop a name at once.
    """

    def __init__(self, portal, *, user, values=None, hostname=None, hosts=None):
        self.portal, self.user, self.values = portal, user, values or {}
        self.hostname, self.hosts = hostname, hosts

    @transaction.atomic
    def execute(self) -> list[str]:
        """The fields that changed; raises PortalEditRefused with all reasons."""
        reasons = []
        if self.user is not None and not policy.user_may(self.user, PortalAction.ADMINISTER, self.portal):
            reasons.append("您没有权限修改这个门户的资料。")
        hostname, hosts = self._names(reasons)
        if reasons:
            raise PortalEditRefused(reasons)
        changed = [name for name, value in self.values.items() if getattr(self.portal, name) != value]
        for name in changed:
            setattr(self.portal, name, self.values[name])
        if changed:
            self.portal.save(update_fields=changed)
        changed += self._write_names(hostname, hosts)
        if changed:
            log(self.portal, LOG_ACTION, user=self.user, data={"fields": changed})
            portal_edited.send(Portal, portal=self.portal, fields=changed, user=self.user)
        return changed

    def _names(self, reasons):
        """The names as they are to be; appends to `reasons` what is wrong with those given."""
        now = set(self.portal.hosts.values_list("hostname", flat=True))
        if self.portal.site is None:
            if self.hostname or self.hosts:
                reasons.append("子站随所属门户的域名访问，不能另设域名。")
            return "", now
        before = self.portal.site.hostname
        names = []
        for text in [self.hostname or before, *(sorted(now) if self.hosts is None else self.hosts)]:
            try:
                names.append(normalise(text))
            except ValidationError as error:
                reasons += error.messages
        if reasons:
            return "", now
        hostname, hosts = names[0], set(names[1:])
        if hostname != before:
            if self.user is not None and not policy.user_may(self.user, PortalAction.OPEN, self.portal):
                reasons.append("更换主域名须由平台管理员办理。")
            hosts.add(before)
        hosts.discard(hostname)
        wanted = {hostname, *hosts}
        taken = set(
            Site.objects.filter(hostname__in=wanted).exclude(pk=self.portal.site_id).values_list("hostname", flat=True)
        )
        others = PortalHost.objects.filter(hostname__in=wanted).exclude(portal=self.portal)
        taken.update(others.values_list("hostname", flat=True))
        reasons += [f"域名 {shown(name)} 已被其他门户使用。" for name in sorted(taken)]
        # A portal that answered there would send everybody's way into the admin elsewhere.
        admin = wanted.intersection(settings.PORTAL_ADMIN_HOSTS)
        reasons += [f"域名 {shown(name)} 是平台后台的域名，门户不能使用。" for name in sorted(admin)]
        return hostname, hosts

    def _write_names(self, hostname, hosts):
        site, changed = self.portal.site, []
        if site is not None and site.hostname != hostname:
            site.hostname = hostname
            site.save()
            changed.append("hostname")
        before = set(self.portal.hosts.values_list("hostname", flat=True))
        if hosts != before:
            self.portal.hosts.exclude(hostname__in=hosts).delete()
            PortalHost.objects.bulk_create(
                PortalHost(portal=self.portal, hostname=name) for name in sorted(hosts - before)
            )
            changed.append("hosts")
        return changed
