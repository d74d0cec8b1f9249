"""What can go wrong with the index, said to operators."""


class SearchError(Exception):
    pass


class Outdated(SearchError):
    """The file was written by another analysis: what it holds of a page cannot be taken out of it any more."""

    def __init__(self):
        super().__init__("检索索引由另一版本的程序建立，请重建索引（manage.py rebuild_search）。")


class Newer(SearchError):
    """Of a release after this one: a process that was not restarted must not take its index away."""

    REASON = "检索索引由更新版本的程序建立"

    def __init__(self):
        super().__init__(
            f"{self.REASON}：请重新启动仍在运行旧版本的进程；如已退回旧版本，请重建索引（manage.py rebuild_search）。"
        )


class Rebuilding(SearchError):
    def __init__(self):
        super().__init__("检索索引正在重建，请待其完成后再试。")


class Replaced(SearchError):
    def __init__(self):
        super().__init__("检索索引在重建期间被删除或更换，这次重建作废，请再运行一次（manage.py rebuild_search）。")


class Damaged(SearchError):
    def __init__(self):
        super().__init__("检索索引已损坏，请重建索引（manage.py rebuild_search）。")


class Busy(SearchError):
    def __init__(self):
        super().__init__("检索索引正由另一进程写入，请稍后再试；待写入的页面留在队列中，由后台补写。")
