"""Gaps in attainment: published ones through ``python -m measures``, and every gap of four authorities worked out again from the files."""

import math
from functools import cache

import pytest

from measures.attainment_gaps import gap_table
from measures.attainment_groups import PEERS, breakdowns_of, counterparts, groups_of, measures_with_gaps
from measures.errors import CannotAnswer
from measures.gap_rows import Gap
from measures.publish import publish
from measures.selection import Selection
from tests.golden.published import DORSET, ENGLAND, FOUR, IN_THE_TOOL, PLYMOUTH, PORTSMOUTH, asker, ees, half_up, number, tool_table
from tests.golden.real_home import built_of_figures

pytestmark = pytest.mark.xdist_group("real_figures")
CARE = {"CINO": "CINO at 31 March", "CPPO": "CPPO at 31 March", "CLA": "CLA 12 months at 31 March"}
ETHNIC = ("White", "Mixed", "Asian", "Black", "Chinese", "Other")
PROFILE = {("sex", "Boys"): ("Total", "Total", "Boys"), ("sex", "Girls"): ("Total", "Total", "Girls"),
           ("first_language", "English"): ("First language", "Known or believed to be English", "Total"),
           ("first_language", "NotEnglish"): ("First language", "Known or believed to be other than English", "Total"),
           ("sen", "NoSEN"): ("SEN provision", "No identified SEN", "Total")}  # fmt: skip


@cache
def of_tool() -> dict[tuple[str, str, str], str]:
    """Short name in the tool by indicator, breakdown and group; written down here, not taken from the product."""
    names = {("gld", "Total", "Total"): "FSP_NEW_GOODDEV", ("gld", "fsm", "FSM"): "FSP_Gooddev_FSM", ("gld", "fsm", "NonFSM"): "FSP_Gooddev_FSM_Other",
             ("gld", "sen", "SENSupport"): "FSP_Gooddev_Without_SENSTATE", ("gld", "sen", "EHCP"): "FSP_Gooddev_With_SENSTATE",
             ("gld", "social_care", "CINO"): "CIN_Good _Develop", ("gld", "social_care", "CPPO"): "CPP_Good_Develop",
             ("gld", "social_care", "CLA"): "LAC_Good_Develop", ("phonics", "Total", "Total"): "KS1P_all", ("phonics", "fsm", "FSM"): "KS1P_FSM",
             ("phonics", "sen", "NoSEN"): "KS1P_NonSEND", ("phonics", "sen", "SENSupport"): "KS1P_SEND", ("phonics", "sen", "EHCP"): "KS1P_EHCP",
             ("ks2_rwm_expected", "Total", "Total"): "KS2RWM_Expected_STD", ("ks2_rwm_expected", "sen", "NoSEN"): "NoID_SEN_NEW_KS2_RWM",
             ("ks2_rwm_expected", "sen", "SENSupport"): "NEW_KS2_RWM_Sen_W/Osta", ("ks2_rwm_expected", "sen", "EHCP"): "NEW_KS2_RWM_Sen_Withsta",
             ("ks2_reading_expected", "Total", "Total"): "KS2R_Expected_STD", ("ks2_writing_expected", "Total", "Total"): "KS2W_Teacher_Assess",
             ("ks2_maths_expected", "Total", "Total"): "KS2M_Expected_STD", ("ks4_attainment8", "Total", "Total"): "AVG_Attain8_Score",
             ("ks4_engmath_9_4", "Total", "Total"): "EngMaths9-4", ("ks4_engmath_9_5", "Total", "Total"): "EngMaths9-5",
             ("ks4_progress8", "Total", "Total"): "AVG_Prog8_Score"}  # fmt: skip
    for group in ("FSM", "NonFSM", "DAP", "NonDAP"):
        by = "fsm" if group.endswith("FSM") else "disadvantaged"
        names["ks2_rwm_expected", by, group] = f"{group}_NEW_KS2_RWM"
        names["ks4_attainment8", by, group] = f"{group}_AVG_Attain8_Score" if by == "fsm" else f"{group}_KS4_ATT8"
        names["ks4_progress8", by, group] = f"{group}_AVG_Prog8_Score" if by == "fsm" else f"{group}_KS4_Prog8"
    for group in ETHNIC:
        names["gld", "ethnicity", group] = f"FSP_Gooddev_{group}"
        names["ks2_rwm_expected", "ethnicity", group] = f"KS2_NEW_{group[:5]}_RWM"
        if group != "Other":
            names["ks4_attainment8", "ethnicity", group] = f"AVG_Attain8_Score_{group[:5]}"
            names["ks4_progress8", "ethnicity", group] = f"AVG_Prog8_Score_{group[:5]}"
    for group, short in (("NoSEN", "NoID"), ("SENSupport", "WoStat"), ("EHCP", "Stat")):
        names["ks4_attainment8", "sen", group] = f"SEN_{short}_AVG_Attain8_Score"
        names["ks4_progress8", "sen", group] = f"SEN_{short}_AVG_Prog8_Score"
    for subject, letter in (("reading", "R"), ("writing", "W"), ("maths", "M")):
        names[f"ks2_{subject}_progress", "Total", "Total"] = f"KS2{letter}_Prog_VA"
        for by, group, short in (("fsm", "FSM", "FSM"), ("fsm", "NonFSM", "nonFSM"), ("disadvantaged", "DAP", "DAP"), ("disadvantaged", "NonDAP", "NonDAP"),
                                 ("sen", "NoSEN", "NonSEN"), ("sen", "SENSupport", "SENSupport"), ("sen", "EHCP", "SEN")):  # fmt: skip
            names[f"ks2_{subject}_progress", by, group] = f"KS2_{short}_{subject.capitalize()}_Progress"
    for key, total, fsm, other, ending in (("level2_at_19", "Level2Age19", "Level2_FMS_Attain", "Level2Age19_NON_FSM", ""),
                                           ("level2_engmath_at_19", "Level2Age19_E&M", "Level2Age19_E&M_FSM", "Level2Age19_E&M_NON_FSM", "_L2EM"),
                                           ("level3_at_19", "Level3Age19", "Level3_FMS_Attain", "NonFSM_L3_aged19", "_L3")):  # fmt: skip
        names |= {(key, "Total", "Total"): total, (key, "fsm", "FSM"): fsm, (key, "fsm", "NonFSM"): other}
        names |= {
            (key, "sen", group): f"Age19_{short}{ending}"
            for group, short in (("NoSEN", "NoNSEN"), ("SENSupport", "SENwoS"), ("EHCP", "SEN-S"))
        }
    return names


