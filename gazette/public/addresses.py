"""Where things of the gazette are found: for the public here; the preview in the admin has addresses of its own."""

from urllib.parse import quote

HOME = "/gazette/"
FEED = "/gazette/feed.atom"
SEARCH = "/gazette/search/"
VERIFY = "/gazette/verify/"
PROVINCE = "/gazette/province/"


class PublicAddresses:
    """The preview derives from it: entries without a number, files that only editors may fetch."""

    is_public = True

    def issue(self, issue) -> str:
        return issue.path

    def entry(self, entry) -> str:
        return entry.path

    def files_of_issue(self, issue) -> str:
        return f"{issue.path}files/"

    def files_of_entry(self, entry) -> str:
        return f"{entry.path}/files/"

    def cover(self, issue) -> str:
        return f"{issue.path}cover.webp"


PUBLIC = PublicAddresses()


def year_path(year: int) -> str:
    return f"{HOME}{year}/"


def file_url(folder: str, name: str) -> str:
    return f"{folder}{quote(name)}"
