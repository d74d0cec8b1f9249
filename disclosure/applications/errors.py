"""What applications refuse; every message is for the handler or the applicant and says what to do."""


class ApplicationError(Exception):
    """`reasons`: all that stands in the way, each a Chinese sentence. Nothing personal is in any of them."""

    def __init__(self, *reasons: str):
        super().__init__("；".join(reasons))
        self.reasons = list(reasons)


class NotAllowed(ApplicationError):
    """This person may not do this here, or not in this state, or not on this day."""


class ChangedMeanwhile(ApplicationError):
    """Somebody else took a step since this person looked."""

    def __init__(self, last: str = ""):
        happened = f"（{last}）" if last else ""
        super().__init__(f"您打开之后，这件申请已经有了新的办理记录{happened}，请刷新查看后再办理。")


class Faulty(ApplicationError):
    """`faults`: field of the form → what is wrong with it."""

    def __init__(self, faults: dict[str, str]):
        super().__init__(*faults.values())
        self.faults = faults
