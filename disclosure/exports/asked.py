"""What a request for the directory's data asks: the same question as on its page, but a wrong value is an error.

A program must not take for the entries of one body what are the entries of all.
"""

from cms_core.open_data.errors import BadQuestion
from disclosure.directory.questions import Question
from disclosure.directory.scopes import scope_of
from disclosure.directory.wrong import KNOWN, wrong


def asked_of(request) -> Question:
    """Raises BadQuestion for the first parameter that is wrong; queries where a body is named."""
    for name in request.GET:
        if name not in KNOWN:
            raise BadQuestion(name[:40], f"没有这个参数；可以用：{'、'.join(KNOWN)}。")
    question = Question.of(request.GET, scope_of(request.portal, request.GET))
    for name, why in wrong(request.GET, question):
        raise BadQuestion(name, why)
    return question
