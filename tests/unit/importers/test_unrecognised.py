"""Why no importer knows a file: what is lacking or which columns stand there, and never a cell of a child."""

import pytest

from importers.files import GivenFile
from importers.reading import Refused
from importers.recognising import recognised

CASES = {
    "columns of figures": ("Ward code,Ward name,Value 2023,Percentage", "Ward code, Ward name, Value 2023, Percentage"),
    "columns nobody has heard of": ("apples,pears", ": 2 others whose names are not known"),
    "one known and one not": ("Year,bananas", "Year and 1 other whose name is not known"),
    "episodes without the reason": ("CHILD,DECOM,LS,CIN,PLACE,DEC", "table Episodes of an SSDA903 return, but it has no column RNE"),
    "a header without the sex": ("CHILD,DOB,UPN,ETHNIC", "table Header of an SSDA903 return, but it has no column SEX"),
    "semicolons": ("CHILD;SEX;DOB;ETHNIC", "one cell that is divided by semicolons"),
}


def refusal(tmp_path, text: str) -> str:
    (tmp_path / "some.csv").write_text(text, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        recognised(GivenFile(tmp_path / "some.csv", "some.csv"))
    return str(refused.value)


@pytest.mark.parametrize("case", CASES)
def test_what_is_lacking_is_said(tmp_path, case):
    header, said = CASES[case]
    assert said in refusal(tmp_path, header + "\n" + header + "\n")


@pytest.mark.parametrize("row", [
    "62551,2,18/10/2015,OOTH,D131008303015", "Smith,Jane,12 High Street,Female", "62551,20/02/2016,S,E4,N5,U6,,BH15 3BT", "Ward,Mary,Poole",
    "62551;2;18/10/2015;OOTH;D131008303015",
])  # fmt: skip
def test_a_table_without_a_header_tells_of_no_child(tmp_path, row):
    said = refusal(tmp_path, f"{row}\n{row}\n")
    assert not [cell for cell in row.replace(";", ",").split(",") if len(cell) > 2 and cell != "Ward" and cell in said], said
