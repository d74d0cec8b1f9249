"""`verify_listings`: proves that the lists are what was approved; `--json` for machines. Exits 1 when they are not."""

import json

from django.core.management.base import BaseCommand, CommandError

from listings.history.verify import verify, verify_province
from listings.kinds import ListKind
from listings.models import Listing


class Command(BaseCommand):
    help = "核验清单：记录链、批准内容、各日版本和计数是否一致。"

    def add_arguments(self, parser):
        parser.add_argument("--portal", help="只核验这个门户（标识）。")
        parser.add_argument("--kind", choices=ListKind.values, help="只核验这种清单。")
        parser.add_argument("--json", action="store_true", help="只输出一行 JSON 结果。")

    def handle(self, *args, portal, kind, json: bool, **options):
        listings = Listing.objects.select_related("portal").order_by("portal__path", "pk")
        listings = listings.filter(portal__key=portal) if portal else listings
        listings = list(listings.filter(kind=kind) if kind else listings)
        findings = [finding for listing in listings for finding in verify(listing)]
        if not portal:
            kinds = [kind] if kind else ListKind.values
            findings += [finding for one in kinds for finding in verify_province(one)]
        self.report(json, listings, findings)
        if findings:
            raise CommandError(f"有 {len(findings)} 处与记录不符。")

    def report(self, as_json, listings, findings):
        if as_json:
            heads = {f"{one.portal.key}/{one.kind}": {"records": one.length, "digest": one.digest} for one in listings}
            result = {"lists": heads, "findings": [finding.as_dict() for finding in findings]}
            self.stdout.write(json.dumps(result, ensure_ascii=False))
            return
        for finding in findings:
            self.stdout.write(f"{finding.listing} {finding.where}：{finding.message}")
        if not findings:
            self.stdout.write(
                f"已核验 {len(listings)} 张清单，共 {sum(one.length for one in listings)} 条记录，全部一致。"
            )
