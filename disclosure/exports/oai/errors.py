"""The error codes of OAI-PMH, section 3.6."""


class OaiError(Exception):
    """`message` is for a person, in Chinese."""

    code = ""


class BadArgument(OaiError):
    code = "badArgument"


class BadResumptionToken(OaiError):
    code = "badResumptionToken"


class BadVerb(OaiError):
    code = "badVerb"


class CannotDisseminateFormat(OaiError):
    code = "cannotDisseminateFormat"


class IdDoesNotExist(OaiError):
    code = "idDoesNotExist"


class NoMetadataFormats(OaiError):
    code = "noMetadataFormats"


class NoRecordsMatch(OaiError):
    code = "noRecordsMatch"


# Of these the request is answered without its arguments.
UNTOLD = (BadVerb, BadArgument)
