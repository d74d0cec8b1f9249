"""What every page with a body can tell of it."""

from cms_core.blocks import body_reading

DESCRIPTION = 100


class BodyMixin:
    """For pages with a `body` StreamField. Nothing here asks the database but for what the body refers to."""

    def plain_text(self) -> str:
        """The words of the body, a line for each paragraph."""
        return body_reading.plain_text_of(self.body)

    def outline(self):
        """Headings of the body (`level`, `text`, `anchor`), for a table of contents."""
        return body_reading.outline_of(self.body)

    def first_picture(self):
        """The first picture of the body, or None: for lists and the Image tag of section 1.1."""
        return next(iter(body_reading.pictures_of(self.body)), None)

    def short_text(self) -> str:
        """内容概述 (section 3.6: at most 100 characters): the summary, or the text cut at a sentence."""
        text = getattr(self, "summary", "") or " ".join(self.plain_text().split("\n"))
        if len(text) <= DESCRIPTION:
            return text
        cut = text[:DESCRIPTION]
        end = max(cut.rfind(mark) for mark in "。！？；")
        return cut[: end + 1] if end >= DESCRIPTION // 3 else f"{cut[:-1]}…"
