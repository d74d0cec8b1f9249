"""Public addresses of open information, on the host of a portal; docs/disclosure.md lists them."""

urlpatterns = []