CARE_COLUMNS = {"ks2_rwm_expected": ("ks2_la", "pt_rwm_met_expected_standard"), "ks2_reading_expected": ("ks2_la", "pt_read_met_expected_standard"),
                "ks2_writing_expected": ("ks2_la", "pt_writta_met_expected_standard"), "ks2_maths_expected": ("ks2_la", "pt_mat_met_expected_standard"),
                "ks4_attainment8": ("ks4_la", "avg_att8"), "ks4_engmath_9_4": ("ks4_la", "pt_l2basics_94"),
                "ks4_engmath_9_5": ("ks4_la", "pt_l2basics_95")}  # fmt: skip
PLACES = {"gld": 1, "ks4_attainment8": 1, "ks4_engmath_9_4": 1, "ks4_engmath_9_5": 1, "ks4_progress8": 2, "level2_at_19": 2,
          "level2_engmath_at_19": 2, "level3_at_19": 2} | {f"ks2_{name}_progress": 2 for name in ("reading", "writing", "maths")}  # fmt: skip


@pytest.fixture
def ask(demo_home, use_home, capsys):
    return asker(demo_home, use_home, capsys)


@pytest.mark.parametrize(("area", "gap"), [(DORSET, 23), (PLYMOUTH, 19), (PORTSMOUTH, 20)])
def test_the_free_school_meals_gap_at_eleven_as_the_plans_authors_read_it(ask, area, gap):
    for asked in (["--gap"], ["--gap", "FSM", "--peers", "local", "--period", "202425"]):
        row = next(row for row in ask("ks2_rwm_expected", area, "--breakdown", "fsm", *asked)["rows"] if row["group"] == "FSM")
        assert (row["time_period"], row["value"], row["comparator_value"] - row["group_value"]) == ("202425", gap, gap)
        assert row["lower"] is None and row["pupils"] is None and row["ranked"] > 140


