"""Links that items and adjustments name: through the notice where they leave the government's sites."""

from cms_core.public.outside import leaves, notice_url


def link(address: str) -> dict | None:
    """《政府网站发展指引》: 打开非政府网站链接要有提示信息 (L11)."""
    if not address:
        return None
    outside = leaves(address)
    return {"url": notice_url(address) if outside else address, "address": address, "outside": outside}
