import pytest
from wagtail.models import Page, Site


@pytest.mark.django_db
def test_an_empty_installation_has_a_root_and_nothing_else():
    assert Page.objects.count() == 1
    assert not Site.objects.exists()