@cache
def of_tool_by_year() -> dict[tuple[str, str], dict[str, str]]:
    """Figure as text by academic year, of each short name and area."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for (name, place, year), text in tool_table().items():
        if len(year) == 4:
            found.setdefault((name, place), {})[f"{int(year) - 1}{year[2:]}"] = text
    return found


def figures_of(indicator: str, breakdown: str, group: str, area: str) -> dict[str, float]:
    """Figure by academic year as its publisher's file has it; the profile's file only where the tool has no such group."""
    places, short = PLACES.get(indicator, 0), of_tool().get((indicator, breakdown, group))
    if breakdown == "social_care" and indicator in CARE_COLUMNS:
        file, column = CARE_COLUMNS[indicator]
        rows = ees(file)
        rows = rows[(rows["area"] == area) & (rows["social_care_group"] == CARE[group])]
        cells = dict(zip(rows["time_period"], map(number, rows[column]), strict=True))
    elif short:
        cells = {year: float(text) for year, text in of_tool_by_year().get((short, IN_THE_TOOL[area]), {}).items() if text != "-"}
    elif indicator == "gld" and (breakdown, group) in PROFILE:
        topic, kind, sex = PROFILE[breakdown, group]
        rows = ees("1_eyfsp_headline_measures_2022")
        rows = rows[
            (rows["area"] == area) & (rows["characteristic"] == topic) & (rows["characteristic_type"] == kind) & (rows["gender"] == sex)
        ]
        cells = {"202122": number(rows["gld_percentage"].item())}
    else:
        raise AssertionError(f"{indicator} {breakdown} {group}: no file is written down for it")
    return {year: half_up(cell, places) for year, cell in cells.items() if not isinstance(cell, str)}


# Groups so small that their publisher has hidden every figure of the four authorities, or none of the files has one.
NEVER_TOLD = {("gld", "social_care", "CLA"), ("ks4_engmath_9_4", "social_care", "CPPO"), ("ks4_engmath_9_5", "social_care", "CPPO")}
GAPS = [(key, breakdown, group) for key in measures_with_gaps() for breakdown in breakdowns_of(key) for group in groups_of(key, breakdown)]


@cache
def kept(key: str, selection: Selection):
    """A published table; all tests here ask one warehouse."""
    return publish(key, selection)


def published(key: str, selection: Selection, **changes):
    return kept(key, selection.but(**changes))


@pytest.fixture
def figures_home(demo_home, use_home):
    return use_home(built_of_figures(demo_home))


@pytest.mark.parametrize(("indicator", "breakdown", "group"), GAPS)
def test_every_gap_is_what_the_files_give(figures_home, indicator, breakdown, group):
    """Each authority, comparison and year: the same gaps, and no other."""
    told = 0
    for area in FOUR:
        mine = figures_of(indicator, breakdown, group, area)
        for peers in PEERS:
            other = "Total" if peers == "national_all" else counterparts(indicator, breakdown, group)[0]
            against = figures_of(indicator, "Total" if other == "Total" else breakdown, other, area if peers == "local" else ENGLAND)
            expected = {year: round(against[year] - figure, 6) for year, figure in mine.items() if year in against}
            frame = gap_table(Gap(indicator, breakdown, group, peers), Selection(area, period="all"), published).frame.dropna(
                subset=["value"]
            )
            found = dict(zip(frame["time_period"], frame["value"], strict=True))
            assert found == pytest.approx(expected), (area, peers)
            told += len(found)
            for row in frame.dropna(subset=["pupils"]).to_dict("records"):
                assert row["pupils"] == max(math.ceil(round(row["value"] * row["denominator"] / 100, 6)), 0)
    assert bool(told) == ((indicator, breakdown, group) not in NEVER_TOLD)


def test_a_group_that_does_not_exist_is_refused(figures_home):
    with pytest.raises(CannotAnswer, match="choose one of FSM, NonFSM"):
        gap_table(Gap("ks2_rwm_expected", "fsm", "CLA"), Selection(DORSET), publish)
