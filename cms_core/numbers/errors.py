"""Why an index number cannot be given."""


class NumberError(Exception):
    """The message is for the editor and says what to do."""


class NoCode(NumberError):
    def __init__(self, organisation):
        self.organisation = organisation
        super().__init__(
            f"“{organisation.name}”没有登记统一社会信用代码或组织机构代码，不能编制索引号。"
            "请管理员先在机构名录中补录代码，再发布。"
        )


class SerialsUsedUp(NumberError):
    def __init__(self, organisation, year):
        super().__init__(f"“{organisation.name}”{year} 年的索引号已用到 99999，五位流水号已用完，请联系平台管理员。")
