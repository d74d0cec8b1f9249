"""The demo's accounts for applications: each with its own power on the demo's governments, and no other."""

import pytest

from disclosure.applications.permissions import Power, may
from disclosure.demo.people import LoadDemoPeople
from sites.models import PortalGroup
from tests.factories import make_group, make_portal

pytestmark = pytest.mark.django_db
ROLES = {"handler": "handle_application", "head": "approve_application"}


def with_groups(key, **fields):
    portal = make_portal(key, **fields)
    for role, codename in ROLES.items():
        group = make_group(f"{key} {role}", [portal.home], ["lock"], (), [codename])
        PortalGroup.objects.create(portal=portal, role=role, group=group)
    return portal


def test_the_demos_handler_and_head_work_on_the_portals_that_are_shown_in_full(tmp_path):
    shown, other = with_groups("tonglu", demo=True), with_groups("chunan", demo=True)
    handler, head = LoadDemoPeople(tmp_path).execute()
    assert may(handler, Power.HANDLE, shown) and not may(handler, Power.APPROVE, shown)
    assert may(head, Power.APPROVE, shown)
    assert not any(may(user, Power.HANDLE, other) for user in (handler, head))


def test_a_second_start_keeps_their_passwords(tmp_path):
    with_groups("tonglu", demo=True)
    LoadDemoPeople(tmp_path).execute()
    known = (tmp_path / "demo-accounts.txt").read_text(encoding="utf-8")
    assert "apply-handler" in known and "apply-head" in known
    LoadDemoPeople(tmp_path).execute()
    assert (tmp_path / "demo-accounts.txt").read_text(encoding="utf-8") == known
