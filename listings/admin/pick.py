"""Picking items of the list for an adjustment: what shall become of them, then which, several at once."""

from django import forms
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView
from wagtail.admin import messages

from listings.actions.lines import AddLines
from listings.admin.base import OfAdjustment, adjustment_url, numbers, say
from listings.admin.bodies import offered
from listings.admin.line_forms import delegation_fields, target_field
from listings.admin.listing import Filters, category_labels
from listings.admin.paging import page_of
from listings.admin.targets import find_target
from listings.errors import ListingsError, NotAllowed
from listings.kinds import ListKind
from listings.models import Item
from listings.states import CREATING, CURRENT, AdjustmentState, ItemState, LineKind, may_follow

PICKED = [kind for kind in LineKind if kind not in CREATING]
# These are filled in line by line, after the items are picked.
IN_THEIR_FORM = (LineKind.AMEND, LineKind.RECLASSIFY)
EXPLAINED = {
    LineKind.AMEND: "修改名称、依据、时限、电话等；加入后在每一项里填写新的内容。",
    LineKind.CANCEL: "事项离开清单，网址保留并写明已取消和依据。",
    LineKind.DELEGATE: "交给下级行使；下级收到承接待办。",
    LineKind.SUSPEND: "暂停实施，仍在清单上并标明已暂停。",
    LineKind.RESUME: "恢复已暂停的事项。",
    LineKind.MERGE: "并入另一个事项；并入清单上没有的新事项时，请先在本次调整中新增它。",
    LineKind.SPLIT: "原事项结束，拆成几个新事项；加入后在这一项里逐个填写拆分出的事项。",
    LineKind.TRANSFER: "改由另一个机关实施。",
    LineKind.INTERNALISE: "不再作为对外的权力，转为内部管理。",
    LineKind.RECLASSIFY: "改变类别，编码一般也随之改变。",
}


class SharedForm(forms.Form):
    """What all the picked items get: only what this kind needs."""

    note = forms.CharField(label="说明", required=False, max_length=500, help_text="可以不填；各项相同。")

    def __init__(self, *args, kind: LineKind, listing, **kwargs):
        super().__init__(*args, **kwargs)
        if kind == LineKind.TRANSFER:
            self.fields["organisation"] = forms.ChoiceField(
                label="划转到", choices=[("", "（请选择）"), *offered(listing)],
                error_messages={"required": "请选择划转到哪个机关。", "invalid_choice": "请选择本级政府的机构。"},
            )  # fmt: skip
        if kind == LineKind.DELEGATE:
            self.fields |= delegation_fields(listing)
            self.fields["to_level"].required = True
            self.fields["to_level"].error_messages["required"] = "请选择下放到哪一级。"
        if kind == LineKind.MERGE:
            self.fields["into"] = target_field(required=True)
        self.order_fields([*(name for name in self.fields if name != "note"), "note"])


class Pick(OfAdjustment, TemplateView):
    template_name = "listings/admin/pick.html"

    def get_page_title(self):
        return f"{self.kind.label}：选择事项"

    @property
    def kind(self) -> LineKind:
        asked = self.request.GET.get("kind", "")
        return LineKind(asked) if asked in PICKED else LineKind.AMEND

    @property
    def hands_down(self) -> bool:
        return self.listing.kind == ListKind.POWER

    @property
    def day(self):
        return self.adjustment.effective_day or timezone.localdate()

    def get(self, request, *args, **kwargs):
        if self.adjustment.state != AdjustmentState.DRAFT:
            messages.warning(request, "只有草稿可以修改；送审中的请先退回或收回。")
            return redirect(adjustment_url(self.adjustment))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        filters = Filters(self.listing, self.request.GET, self.day)
        possible = [state for state in CURRENT if may_follow(self.kind, state)]
        page = page_of(filters.rows().filter(state__in=possible), self.request)
        there = set(
            self.adjustment.lines.filter(kind=self.kind, item__in=[row.item_id for row in page]).values_list(
                "item", flat=True
            )
        )
        chosen = set(numbers(self.request.POST.getlist("item"))) or set(numbers(self.request.GET.getlist("item")))
        categories = category_labels(self.listing.kind)
        for row in page:
            row.is_there, row.is_chosen = row.item_id in there, row.item_id in chosen
            row.category_label = categories.get(row.category, "")
        return super().get_context_data(
            kind=self.kind,
            kinds=[(kind, EXPLAINED[kind]) for kind in PICKED if kind != LineKind.DELEGATE or self.hands_down],
            explained=EXPLAINED[self.kind],
            form=kwargs.pop("form", None) or SharedForm(kind=self.kind, listing=self.listing),
            filters=filters,
            choices=filters.choices(),
            page=page,
            states=[ItemState(state).label for state in possible],
            day=self.day,
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        form = SharedForm(request.POST, kind=self.kind, listing=self.listing)
        items = list(Item.objects.filter(listing=self.listing, pk__in=numbers(request.POST.getlist("item"))))
        if not items:
            messages.error(request, "还没有勾选事项。")
        elif form.is_valid():
            try:
                made = self.add(items, form.cleaned_data)
            except ListingsError as error:
                say(request, error)
            else:
                return self.done(made, len(items))
        return self.render_to_response(self.get_context_data(form=form))

    def add(self, items, data):
        shared = {"kind": self.kind, "note": data["note"]}
        if self.kind == LineKind.TRANSFER:
            shared["values"] = {"organisation": data["organisation"]}
        if self.kind == LineKind.DELEGATE:
            shared |= {"to_level": data["to_level"], "entrusted": data["entrusted"]}
        if self.kind == LineKind.MERGE:
            shared |= find_target(self.adjustment, data["into"].strip(), self.day)
            if shared["partner"] in items:
                raise NotAllowed("不能把事项并入它自己：请取消勾选它，或改填合并到的事项。")
        lines = [{**shared, "item": item, "values": dict(shared.get("values", {}))} for item in items]
        return AddLines(self.adjustment, lines, user=self.request.user, revision=self.revision()).execute()

    def done(self, made, asked: int):
        if len(made) < asked:
            messages.warning(self.request, f"有 {asked - len(made)} 项已经在本次调整中，没有重复加入。")
        if not made:
            return redirect(self.request.get_full_path())
        messages.success(self.request, f"已加入 {len(made)} 项“{self.kind.label}”。")
        if len(made) == 1 and self.kind in IN_THEIR_FORM:
            return redirect(reverse("listings_admin_line", args=[self.adjustment.pk, made[0].pk]))
        last = (self.adjustment.lines.count() - 1) // 50 + 1
        return redirect(f"{adjustment_url(self.adjustment)}?page={last}#lines")
