"""The admin's search in a province of 100,000 pages: filling, a publication, the explorer's search of words of any
frequency by a chief editor and by the editor of a small county; `python -m benchmarks.admin_search 20000` for fewer.
"""

import os
import random
import statistics
import sys
import tempfile
from pathlib import Path
from time import perf_counter, process_time

from benchmarks.search import peak_mb, show, texts

PORTALS, SMALL, ROUNDS, QUESTIONS = 8, 300, 2, 30
BATCH = 1000


PAGES = 100_000


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else PAGES
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as home:
        os.environ |= {"PORTAL_HOME": home, "DJANGO_SETTINGS_MODULE": "config.settings.embedded"}
        from benchmarks.probe import prepare

        prepare()
        measure_all(n, Path(home))


def measure_all(n, home):
    from benchmarks.province import build
    from sites.models import Portal

    build(PORTALS, 0)
    *portals, small = Portal.objects.exclude(site=None).order_by("path")
    write(portals, n - SMALL, random.Random(1))
    write([small], SMALL, random.Random(2))
    measure_filling(n, home)
    measure_publication(n)
    words = words_of(random.Random(3))
    for who, user in (("chief", chief()), ("county", editor_of(small))):
        measure_rows(f"admin search rows {who}", n, words, user)
        measure_view(f"admin search explorer {who}", n, words, user, small)


def write(portals, number, dice):
    """Articles of about 950 characters of the regulations, in the first column of each portal."""
    from wagtail.models import Page

    from benchmarks.province import columns_of, spread
    from cms_core.models import ArticlePage
    from cms_core.tree.bulk import write_pages
    from cms_core.tree.specs import PageSpec

    names, lines = texts()

    def article(place):
        subject = dice.choice(lines)[6:26].strip("，。；、：")
        title = f"关于{subject}的通知" if place % 5 else dice.choice(names)
        body = "".join(f"<p>{dice.choice(lines)}</p>" for _ in range(9))
        return PageSpec(ArticlePage(title=title[:200], slug=f"b{place}", body=[("text", body)]))

    for portal, share in zip(portals, spread(number, len(portals)), strict=True):
        column = columns_of(portal)[0].id
        for start in range(0, share, BATCH):
            specs = [article(place) for place in range(start, min(start + BATCH, share))]
            write_pages(Page.objects.get(pk=column), specs)


def measure_filling(n, home):
    from cms_core.search.admin import filling, outbox

    started, worked = perf_counter(), process_time()
    count = filling.fill()
    seconds, cpu = perf_counter() - started, process_time() - worked
    outbox.catch_up()  # what the bulk writer noted
    file_mb = sum(path.stat().st_size for path in home.glob("admin-search-*")) / 1e6
    show(
        "admin search filling",
        n=count,
        seconds=round(seconds, 1),
        per_second=round(count / seconds),
        cpu_per_second=round(count / cpu),
        file_mb=round(file_mb),
        peak_mb=peak_mb(),
    )


def measure_publication(n):
    """What following a publication costs beside it, and all of it."""
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext

    from cms_core.models import ArticlePage
    from cms_core.search.admin import outbox

    follow, own = outbox.follow, []

    def timed(together):
        with CaptureQueriesContext(connection) as queries:
            started = perf_counter()
            follow(together)
            own.append(((perf_counter() - started) * 1000, len(queries)))

    whole, outbox.follow = [], timed
    for number, page in enumerate(ArticlePage.objects.order_by("-pk")[:60]):
        started = perf_counter()
        with transaction.atomic():
            page.title = f"第{number}次发布的标题"
            page.save_revision().publish()
        whole.append((perf_counter() - started) * 1000)
    outbox.follow = follow
    show("admin search publication", n=n, **quantiles(whole))
    show(
        "admin search publication, its own part",
        n=n,
        queries=max(queries for _, queries in own) + 1,  # and the note
        **quantiles([milliseconds for milliseconds, _ in own]),
    )


def words_of(dice):
    """As a segmenter finds them in the regulations: from those on half of all pages to those on a few."""
    import rjieba

    _, lines = texts()
    words = [word for line in lines[::7] for word in rjieba.cut(line) if len(word) > 1 and word[0] >= "\u4e00"]
    return [dice.choice(words) for _ in range(QUESTIONS)] + ["规定", "xx", "gyjq", "第一次"]


def measure_rows(name, n, words, user):
    """As the explorer asks: count, types, the first twenty."""
    from django.db import connection
    from wagtail.models import Page
    from wagtail.permission_policies.pages import PagePermissionPolicy

    visible = PagePermissionPolicy().explorable_instances(user)

    def ask(word):
        results = Page.objects.filter(pk__in=visible.values_list("pk", flat=True)).specific().autocomplete(word)
        results.facet("content_type_id")
        return results.count(), list(results[:20])

    times, cpu, totals, queries = [], [], [], 0
    for number in range(ROUNDS + 1):
        for word in words:
            asked = []  # a cursor that keeps what it ran would write out thousands of keys
            with connection.execute_wrapper(lambda execute, *given, asked=asked: asked.append(1) or execute(*given)):
                started, worked = perf_counter(), process_time()
                total, _ = ask(word)
            if number:  # the first round warms up
                times.append((perf_counter() - started) * 1000)
                cpu.append((process_time() - worked) * 1000)
                totals.append(total)
                queries = max(queries, len(asked))
    show(
        name,
        n=n,
        **quantiles(times),
        cpu_p50_ms=quantiles(cpu)["p50_ms"],
        cpu_p95_ms=quantiles(cpu)["p95_ms"],
        queries=queries,
        hits_p50=statistics.median(totals),
        hits_most=max(totals),
    )


def measure_view(name, n, words, user, portal):
    from django.test import Client
    from django.urls import reverse

    client = Client(headers={"host": portal.site.hostname})
    client.force_login(user)
    times = []
    for word in words:
        started = perf_counter()
        answer = client.get(reverse("wagtailadmin_pages:search"), {"q": word})
        times.append((perf_counter() - started) * 1000)
        if answer.status_code != 200:
            raise RuntimeError(f"{word}: {answer.status_code}")
    show(name, n=n, **quantiles(times[2:]))


def chief():
    from django.contrib.auth import get_user_model

    return get_user_model().objects.create_superuser("chief", "chief@example.test", "chief")


def editor_of(portal):
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group, Permission
    from wagtail.models import GroupPagePermission

    user = get_user_model().objects.create_user("editor", "editor@example.test", "editor")
    group = Group.objects.create(name="editors of the small county")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    permission = Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore")
    GroupPagePermission.objects.create(group=group, page_id=portal.home_id, permission=permission)
    user.groups.add(group)
    return user


def quantiles(times):
    return {
        "p50_ms": round(statistics.median(times), 1),
        "p95_ms": round(statistics.quantiles(times, n=20)[-1], 1),
        "most_ms": round(max(times), 1),
    }


if __name__ == "__main__":
    main()
