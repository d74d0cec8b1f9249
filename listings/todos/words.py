"""What a to-do asks for, in the words of whoever has to do it."""

from listings.levels.agreement import label
from listings.models import TodoKind
from listings.states import LineKind

# What to do, by kind.
ASKS = {
    TodoKind.FOLLOW: "请用一次“变更要素”的调整使本级事项与上级一致。",
    TodoKind.END: "请核对本级事项，依法取消，或说明继续保留的依据。",
    TodoKind.SUSPEND: "请用一次“暂停”的调整暂停本级事项。",
    TodoKind.RESUME: "请用一次“恢复”的调整恢复本级事项。",
    TodoKind.TAKE_OVER: "请用一次“承接”的调整接住它，或说明不承接的理由。",
    TodoKind.CLAIM: "请在“认领”中选择由哪些机关行使，或说明不认领的理由。",
    TodoKind.DUTY: "请取消对应的责任事项，或改为对应另一项权力。",
    TodoKind.SUB_ITEM: "请一并调整它的子项。",
    TodoKind.GUIDE: "请撤下或改写办事指南，完成后标为已办。",
    TodoKind.FUND_ENDING: "请决定延续（变更存续期限）还是到期取消。",
    TodoKind.FUND_ENDED: "请用一次调整取消它，或变更存续期限。",
    TodoKind.BASIS: "请核对这一事项还有没有依据，依法变更依据或取消。",
}
# Only a person can tell that these are done.
BY_HAND = (TodoKind.GUIDE,)


def of_line(kind: TodoKind, line, upper_name: str, fields: list[str]) -> str:
    """What happened above, with its day."""
    day, what = line.adjustment.effective_day, LineKind(line.kind).label
    if kind == TodoKind.FOLLOW:
        return f"上级事项“{upper_name}”自 {day} 起变更：{'、'.join(label(name) for name in fields)}。"
    if kind == TodoKind.TAKE_OVER:
        way = "委托下放" if line.entrusted else "下放"
        return f"上级自 {day} 起{way}“{upper_name}”。"
    if kind in {TodoKind.DUTY, TodoKind.SUB_ITEM, TodoKind.GUIDE}:
        return f"权力事项“{upper_name}”自 {day} 起{what}。"
    return f"上级事项“{upper_name}”自 {day} 起{what}。"
