"""403, 404, 410 and 500 for readers: true status codes, the portal's own frame, a way on (standards 1.3, U4)."""

import logging

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.views.decorators.csrf import requires_csrf_token

from cms_core.views.frame import frame

logger = logging.getLogger(__name__)
PAGE = "portal/error.html"
SUGGESTIONS = 6

HEADINGS = {
    400: ("请求有误", "您的浏览器发来的请求无法处理，请返回首页重新访问。"),
    403: ("没有查看权限", "该页面未对公众开放。如需访问，请登录后再试，或与本网站联系。"),
    404: ("没有找到您要的页面", "地址可能输入有误，页面也可能已移走。您可以搜索标题，或从下面的栏目查找。"),
    410: ("该内容已撤回", "您访问的内容已由发布单位撤下。您可以搜索标题，或从下面的栏目查找。"),
    429: ("搜索太频繁", "您所在的网络在短时间内搜索了很多次。请等一分钟再试；也可以从网站地图或栏目查找。"),
    503: ("搜索暂时不可用", "系统正在恢复搜索服务，请过几分钟再试；也可以从网站地图或下面的栏目查找。"),
    500: ("服务暂时出错", "系统处理您的请求时出了问题，我们已记录下来。请稍后再试。"),
}
PLAIN = (
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{heading}</title></head>'
    '<body><main><h1>{heading}</h1><p>{message}</p><p><a href="/">返回首页</a></p></main></body></html>'
)


def not_found(request, exception=None):
    return error(request, 404)


def gone(request, title=""):
    """410: content that was public and was withdrawn; its title, if the public knew it."""
    return error(request, 410, f"《{title}》已由发布单位撤下。您可以搜索标题，或从下面的栏目查找。" if title else "")


@requires_csrf_token
def forbidden(request, exception=None):
    return error(request, 403)


def bad_request(request, exception=None):
    return error(request, 400)


def server_error(request):
    """Asks the database nothing: it may be what failed."""
    return plain(request, 500)


def csrf_failure(request, reason=""):
    """A form whose page was open too long, or that another site sent."""
    return error(request, 403, "表单已过期或来源不明，没有提交。请刷新页面后重新填写。")


def error(request, status: int, message: str = "") -> HttpResponse:
    """The error page in the portal's frame; where even that fails, a plain one."""
    heading, usual = HEADINGS[status]
    if getattr(request, "portal", None) is None:
        return plain(request, status, message)
    try:
        context = frame(request, None)
        context |= {
            "status": status,
            "heading": heading,
            "message": message or usual,
            "page_title": f"{heading} - {context['portal'].name}",
            "canonical": "",
            "suggestions": [item for item in context["navigation"][1:] if not item["active"]][:SUGGESTIONS],
        }
        body = render_to_string(PAGE, context, request)
    except Exception:
        logger.exception("the page for status %s could not be made", status)
        return plain(request, status, message)
    return answered(body, status)


def plain(request, status: int, message: str = "") -> HttpResponse:
    """Without the database: the portal's frame from what the middleware already read, else a page of four lines."""
    heading, usual = HEADINGS[status]
    message = message or usual
    portal = getattr(request, "portal", None)
    context = {
        "portal": portal,
        "site_portal": portal,
        "status": status,
        "heading": heading,
        "message": message,
        "page_title": heading,
    }
    try:
        body = (
            render_to_string(PAGE, context, request) if portal else format_html(PLAIN, heading=heading, message=message)
        )
    except Exception:
        logger.exception("the plain page for status %s could not be made", status)
        body = format_html(PLAIN, heading=heading, message=message)
    return answered(body, status)


def answered(body: str, status: int) -> HttpResponse:
    response = HttpResponse(body, status=status)
    response["Cache-Control"] = "no-store"
    return response
