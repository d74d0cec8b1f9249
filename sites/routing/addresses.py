"""The public face of a host name: which scheme and port stand before and after it is a matter of the installation."""

from django.conf import settings

USUAL_PORTS = {80, 443}


def host_url(hostname: str) -> str:
    """`https://tonglu.example.gov.cn` or `http://tonglu.localhost:8000`, never with a slash at its end."""
    port = settings.PORTAL_PUBLIC_PORT
    return f"{settings.PORTAL_SCHEME}://{hostname}" + ("" if port in USUAL_PORTS else f":{port}")
