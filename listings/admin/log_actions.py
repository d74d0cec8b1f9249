"""The words of the lists in Wagtail's history."""

from wagtail import hooks
from wagtail.log_actions import LogFormatter

from listings.actions.events import LABELS


@hooks.register("register_log_actions")
def register_adjustment_actions(actions):
    for event, word in LABELS.items():
        actions.register_action(event.value)(formatter(word))


def formatter(word: str) -> type[LogFormatter]:
    class Told(LogFormatter):
        label = f"清单：{word}"

        def format_message(self, entry):
            text = entry.data.get("text", "")
            return f"{word}：{text}" if text else word

    return Told
