"""Which characters standard text is made of: all that a person sees; none that steer a machine or hide."""

import re

# Controls, zero-width and direction marks, halves of surrogate pairs, and what XML 1.0 does not allow.
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
BLANKS = re.compile("[ \t\r\n\x0c\x85\u2028\u2029]+")
# What old pages push their first lines to the right with; within a line a full-width blank is the writer's own.
EDGES = " \t\r\n\x0c\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"


def seen(text: str) -> str:
    """`text` without unseen characters; every run of blanks and line ends is one blank."""
    return BLANKS.sub(" ", UNSEEN.sub("", text))
