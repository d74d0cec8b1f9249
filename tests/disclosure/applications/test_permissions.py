"""Only handlers of the portal see an application; editors, administrators and handlers of other portals do not."""

import pytest
from django.contrib.auth.models import AnonymousUser

from disclosure.applications.permissions import Power, applications_for, handles_somewhere, may
from tests.disclosure.applications.factories import make_application, make_handler, make_head
from tests.factories import make_editor, make_portal, make_user

pytestmark = pytest.mark.django_db


def test_who_sees_which_application():
    tonglu, jiande = make_portal("tonglu"), make_portal("jiande")
    ours, theirs = make_application(tonglu), make_application(jiande)
    assert list(applications_for(make_handler(tonglu))) == [ours]
    assert list(applications_for(make_head(jiande))) == [theirs]
    assert set(applications_for(make_user(superuser=True))) == {ours, theirs}
    for nobody in (make_editor(tonglu, permissions=("change_portal",)), make_user(), AnonymousUser(), None):
        assert not applications_for(nobody).exists()
        assert not handles_somewhere(nobody)
        assert not may(nobody, Power.HANDLE, tonglu)


def test_a_handler_does_not_approve_and_who_is_in_charge_handles_too():
    portal = make_portal("tonglu")
    handler, head = make_handler(portal), make_head(portal)
    assert may(handler, Power.HANDLE, portal) and not may(handler, Power.APPROVE, portal)
    assert may(head, Power.HANDLE, portal) and may(head, Power.APPROVE, portal)


def test_pages_of_one_group_and_the_permission_of_another_do_not_add_up():
    tonglu, jiande = make_portal("tonglu"), make_portal("jiande")
    user = make_handler(tonglu)
    user.groups.add(*make_editor(jiande).groups.all())
    assert may(user, Power.HANDLE, tonglu) and not may(user, Power.HANDLE, jiande)


def test_a_dismissed_handler_sees_nothing():
    portal = make_portal("tonglu")
    user = make_handler(portal)
    user.is_active = False
    assert not may(user, Power.HANDLE, portal) and not applications_for(user).exists()
