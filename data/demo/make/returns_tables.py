"""The other tables of a generated return, and how it is written: one XML a year and authority, with each child's records together."""

from datetime import date

import numpy as np

from data.demo.make.returns_episodes import Episode, drawn
from data.demo.make.returns_flows import Child
from data.demo.make.returns_moves import last_day

Record = tuple[str, dict[str, str]]
_LEAVER_AGES = range(17, 22)
_ACTIVE = {"F1": 0.05, "F2": 0.17, "P2": 0.03, "F4": 0.03, "F5": 0.22, "P5": 0.05, "G4": 0.13, "G5": 0.22, "G6": 0.06, "0": 0.04}
_HOUSED = {"B1": 0.14, "C1": 0.03, "D1": 0.2, "E1": 0.08, "K1": 0.07, "T1": 0.03, "U1": 0.26, "Z1": 0.1, "Y1": 0.02, "S2": 0.02, "X2": 0.03,
           "W2": 0.01, "0": 0.01}  # fmt: skip
_TOUCH = {"YES": 0.92, "NO": 0.04, "REFU": 0.02, "NREQ": 0.02}
_SPOKE = {"PN1": 0.48, "PN2": 0.06, "PN3": 0.08, "PN4": 0.05, "PN5": 0.11, "PN6": 0.15, "PN7": 0.07}


def day(ordinal: int | None) -> str:
    """A day as the return writes it."""
    return "" if ordinal is None else date.fromordinal(ordinal).strftime("%d/%m/%Y")


def xml(tag: str, cells: dict[str, str], inner: str = "") -> str:
    """An element with its filled cells."""
    return f"<{tag}>{''.join(f'<{name}>{text}</{name}>' for name, text in cells.items() if text)}{inner}</{tag}>"


def header(child: Child, year: int) -> dict[str, str]:
    """The cells of Header; sex as the year writes it."""
    is_girl = child.sex == "F"
    cells = {"CHILDID": f"G{child.number:05d}", "SEX": ("2" if is_girl else "1") if year < 2025 else child.sex, "DOB": day(child.born),
             "ETHNIC": child.ethnic, "UASC": "1" if child.is_seeker else "0"}  # fmt: skip
    if child.is_seeker and child.grown_up <= last_day(year):
        cells["DUC"] = day(child.grown_up)
    if is_girl and child.age(last_day(year)) >= 14:
        cells["MOTHER"] = "1" if child.number % 23 == 0 else "0"
        if cells["MOTHER"] == "1":
            cells["MC_DOB"] = day(min(child.born + 16 * 365 + child.number % 300, last_day(year)))
    return cells


def episode(one: Episode, year: int, postcodes: list[str]) -> str:
    """An episode as the return of a year knows it: one that ended later is open."""
    is_open = one.end is None or one.end > last_day(year)
    home = "" if one.child.home is None else postcodes[one.child.home]
    return xml("EPISODE", {
        "DECOM": day(one.start), "RNE": one.began, "LS": one.status, "CIN": one.child.need, "PL": one.code,
        "PL_POST": "" if one.place is None else postcodes[one.place], "HOME_POST": home, "URN": one.urn, "PLACE_PROVIDER": one.provider,
        "DEC": "" if is_open else day(one.end), "REC": "" if is_open else one.ceased, "REASON_PLACE_CHANGE": "" if is_open else one.why_moved,
    })  # fmt: skip


def about(rng: np.random.Generator, child: Child, year: int, own: list[Episode]) -> list[Record]:
    """Everything but header and episodes of a child in a year. Of the years before 2020 only care leavers are told of."""
    first, last = last_day(year - 1) + 1, last_day(year)
    in_care = [period for period in child.periods if period.start <= last and (period.end or last + 1) >= first]
    if not in_care or year < 2020:
        return [("OC3", _leaver(rng))] if is_leaver(child, year) else []
    records = [record for period in in_care for record in _reviews(rng, child, period.start, min(period.end or last, last), first)]
    if any(first <= period.start for period in in_care):
        records.append(("PERMANENCE", {"PREV_PERM": "Z1" if rng.random() < 0.95 else str(rng.choice(["P1", "P2", "P3"]))}))
    if any(period.start <= last - 365 and (period.end or last + 1) > last for period in in_care):
        records.append(("OC2", _health(rng, child, child.age(last))))
    records += _adopted(own, first, last) + _missing(rng, child, own, first, last)
    if year >= 2024 and child.number % 10 == 0:
        records += _workers(rng, child, in_care, first, last)
    if year >= 2025 and child.unrest > 4 and child.age(last) > 13:
        records.append(("DOLO", {"DOLO_START": day(first + child.number % 200), "DOLO_END": day(first + child.number % 200 + 28)}))
    return records


