"""The Priority areas page: areas are made, seen in the filter, edited, undone, archived, restored and imported."""

from urllib.parse import parse_qs

import pytest

from measures.priority_areas import store
from measures.priority_areas.area import Member, OwnArea
from tests.app.test_pages import AUTHORITIES
from tests.app.visit import DEMOGRAPHICS, PAGES, assert_sound, choose, chosen, go, options, texts, visit

PAGE = "pages/place/priority_areas.py"
POOLE, PLYMOUTH = "E06000029", "E06000026"
ALDERNEY, HAMWORTHY_WEST = "E05010534", "E05010543"
LSOAS = ("E01015379", "E01015380", "E01015381")


def made(name: str = "Nine Elms", members: tuple[Member, ...] = (), **more) -> OwnArea:
    """An area of one ward, or of ``members``."""
    return store.save(OwnArea(name, POOLE, members or (Member(ALDERNEY, 2017),), **more))


def write(app, label: str, text: str):
    box = next(box for box in (*app.main.text_input, *app.main.text_area) if box.label == label)
    return box.set_value(text).run()


def press(app, label: str):
    return next(button for button in app.main.button if button.label == label).click().run()


def said(app) -> str:
    return "\n".join([*texts(app), *(box.value for box in (*app.success, *app.error, *app.warning, *app.info))]).replace("\\", "")


@pytest.mark.parametrize("authority", AUTHORITIES)
def test_every_authority_opens_without_own_areas(demo, authority):
    app = visit(PAGE, la=authority)
    assert_sound(app)
    assert "0 of people's own" in said(app)


def test_an_authority_without_any_says_how_to_begin(demo):
    assert "Make the first one below" in said(visit(PAGE, la=PLYMOUTH))


def test_one_is_made_from_the_list_and_filters_every_page(areas_home):
    app = visit(PAGE, la=POOLE)
    write(app, "Name", "West Quay")
    write(app, "Owner", "Early help board")
    choose_wards(app, [HAMWORTHY_WEST])
    press(app, "Save the area")
    assert_sound(app)
    assert "West Quay is made: every page can be filtered by it now" in said(app)
    assert "overlaps with" in said(app) and "Turlin Moor" in said(app)
    assert "Owner: Early help board" in said(app)
    for page in PAGES:
        go(app, page)
        assert "West Quay" in options(app, "Priority area")
    choose(app, "Priority area", "own.west-quay")
    go(app, DEMOGRAPHICS)
    assert_sound(app)
    assert "lived in Hamworthy West" in texts(app)[1]
    assert app.query_params["priority"] in ("own.west-quay", ["own.west-quay"])


def choose_wards(app, codes: list[str]):
    return next(box for box in app.main.multiselect if box.label == "Wards").set_value(codes).run()


def test_nothing_written_is_lost_when_it_cannot_be_kept(areas_home):
    app = visit(PAGE, la=POOLE)
    write(app, "Name", "=SUM(A1)")
    press(app, "Save the area")
    assert 'begins with "=", which a spreadsheet would run as a formula' in said(app)
    assert next(box for box in app.main.text_input if box.label == "Name").value == "=SUM(A1)"
    write(app, "Name", "West Quay")
    press(app, "Save the area")
    assert "has no members yet: pick at least one ward or LSOA" in said(app)
    go(app, DEMOGRAPHICS)
    go(app, PAGE)
    assert next(box for box in app.main.text_input if box.label == "Name").value == "West Quay"
    assert store.own_areas() == ()


def test_a_link_with_members_fills_the_form(areas_home):
    app = visit(PAGE, la=POOLE, members=",".join([*LSOAS, "E01999999"]))
    assert_sound(app)
    assert "3 members picked" in said(app) and "E01999999: no ward or LSOA of this authority" in said(app)
    write(app, "Name", "Hot spot")
    press(app, "Save the area")
    assert [member.code for member in store.own_areas()[0].members] == list(LSOAS)
    assert "members" not in app.query_params
    assert "Children aged 0 to 15" in said(app)


