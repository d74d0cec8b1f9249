"""The tables of applications for information."""

from disclosure.models.applications.application import Application, ApplicationSerial
from disclosure.models.applications.events import ApplicationEvent
from disclosure.models.applications.files import ApplicationFile
from disclosure.models.applications.letters import Letter, LetterSerial, LetterState, LetterWording
from disclosure.models.applications.reviews import ApplicationReview

__all__ = [
    "Application",
    "ApplicationEvent",
    "ApplicationFile",
    "ApplicationReview",
    "ApplicationSerial",
    "Letter",
    "LetterSerial",
    "LetterState",
    "LetterWording",
]
