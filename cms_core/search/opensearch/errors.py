"""What can go wrong with an OpenSearch server, said to operators; never with a password or what was asked."""

from cms_core.search.errors import SearchError

KEPT = "页面照常保存，恢复后由后台自动补入索引。"


class Unreachable(SearchError):
    def __init__(self, hosts: list[str]):
        super().__init__(
            f"连接不上检索服务器（{'、'.join(hosts)}），请检查它是否运行、PORTAL_OPENSEARCH_URL 是否正确。{KEPT}"
        )


class Untrusted(SearchError):
    def __init__(self, host: str):
        super().__init__(f"检索服务器（{host}）的证书不受信任，请把签发它的根证书文件写在 PORTAL_OPENSEARCH_CA。{KEPT}")


class TooSlow(SearchError):
    def __init__(self, host: str):
        super().__init__(f"检索服务器（{host}）没有在限定时间内回答，请检查其负载。{KEPT}")


class Refused(SearchError):
    """`status` and `kind` are those of the server's answer."""

    def __init__(self, host: str, status: int, kind: str, reason: str = ""):
        self.status, self.kind = status, kind
        if status in (401, 403):
            said = "不接受用户名或口令，或该用户权限不够，请检查 PORTAL_OPENSEARCH_USER 与 PORTAL_OPENSEARCH_PASSWORD。"
        elif status == 429:
            said = f"太忙，请稍后再试或增加节点。{KEPT}"
        else:
            said = f"拒绝了请求（{status} {kind}）{reason and '：' + reason[:200]}。"
        super().__init__(f"检索服务器（{host}）{said}")


class NotBuilt(SearchError):
    def __init__(self):
        super().__init__("检索服务器上还没有索引，请运行 manage.py rebuild_search。")


class Busy(SearchError):
    def __init__(self):
        super().__init__("另一进程正在写检索索引，未能等到其完成，稍后由后台补写。")


class Misconfigured(SearchError):
    pass
