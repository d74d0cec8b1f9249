"""Why a proposal cannot be accepted, declined or undone; the message says to the editor what to do."""


class ProposalRefused(Exception):
    """Nothing has been changed."""


class AlreadyDecided(ProposalRefused):
    """Somebody else was first."""

    def __init__(self, proposal):
        who = proposal.decided_by.get_full_name() or proposal.decided_by.get_username() if proposal.decided_by else ""
        by = f"（{who}）" if who else ""
        super().__init__(f"这条建议的状态已是“{proposal.get_state_display()}”{by}，没有重复处理。请刷新列表。")
