"""Menus, breadcrumbs and sidebars from the column tree; columns without anything to show are left out (L8)."""

from cms_core.public.place import Place

HOME = "首页"
HERE = "正文"


def item(node, trail_ids, children=()):
    return {"title": node.title, "url": node.url, "active": node.id in trail_ids, "children": list(children)}


def shown(nodes):
    """Columns that a menu may show: 暂不能更新的栏目不得展示."""
    return [node for node in filled(nodes) if node.in_menus]


def filled(nodes):
    return [node for node in nodes if not node.is_empty]


def navigation(place: Place, page) -> list[dict]:
    """首页 and the top columns of the portal, each with the columns below it."""
    top = place.portal_node.children if place.portal_node else place.columns.roots
    trail = {node.id for node in place.trail}
    at_home = page is not None and page.pk == place.portal.home_id
    first = {"title": HOME, "url": place.home_url, "active": at_home, "children": []}
    return [first, *(item(node, trail, (item(child, trail) for child in shown(node.children))) for node in shown(top))]


def breadcrumb(place: Place, page) -> list[dict]:
    """From 首页 to here; an article ends in 正文, since its title stands right below."""
    crumbs = [{"title": HOME, "url": "/"}]
    crumbs += [{"title": node.title, "url": node.url} for node in reversed(place.trail)]
    if page is not None and place.node is not None and place.node.id != page.pk:
        crumbs.append({"title": HERE, "url": f"/{getattr(page, 'address', '')}"})
    return crumbs


def sidebar(place: Place) -> dict:
    """The columns below this one, else those beside it; nothing beside a top column, whose neighbours are the menu.

    Columns too deep for the menu stand here: nothing else leads a reader from one of them to the next.
    """
    node = place.node
    if node is None:
        return {"sidebar": []}
    trail = {above.id for above in place.trail}
    head = node if filled(node.children) else node.parent
    if head is None or (head.is_home and head is not node):
        return {"sidebar": []}
    listed = [child for child in head.children if child is node or not child.is_empty]
    return {
        "sidebar_title": head.title,
        "sidebar_url": head.url,
        "sidebar": [item(child, trail, (item(below, trail) for below in filled(child.children))) for child in listed],
    }
