"""When and why generated children leave care: set by hand from what is generally known of England."""


def leaving_chance(months: float, age: float) -> float:
    """How likely a period ends in a month, against others: soon after it began, young children within three years, hardly any later."""
    if months < 12:
        return (1.5, 0.8, 0.6, 0.45, 0.4, 0.35, 0.3, 0.25, 0.22, 0.2, 0.2, 0.2)[int(max(months, 0))]
    if age < 7:
        return 0.55 if months < 36 else 0.35
    if age < 16:
        return 0.16 if months < 36 else 0.05
    return 0.1


def reasons(months: float, age: float, *, is_grown_up: bool, is_seeker: bool) -> dict[str, float]:
    """Codes of REC and how likely each is, by age and how long the period lasted."""
    if is_grown_up:
        return {"E17": 0.3, "E5": 0.42, "E6": 0.06, "E7": 0.07, "E8": 0.15}
    if is_seeker:
        return {"E15": 0.3, "E5": 0.4, "E3": 0.15, "E8": 0.15}
    if months < 9:
        return {"E4A": 0.52, "E4B": 0.17, "E13": 0.08, "E8": 0.12, "E41": 0.07, "E47": 0.04}
    if age < 7:
        return {"E12": 0.42, "E11": 0.1, "E45": 0.2, "E47": 0.1, "E46": 0.05, "E4A": 0.14, "E41": 0.07}
    if age < 16:
        return {"E4A": 0.34, "E4B": 0.08, "E45": 0.22, "E46": 0.08, "E47": 0.06, "E41": 0.1, "E13": 0.04, "E8": 0.05, "E3": 0.03}
    return {"E4A": 0.24, "E4B": 0.12, "E5": 0.3, "E6": 0.05, "E8": 0.2, "E9": 0.06, "E3": 0.03}