def is_leaver(child: Child, year: int) -> bool:
    """Whether a child left at 16 or later and had the seventeenth to the twenty-first birthday in the year."""
    left, last = child.periods[-1].end if child.periods else None, last_day(year)
    return left is not None and left <= last and child.age(left) >= 16 and int(child.age(last)) in _LEAVER_AGES


def _leaver(rng: np.random.Generator) -> dict[str, str]:
    touch = drawn(rng, _TOUCH)
    return {
        "IN_TOUCH": touch,
        "ACTIV": drawn(rng, _ACTIVE) if touch == "YES" else "0",
        "ACCOM": drawn(rng, _HOUSED) if touch == "YES" else "0",
    }


def _reviews(rng: np.random.Generator, child: Child, start: int, end: int, first: int) -> list[Record]:
    """After four weeks, three months more, and then every half year."""
    due = [start + 27, start + 112, *range(start + 290, end + 1, 178)]
    return [
        ("AREVIEW", {"REVIEW": day(when), "REVIEW_CODE": "PN0" if child.age(when) < 4 else drawn(rng, _SPOKE)})
        for when in due if first <= when < end
    ]  # fmt: skip


def _health(rng: np.random.Generator, child: Child, age: float) -> dict[str, str]:
    def flag(chance: float) -> str:
        return "1" if rng.random() < chance else "0"

    cells = {"HEALTH_CHECK": flag(0.9)} if age < 5 else {}
    if 4 <= age < 17:
        answered = rng.random() < 0.8
        score = int(np.clip(rng.normal(12 + 2 * min(child.unrest, 4), 6), 0, 40))
        cells |= {"SDQ_SCORE": str(score)} if answered else {"SDQ_REASON": str(rng.choice(["SDQ2", "SDQ4", "SDQ5"]))}
    convicted = flag(0.03 * min(child.unrest, 4)) if age >= 10 else "0"
    misuse = flag(0.1) if age >= 13 else "0"
    cells |= {"CONVICTED": convicted, "IMMUNISATIONS": flag(0.86), "TEETH_CHECK": flag(0.78), "HEALTH_ASSESSMENT": flag(0.9),
              "SUBSTANCE_MISUSE": misuse}  # fmt: skip
    return cells | ({"INTERVENTION_RECEIVED": flag(0.5), "INTERVENTION_OFFERED": "1"} if misuse == "1" else {})


def _adopted(own: list[Episode], first: int, last: int) -> list[Record]:
    """The decision that a child be placed for adoption, and the adoption."""
    found = []
    for one in own:
        if one.status == "E1" and one.began in ("L", "B") and first <= one.start <= last:
            found.append(("PLACEDADOPTION", {"DATE_PLACED": day(one.start)}))
        if one.ceased in ("E11", "E12") and one.end is not None and first <= one.end <= last:
            number = one.child.number
            adopters = [("MF", "L11"), ("MF", "L11"), ("MF", "L3"), ("FF", "L12"), ("MM", "L12"), ("F1", "L0")][number % 6]
            found.append(("AD1", {"DATE_INT": day(one.start - 40), "DATE_MATCH": day(one.start - 12), "FOSTER_CARE": "1" if one.code == "A5" else "0",
                                  "NB_ADOPTR": "1" if adopters[0] == "F1" else "2", "SEX_ADOPTR": adopters[0], "LS_ADOPTR": adopters[1]}))  # fmt: skip
    return found


def _missing(rng: np.random.Generator, child: Child, own: list[Episode], first: int, last: int) -> list[Record]:
    """Restless adolescents are missing now and then."""
    spans = [(max(one.start, first), min(one.end or last, last)) for one in own]
    days = sorted(
        {
            int(rng.integers(low, high))
            for low, high in spans
            if high - low > 10 and rng.random() < 0.06 * min(child.unrest, 5) * (child.age(low) >= 11)
        }
    )
    return [
        ("MISSINGPERIOD", {"MISSING": "M" if rng.random() < 0.8 else "A", "MIS_START": day(when), "MIS_END": day(when + 1)})
        for when in days
    ]


def _workers(rng: np.random.Generator, child: Child, in_care: list, first: int, last: int) -> list[Record]:
    """The social worker of the year."""
    start = max(in_care[0].start, first)
    return [
        ("SWEPISODE", {"SW_ID": f"GW{child.number % 61:03d}", "SW_DECOM": day(start), "SW_REASON": "FCONTA" if start > first else "MANAGE"})
    ]
