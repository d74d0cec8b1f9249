"""The table of what is tested: kinds of pages, which looks have them, and the status each answers."""

LOOKS = ("province", "department", "city", "county")
KINDS = {
    "home": 200,
    "column list": 200,
    "column pictures": 200,
    "column documents": 200,
    "column single": 200,
    "column channel": 200,
    "column empty": 200,
    "topic": 200,
    "article": 200,
    "article with every block": 200,
    "document": 200,
    "search": 200,
    "search narrowed": 200,
    "search nothing": 200,
    "search start": 200,
    "site map": 200,
    "leaving": 200,
    "display": 200,
    "not found": 404,
    "gone": 410,
}
# A department and a county run no gazette (国办发〔2018〕22号).
GAZETTE_LOOKS = ("province", "city")
GAZETTE = {
    "gazette": 200,
    "gazette year": 200,
    "gazette issue": 200,
    "gazette entry": 200,
    "gazette erratum": 200,
    "gazette search": 200,
}
SUBSITE = {"home": 200, "column list": 200, "article": 200}
PAGES = [
    *((look, kind) for look in LOOKS for kind in KINDS),
    *((look, kind) for look in GAZETTE_LOOKS for kind in GAZETTE),
    *(("subsite", kind) for kind in SUBSITE),
]
STATUS = {**KINDS, **GAZETTE}
