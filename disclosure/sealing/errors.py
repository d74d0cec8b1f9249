"""Why something sealed cannot be read or sealed; each says that nothing is lost, and what to do."""


class SealsError(Exception):
    """The message is Chinese, for whoever keeps the keys; it never holds anything of the contents."""


class SealKeyMissing(SealsError):
    """Never replaced silently: a new key would leave what was sealed before unreadable, with nobody told."""

    def __init__(self, path):
        super().__init__(
            f"密封密钥 {path} 不在或读不出，个人信息暂时不能读写。数据没有丢失：请从密钥备份恢复这个文件后重试。"
        )


class SealKeyWrong(SealsError):
    def __init__(self, path):
        super().__init__(
            f"文件 {path} 的内容不是这把密封密钥（被改动过，或放错了文件）。数据没有丢失：请从密钥备份恢复这个文件。"
        )


class SealBroken(SealsError):
    def __init__(self, context):
        super().__init__(f"“{context}”中有密文与密钥不符：可能被改动、截断，或抄自别处。请与数据库和附件的备份核对。")