def test_edited_undone_archived_restored(areas_home):
    area = made(note="first")
    app = visit(PAGE, la=POOLE, area=area.area_id)
    press(app, "Edit")
    assert "## Edit Nine Elms" in texts(app)
    write(app, "Note", "second")
    press(app, "Save the area")
    assert store.own_area(area.area_id).note == "second"
    press(app, "Undo the last change")
    assert store.own_area(area.area_id).note == "first"
    press(app, "Archive")
    assert_sound(app)
    assert store.own_areas() == () and "## Archived" in texts(app)
    assert "Nine Elms" not in options(app, "Priority area")
    press(app, "Restore")
    assert "Nine Elms is in force" in said(app) and "Nine Elms" in options(app, "Priority area")


def test_those_of_plans_cannot_be_edited(demo):
    app = visit(PAGE, la=POOLE, area="poole-2014.turlin-moor")
    assert_sound(app)
    assert "cannot be edited here" in said(app) and "Our reading" in said(app)
    assert not [button for button in app.main.button if button.label in ("Edit", "Archive")]


def test_an_area_of_lsoas_holds_on_every_page(areas_home):
    area = made(members=tuple(Member(code, 2011) for code in LSOAS))
    for page in PAGES:
        app = visit(page, la=POOLE, priority=area.area_id)
        assert_sound(app)
        assert not app.warning
        assert chosen(app, "Priority area") == area.area_id


def test_a_link_to_an_archived_area_says_so(areas_home):
    area = made()
    store.archive(area.area_id)
    app = visit(DEMOGRAPHICS, la=POOLE, priority=area.area_id)
    assert_sound(app)
    assert [box.value for box in app.warning] == [f'The priority area "{area.area_id}" is not held for this authority; it is left out.']


def test_one_archived_by_somebody_else_leaves_the_filter(areas_home):
    area = made()
    app = visit(DEMOGRAPHICS, la=POOLE, priority=area.area_id)
    store.archive(area.area_id)
    app.run()
    assert_sound(app)
    assert chosen(app, "Priority area") == ""


def test_members_that_are_gone_are_named_and_the_area_does_not_filter(areas_home):
    area = made(members=(Member("E05000999", 2011), Member(ALDERNEY, 2017)))
    app = visit(PAGE, la=POOLE, area=area.area_id)
    assert_sound(app)
    assert "Nine Elms cannot be counted: E05000999 is not among the wards and LSOAs in use here" in said(app)
    assert "Nine Elms" not in options(app, "Priority area")
    press(app, "Edit")
    assert "Of former boundaries: E05000999 (2011)" in said(app)


def test_the_gap_on_the_deprivation_page_has_own_areas(areas_home):
    made("Elms", members=tuple(Member(code, 2011) for code in LSOAS))
    app = visit("pages/place/deprivation.py", la=POOLE, edition="2019")
    assert_sound(app)
    assert any("Elms" in frame.value["Area"].to_list() for frame in app.main.dataframe if "Area" in frame.value)


def test_a_damaged_store_is_said_on_the_page(areas_home):
    made()
    path = areas_home / "priority_areas.jsonl"
    path.write_bytes(path.read_bytes() + b'{"id": "half')
    app = visit(PAGE, la=POOLE)
    assert_sound(app)
    assert "1 line of priority_areas.jsonl cannot be read" in said(app)


def test_a_file_is_imported(areas_home):
    app = visit(PAGE, la=POOLE)
    rows = f"name,authority_code,member_code\nFrom a file,{POOLE},{ALDERNEY}\nNowhere,{POOLE},E05000998\n"
    app.main.file_uploader[0].set_value(("areas.csv", rows.encode(), "text/csv")).run()
    press(app, "Import")
    assert_sound(app)
    assert "From a file is made of 1 member (own.from-a-file)" in said(app)
    assert "E05000998: no ward or LSOA of Poole that is held" in said(app)


def test_a_cluster_of_the_deprivation_page_leads_to_the_form(areas_home):
    app = visit("pages/place/deprivation.py", la="E06000058", edition="2019")
    assert_sound(app)
    assert options(app, "Cluster")[0].startswith("Cluster 1: ")
    link = next(each for each in app.main if each.type == "page_link" and "Make a priority area" in each.proto.label)
    form = visit(PAGE, **{key: values[0] for key, values in parse_qs(link.proto.query_string).items()})
    assert_sound(form)
    count = int(options(app, "Cluster")[0].split()[2])
    assert f"{count} members picked" in said(form)
