"""The tables and keys a mapping may have, as one can read them in docs/your-own-data.md."""

LOADS = ("observation", "population", "area_lookup")
NATURES = ("official", "modelled")
RELATIONS = ("within", "best_fit", "successor")
SYMBOLS = ("c", "x", "z", "low", "u")
# The keys of each table; "!" after a kind: it must be there.
KEYS: dict[str, dict[str, str]] = {
    "": {"loads": "str!", "header": "list"},
    "source": {"publisher": "str!", "title": "str!", "licence": "str!", "attribution": "str!", "nature": "str!", "release": "str",
               "method": "str"},
    "area": {"code": "str!", "name": "str", "vintage": "int!"},
    "area of a lookup": {"code": "str!", "name": "str!", "vintage": "int", "vintage_column": "str", "only": "dict"},
    "period": {"column": "str", "fixed": "str"},
    "group": {"column": "str!", "breakdown": "str!", "codes": "dict"},
    "value": {"column": "str!", "measure": "str!", "unit": "str!", "fraction": "bool"},
    "symbols": {},
    "sex": {"column": "str", "fixed": "str", "codes": "dict"},
    "age": {"wide": "bool", "total": "str", "column": "str", "from": "str", "to": "str", "fixed": "str"},
    "persons": {"column": "str!"},
    "relation": {"child": "str!", "parent": "str!", "relation": "str!", "year": "int", "year_column": "str", "years": "dict",
                 "only": "dict"},
}  # fmt: skip
# The tables of each kind of mapping; "!" must be there, "[]" may stand several times.
TABLES = {
    "observation": {"source": "!", "area": "!", "period": "!", "group": "", "value": "![]", "symbols": ""},
    "population": {"source": "!", "area": "!", "period": "!", "sex": "", "age": "!", "persons": ""},
    "area_lookup": {"source": "!", "area": "![]", "relation": "[]"},
}
ONE_OF = {
    "period": ("column", "fixed"), "sex": ("column", "fixed"), "age": ("wide", "column", "from", "fixed"),
    "relation": ("year", "year_column", "years"),
}  # fmt: skip
ALLOWED = {
    ("", "loads"): LOADS, ("source", "nature"): NATURES, ("relation", "relation"): RELATIONS, ("sex", "fixed"): ("Female", "Male", "Persons"),
}  # fmt: skip
COLUMNS = {
    "area": ("code", "name", "vintage_column"), "period": ("column",), "group": ("column",), "value": ("column",), "sex": ("column",),
    "age": ("column", "from", "to", "total"), "persons": ("column",), "relation": ("child", "parent", "year_column"),
}  # fmt: skip
