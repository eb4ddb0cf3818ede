"""Ofsted: outcomes of inspections, and the list of providers."""

import pytest

from importers.load import load
from importers.reading import Refused
from tests.real_files import real_file
from tests.small import workbook
from tests.tables import kind_of, reading_of, records

AREAS = "Overall effectiveness,The experiences and progress of children in care"
OUTCOMES = f"Judgements as at 31 March 2025,\nOne table,\nWeb link,Local authority area code,Local authority name,Inspection/Visit date,Publication date,Inspection/Visit type,{AREAS},Visit Theme"
BCP = (
    'Page,E06000058,"Bournemouth, Christchurch & Poole",2024-12-02 00:00:00,2025-01-29 00:00:00,ILACS Standard Inspection,Good,Outstanding,'
)
VISIT = "Page,E06000059,Dorset,26/03/2025,29/04/2025,ILACS Focused Visit,,,Care leavers"
KEY = ("area_code", "inspection_date", "judgement_area", "judgement", "inspection_type", "theme")
FOUND = [
    ("E06000058", "2024-12-02", "Overall effectiveness", "Good", "ILACS Standard Inspection", None),
    ("E06000058", "2024-12-02", "The experiences and progress of children in care", "Outstanding", "ILACS Standard Inspection", None),
    ("E06000059", "2025-03-26", "Visit", None, "ILACS Focused Visit", "Care leavers"),
]  # fmt: skip


def test_judgements_and_visits():
    text = "\n".join([OUTCOMES, BCP, VISIT])
    assert kind_of(text) == "ofsted_outcomes"
    reading = reading_of(text)
    assert records(reading, "inspection_outcome", *KEY) == FOUND
    assert records(reading, "area", "area_name") == [("Bournemouth, Christchurch and Poole",), ("Dorset",)]
    assert (reading.rows_read, reading.release) == (2, "2025-03-31")


def test_without_codes_the_names_tell_the_authority():
    cut = [
        line.replace("Local authority area code,", "").replace("E06000058,", "").replace("E06000059,", "")
        for line in (OUTCOMES, BCP, VISIT)
    ]
    assert records(reading_of("\n".join(cut)), "inspection_outcome", *KEY) == FOUND


def test_one_inspection_on_two_sheets_stands_once_with_its_kind(own_home, tmp_path):
    head = ["Local authority name", "Inspection date", "Inspection type", *AREAS.split(",")]
    row = ["Dorset", "2024-12-02", "ILACS Standard Inspection", "Good", "Good"]
    without = [[cell for place, cell in enumerate(line) if place != 2] for line in (head, row)]
    (tmp_path / "o.xlsx").write_bytes(workbook({"now": without, "history": [head, row]}))
    (outcome,) = load([tmp_path / "o.xlsx"], own_home)
    assert (outcome.status, outcome.read) == ("loaded", 2)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (("Good,Outstanding", "Fine,Outstanding"), 'column "Overall effectiveness": "Fine" is not one of'),
        (("2024-12-02", "2024-13-02"), 'column "Inspection/Visit date": "2024-13-02 00:00:00" is not a day'),
        (("E06000058", "E0600005"), 'column "Local authority area code": "E0600005" is not an area code'),
        (("E06000058", "E06099958"), "is the code of no authority of England"),
        ((",The experiences and progress of children in care", ",Other"), "no column of what was judged"),
        (("Bournemouth, Christchurch & Poole", ""), 'column "Local authority name": the cell is empty'),
    ],
)
def test_refused_outcomes(change, sentence):
    with pytest.raises(Refused, match=sentence):
        reading_of("\n".join([OUTCOMES, BCP]).replace(*change))


def test_a_name_nobody_has_is_refused():
    with pytest.raises(Refused, match='column "Local authority name": "Nowhere" is not the name of an authority'):
        reading_of(f"Local authority name,Inspection date,{AREAS}\nNowhere,01/02/2024,Good,Good")


PROVIDERS = (
    "Provider level as at 31 March 2023,\nx,\nURN,Provision type,Registration date,Registration status,Name,Postcode,Local authority,Parliamentary constituency,Sector,"
    "Places,Short-break-only children's home,Latest full inspection date,Overall experiences and progress of children and young people,,"
)
HOME = "SC1,Children's Home,02/06/2021,Active,REDACTED,REDACTED,Dorset,North Dorset,Private,4,,07/02/2023,Good,,"
AGENCY = "2,Independent Fostering Agency,02/06/2021,Active,A Name,AB1 2CD,Poole,Poole,Voluntary,,,07/02/2023,,,"


def test_providers_without_names_or_addresses():
    text = "\n".join([PROVIDERS, HOME, AGENCY])
    assert kind_of(text) == "ofsted_providers"
    reading = reading_of(text)
    columns = ("urn", "as_at", "provision_type", "sector", "places", "judgement", "area_code", "constituency_name", "registration_status")
    assert records(reading, "provider", *columns) == [
        ("SC1", "2023-03-31", "Children's home", "Private", 4, "Good", "E06000059", "North Dorset", "Active"),
        ("2", "2023-03-31", "Independent Fostering Agency", "Voluntary", None, None, "E06000029", "Poole", "Active"),
    ]
    assert not {"name", "postcode", "address", "town"} & set(reading.tables["provider"].columns)
    assert "A Name" not in reading.tables["provider"].to_csv() and "AB1" not in reading.tables["provider"].to_csv()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (("Private,4", "Private,four"), 'row 4, column "Places": "four" is not a number of people'),
        (("as at 31 March 2023", "of last year"), "the day is not stated"),
        (("Dorset,North", "Nowhere,North"), 'column "Local authority": "Nowhere" is not the name of an authority'),
        (("07/02/2023,Good", "07/02/2023,Fine"), '"Fine" is not one of'),
        (("02/06/2021", "31/02/2021"), 'column "Registration date": "31/02/2021" is not a day'),
        (("Sector,", "Sectors,"), 'column "Sector": the column is missing'),
        (("\n2,", "\nSC1,"), 'row 5, column "URN": SC1 stands in the file a second time'),
    ],
)
def test_refused_providers(change, sentence):
    with pytest.raises(Refused, match=sentence):
        reading_of("\n".join([PROVIDERS, HOME, AGENCY]).replace(*change))


def test_the_published_workbook_cut_short_is_refused(own_home, tmp_path):
    whole = real_file("ofsted/LA_Inspection_Outcomes_as_at_31_March_2025.ods").read_bytes()
    (tmp_path / "o.ods").write_bytes(whole[: len(whole) // 2])
    (outcome,) = load([tmp_path / "o.ods"], own_home)
    assert outcome.status == "refused" and "workbook" in outcome.reason
