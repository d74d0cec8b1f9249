"""number_documents --since DATE: gives index numbers to documents that went out while their issuer had no code."""

import json

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from cms_core.models import DocumentPage
from cms_core.models.validity import DisclosureAttribute
from cms_core.numbers.assign import assign_index_number
from cms_core.text.dates import parse_moment


class Command(BaseCommand):
    help = "为已发布而没有索引号的公文补编索引号（发文机关补录代码之后运行）。"

    def add_arguments(self, parser):
        parser.add_argument(
            "--since", required=True, help="只处理这一天起发布的公文，如 2026-01-01；更早的旧文保持原样。"
        )
        parser.add_argument("--dry-run", action="store_true", help="只列出，不写入。")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出结果。")

    def handle(self, *args, since, dry_run, **options):
        moment = parse_moment(since)
        if moment is None:
            raise CommandError(f"看不懂日期“{since}”，请写成 2026-01-01。")
        waiting = (
            DocumentPage.objects.live()
            .filter(index_number="", issuer__isnull=False, published_at__gte=moment)
            .exclude(disclosure=DisclosureAttribute.NONE)
            .select_related("issuer")
            .order_by("published_at", "pk")
        )
        given, left = [], []
        with transaction.atomic():
            for page in waiting:
                reason = assign_index_number(page)
                if reason:
                    left.append({"page": page.pk, "title": page.title, "reason": reason})
                    continue
                page.save(update_fields=["index_number"])
                given.append({"page": page.pk, "title": page.title, "index_number": page.index_number})
            if dry_run:
                transaction.set_rollback(True)
        if options["json"]:
            self.stdout.write(json.dumps({"given": given, "left": left, "dry_run": dry_run}, ensure_ascii=False))
            return
        for row in left:
            self.stderr.write(f"{row['page']} {row['title']}：{row['reason']}")
        self.stdout.write(
            f"编制 {len(given)} 个索引号，{len(left)} 篇未能编制{'（试运行，未写入）' if dry_run else ''}。"
        )
