"""Days as public bodies count them: working days by the official calendar, terms in them, and their pauses."""

from cms_core.calendar.terms import Pause, Term
from cms_core.calendar.working_days import after_working_days, is_working_day, known, working_days_between

__all__ = ["Pause", "Term", "after_working_days", "is_working_day", "known", "working_days_between"]
