"""The command as a whole, against a publisher in the process: what lies in the folder afterwards, and what is said."""

import csv
import hashlib
import json

import pytest

from importers.__main__ import main
from importers.fetching import command
from importers.fetching.client import Client, Patience
from importers.load import load
from tests.small import AUTHORITY, LSOAS, WARDS, lsoas_file, table, ward_features
from tests.unit.importers.fetching.conftest import source_text
from tests.unit.importers.fetching.server import File, cut, saying

FIGURES = b"code,value\nE06000059,1\n"
HTML = b"<!DOCTYPE html><html><body>Sorry, there is a problem with the service</body></html>"
AREA = ["--area", "E06000059"]


@pytest.fixture
def run(tmp_path, patience, capsys):
    """A function that runs the command as a user would, with tiny pauses: its exit code, what it printed, what it complained."""

    def run(*given: str, home=None):
        code = command.fetch([*AREA, "--home", str(home or tmp_path / "home"), *given], patience)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def raw(tmp_path):
    return tmp_path / "home" / "raw"


def manifest(raw):
    return json.loads((raw / "manifest.json").read_text())["files"]


def test_a_file_is_fetched_and_noted(run, site, raw, use_sources):
    use_sources(source_text(address=f"{site.address}/figures"))
    site.files["/figures"] = File(FIGURES, etag='"7"', modified="yesterday")
    code, out, err = run()
    assert (code, out) == (0, "fetched    figures.csv: 23 bytes\n")
    assert err.startswith("There is no warehouse in home/, so regions and statistical neighbours are left out")
    assert (raw / "figures.csv").read_bytes() == FIGURES
    entry = manifest(raw)["figures.csv"]
    assert entry["sha256"] == hashlib.sha256(FIGURES).hexdigest() and entry["size"] == 23
    assert entry["pages"] == [{"address": f"{site.address}/figures", "etag": '"7"', "modified": "yesterday"}]
    assert entry["fetched"] == entry["checked"] and entry["fetched"].endswith("+00:00")
    (listed,) = csv.DictReader((raw / "SOURCES.csv").open())
    assert (listed["file"], listed["publisher"], listed["title"], listed["licence"], listed["attribution"]) == ("figures.csv", *"PTLA")
    assert sorted(path.name for path in raw.iterdir()) == [".fetch.lock", "SOURCES.csv", "figures.csv", "manifest.json"]


def test_an_unchanged_file_is_not_fetched_again(run, site, raw, use_sources):
    use_sources(source_text(address=f"{site.address}/figures"))
    site.files["/figures"] = File(FIGURES)
    run()
    site.asked.clear()
    written = (raw / "figures.csv").stat().st_mtime_ns
    code, out, _ = run()
    assert (code, out) == (0, "unchanged  figures.csv: 23 bytes; the publisher has nothing newer\n")
    assert [headers.get("If-None-Match") for _, headers in site.asked] == ['"1"']
    assert (raw / "figures.csv").stat().st_mtime_ns == written


def test_the_same_content_without_an_etag_is_told_as_unchanged(run, site, raw, use_sources):
    use_sources(source_text(address=f"{site.address}/figures"))
    site.files["/figures"] = File(FIGURES, etag="")
    run()
    assert run()[1] == "unchanged  figures.csv: 23 bytes; the same content came again\n"


@pytest.mark.parametrize("spoil", [lambda path: path.write_text("edited"), lambda path: path.unlink(),
                                   lambda path: (path.parent / "manifest.json").write_text("{cut sho")])  # fmt: skip
def test_a_file_that_was_changed_here_is_fetched_again(run, site, raw, use_sources, spoil):
    use_sources(source_text(address=f"{site.address}/figures"))
    site.files["/figures"] = File(FIGURES)
    run()
    spoil(raw / "figures.csv")
    assert run()[1] == "fetched    figures.csv: 23 bytes\n"
    assert (raw / "figures.csv").read_bytes() == FIGURES


def test_a_newer_file_takes_the_place_of_the_old(run, site, raw, use_sources):
    use_sources(source_text(address=f"{site.address}/figures"))
    site.files["/figures"] = File(FIGURES)
    run()
    site.files["/figures"] = File(FIGURES + b"E06000059,2\n", etag='"2"')
    assert run()[1] == "fetched    figures.csv: 35 bytes\n"


@pytest.mark.parametrize(("content", "format", "why"), [
    (HTML, "csv", "what came is a web page, not the CSV file it should be"),
    (HTML, "geojson", "what came is a web page, not the GeoJSON file it should be"),
    (HTML, "ods", "what came is a web page, not the OpenDocument spreadsheet it should be"),
    (b"other,columns\n1,2\n", "csv", "what came lacks the columns code, value"),
    (b"code,value\n", "csv", "what came holds no rows"),
    (b"", "csv", "what came lacks the columns code, value"),
    (b'{"error": {"code": 400, "message": "Invalid query parameters"}}', "geojson",
     'the server says "Invalid query parameters" instead of sending the GeoJSON file'),
    (b'{"type": "FeatureCollection", "features": []}', "geojson", "what came holds no rows"),
    (b'{"type": "FeatureCollection", "features": [{"properties": {"code": 1}}]}', "geojson", "what came lacks the columns value"),
    (b'{"type": "FeatureCollection", "feat', "geojson", "what came is not the JSON it should be, or only a part of it"),
    (b"[1]", "geojson", "what came is JSON, but not the GeoJSON file it should be"),
    (b"PK\x03\x04 and then nothing", "xlsx", "what came is not the Excel workbook it should be, or only a part of it"),
])  # fmt: skip
def test_wrong_content_never_bears_the_name_and_spares_the_old_file(run, site, raw, use_sources, content, format, why):
    use_sources(source_text(address=f"{site.address}/figures", format=format))
    site.files["/figures"] = File(content)
    raw.mkdir(parents=True)
    (raw / "figures.csv").write_bytes(b"of an earlier run")
    assert run()[:2] == (2, f"failed     figures.csv: {why}\n")
    assert (raw / "figures.csv").read_bytes() == b"of an earlier run"
    assert sorted(path.name for path in raw.iterdir()) == [".fetch.lock", "figures.csv"]


def test_what_fails_is_told_and_the_others_go_on(run, site, raw, use_sources, closed_port):
    use_sources(
        source_text(id="a", file="a.csv", address=f"{closed_port}/figures"),
        source_text(id="b", file="b.csv", address=f"{site.address}/gone"),
        source_text(id="c", file="c.csv", address=f"{site.address}/figures"),
    )
    site.files["/figures"] = File(FIGURES)
    code, out, _ = run("--json")
    told = json.loads(out)["files"]
    assert code == 2 and [each["status"] for each in told] == ["failed", "failed", "fetched"]
    assert "cannot be reached; is this machine online?" in told[0]["reason"] and "no such file any more" in told[1]["reason"]


def test_an_interruption_is_gone_on_with_by_the_same_command(run, site, raw, use_sources, monkeypatch):
    use_sources(source_text(address=f"{site.address}/figures", format="csv"))
    whole = FIGURES + b"E06000059,1\n" * 20_000
    file = site.files["/figures"] = File(whole)
    site.instead["/figures"] = [cut(file, 81_920)]
    with monkeypatch.context() as patched:
        patched.setattr(Client, "_give_up", lambda *_: None)
        patched.setattr(Patience, "pause", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        code, out, err = run()
    assert (code, out, err) == (130, "", "Stopped. What has arrived is kept; the same command goes on from there.\n")
    assert (raw / "figures.csv.part").stat().st_size == 81_920
    assert run()[0] == 0
    assert (raw / "figures.csv").read_bytes() == whole and site.ranges_asked() == ["", "bytes=81920-"]
    assert not list(raw.glob("*.part*"))


def test_pages_of_nomis_are_joined(run, site, raw, use_sources):
    use_sources(source_text(
        address=f"{site.address}/data.csv", query={"geography": "{area}", "date": "{since}-{until}"}, pages="nomis", page_size=2,
        file="figures-{area}.csv", each="area",
    ))  # fmt: skip

    def answer(query):
        offset = int(query.get("RecordOffset", 0))
        return b'"code","value","RECORD_COUNT"\n' + b"".join(b"%d,%d,5\n" % (n, n) for n in range(offset, min(offset + 2, 5)))

    site.files["/data.csv"] = answer
    assert run("--since", "2020")[0] == 0
    assert [row[0] for row in csv.reader((raw / "figures-E06000059.csv").open())] == ["code", "0", "1", "2", "3", "4"]
    assert [path.split("RecordOffset=")[1:] for path, _ in site.asked] == [[], ["2"], ["4"]]
    assert site.asked[0][0].startswith("/data.csv?geography=E06000059&date=2020-20")
    assert len(manifest(raw)["figures-E06000059.csv"]["pages"]) == 3


def arcgis(features, page=1000):
    """What a FeatureServer answers: as many features as a page holds, and whether there are more."""

    def answer(query):
        offset = int(query.get("resultOffset", 0))
        here = features[offset : offset + page]
        more = {"properties": {"exceededTransferLimit": True}} if offset + page < len(features) else {}
        return json.dumps({"type": "FeatureCollection", "features": here, **more}).encode()

    return answer


def test_pages_of_arcgis_are_joined_and_lookups_become_tables(run, site, raw, use_sources):
    columns = {"each": "area", "must_have": ["WD25CD"], "pages": "arcgis", "query": {"where": "LAD25CD='{area}'"}, "format": "geojson"}
    use_sources(
        source_text(id="outlines", address=f"{site.address}/wards", file="wards.geojson", **columns),
        source_text(id="lookup", address=f"{site.address}/wards", file="lookup.csv", save_as_csv=True, **columns),
    )
    site.files["/wards"] = arcgis(ward_features(), page=1)
    assert run()[0] == 0
    whole = json.loads((raw / "wards.geojson").read_text())
    assert whole["type"] == "FeatureCollection" and [each["properties"]["WD25CD"] for each in whole["features"]] == [
        code for code, _ in WARDS
    ]
    assert [row["WD25NM"] for row in csv.DictReader((raw / "lookup.csv").open())] == [name for _, name in WARDS]
    assert site.asked[0][0] == "/wards?where=LAD25CD%3D%27E06000059%27"


def test_codes_are_asked_for_in_batches(run, site, raw, use_sources):
    find = [{"address": f"{site.address}/lookup", "query": {"where": "LAD25CD='{area}'"}, "value": "LSOA21CD", "batch": 3}]
    use_sources(source_text(
        address=f"{site.address}/lsoas", query={"where": "LSOA21CD IN ({found})"}, pages="arcgis", format="geojson",
        must_have=["LSOA21CD"], file="lsoas.geojson", find=find,
    ))  # fmt: skip
    every = json.loads(lsoas_file())["features"]
    site.files["/lookup"] = lambda query: json.dumps({"features": [{"attributes": {"LSOA21CD": code}} for code in LSOAS]}).encode()

    def answer(query):
        return json.dumps({"type": "FeatureCollection", "features": [
            feature for feature in every if f"'{feature['properties']['LSOA21CD']}'" in query["where"]
        ]}).encode()  # fmt: skip

    site.files["/lsoas"] = answer
    assert run()[0] == 0
    found = json.loads((raw / "lsoas.geojson").read_text())["features"]
    assert [feature["properties"]["LSOA21CD"] for feature in found] == LSOAS
    assert len(site.asked) == 1 + 3


def test_an_address_is_found_in_the_pages_of_the_publisher(run, site, raw, use_sources):
    find = [
        {"address": f"{site.address}/api/publications/children", "within": "latestRelease", "value": "slug"},
        {"address": f"{site.address}/children/{{found}}/guidance", "embedded": True, "name": "title", "match": "^B1 ", "value": "id"},
    ]
    use_sources(source_text(address=f"{site.address}/data-set/{{found}}/csv", find=find))
    site.files["/api/publications/children"] = File(b'{"slug": "no", "latestRelease": {"slug": "2025"}}')
    page = b'<html><script id="__NEXT_DATA__" type="application/json">%s</script></html>'
    sets = [{"id": "no", "title": "A1 Other"}, {"id": "0a1b-2c", "title": "B1 Children in need"}]
    site.files["/children/2025/guidance"] = File(page % json.dumps({"props": {"sets": sets}}).encode())
    site.files["/data-set/0a1b-2c/csv"] = File(FIGURES)
    assert run()[0] == 0 and (raw / "figures.csv").read_bytes() == FIGURES
    site.files["/children/2025/guidance"] = File(page % b'{"props": {}}', etag='"2"')
    assert run()[:2] == (2, "failed     figures.csv: the page that leads to T no longer says where it lies\n")


@pytest.mark.parametrize("found", ["file:///etc/passwd", "../../etc/passwd", "ftp://host/file"])
def test_what_a_page_says_cannot_lead_astray(run, site, use_sources, found):
    use_sources(source_text(address="{found}", find=[{"address": f"{site.address}/page", "value": "url"}]))
    site.files["/page"] = File(json.dumps({"url": found}).encode())
    assert run()[:2] == (2, "failed     figures.csv: the page that leads to the file says something that is no address\n")


def test_a_mirror_holds_each_host_as_a_folder(run, site, raw, use_sources):
    use_sources(source_text(each="area", address="https://www.nomisweb.co.uk/figures.csv", query={"a": "{area}"}))
    site.files["/mirror/www.nomisweb.co.uk/figures.csv"] = File(FIGURES)
    assert run("--base-url", f"{site.address}/mirror/")[0] == 0
    assert site.asked[0][0] == "/mirror/www.nomisweb.co.uk/figures.csv?a=E06000059"


def test_only_some_kinds_into_another_folder(run, site, tmp_path, use_sources):
    use_sources(*(source_text(id=name, kind=f"kind-{name}", file=f"{name}.csv", address=f"{site.address}/figures") for name in "abc"))
    site.files["/figures"] = File(FIGURES)
    assert run("--only", "kind-a", "c", "--to", str(tmp_path / "there"))[0] == 0
    assert sorted(path.name for path in (tmp_path / "there").glob("[a-c].csv")) == ["a.csv", "c.csv"]


def test_the_list_asks_nobody(run, site, raw, use_sources):
    use_sources(source_text(address=f"{site.address}/figures", verified=False, loads=False, each="place", file="{area}.csv"))
    code, out, _ = run("--list")
    host = site.address.removeprefix("http://")
    assert code == 0 and out.splitlines() == [
        f"figures       figures                    {code}.csv: T, {host} (address not verified; no importer yet)"
        for code in ("E06000059", "E92000001")
    ]
    listed = json.loads(run("--list", "--json")[1])
    assert [(row["file"], row["verified"]) for row in listed["files"]] == [("E06000059.csv", False), ("E92000001.csv", False)]
    assert site.asked == [] and not raw.exists()


def test_region_and_neighbours_come_from_the_warehouse(run, use_sources, own_home, tmp_path):
    lookup = [["LAD25CD", "LAD25NM", "RGN25CD", "RGN25NM"], [*AUTHORITY, "E12000009", "South West"]]
    (tmp_path / "regions.csv").write_bytes(table(lookup))
    header = ["old_la_code", "la_name", "region_ind", "region_name", *(f"SN_{n}{p}" for n in range(1, 11) for p in ("", "P"))]
    ten = ["839", "878", "822", "201", "202", "203", "204", "205", "206", "207"]
    row = ["838", "Dorset", "", "South West", *(cell for number in ten for cell in (number, "Close"))]
    (tmp_path / "neighbours.csv").write_bytes(table([header, row]))
    outcomes = load([tmp_path / "regions.csv", tmp_path / "neighbours.csv"], own_home)
    assert [outcome.status for outcome in outcomes] == ["loaded", "loaded"], outcomes
    use_sources(source_text(id="a", each="place", file="{area}.csv", address="http://host/"),
                source_text(id="b", each="region", file="region-{region}.csv", address="http://host/"),
                source_text(id="c", each="area", codes=["E07"], file="district-{area}.csv", address="http://host/"))  # fmt: skip
    code, out, err = run("--list", "--json", home=own_home)
    files = [row["file"] for row in json.loads(out)["files"]]
    assert code == 0 and files[:5] == ["E06000059.csv", "E12000009.csv", "E92000001.csv", "E06000058.csv", "E10000008.csv"]
    assert len(files) == 3 + 10 + 1 and files[-1] == "region-E12000009.csv"
    assert json.loads(out)["left_out"] == ["T is left out for E06000059: it is published by E07 only."]
    _, _, err = run("--list", "--area", "E06000044", home=own_home)
    assert "The region of E06000044 is left out: no lookup that names it is loaded." in err
    assert "The statistical neighbours of E06000044 are left out: none are loaded for it." in err


def test_what_was_fetched_is_loaded(run, site, raw, use_sources, own_home):
    wards = {"must_have": ["WD25CD"], "pages": "arcgis", "format": "geojson", "query": {"where": "LAD25CD='{area}'"}}
    nomis = b'"DATE_NAME","GEOGRAPHY_CODE","GEOGRAPHY_NAME","GENDER_NAME","C_AGE_NAME","MEASURES_NAME","OBS_VALUE","RECORD_COUNT"\n'
    nomis += b'"2024","E06000059","Dorset","Male","Age 0","Value",1500,2\n"2024","E06000059","Dorset","Female","Aged 90+","Value",70,2\n'
    use_sources(
        source_text(id="a", address=f"{site.address}/wards", file="boundaries/wards.geojson", publisher="The publisher of wards", **wards),
        source_text(id="b", address=f"{site.address}/nomis", file="population.csv", must_have=["OBS_VALUE"], pages="nomis"),
        source_text(id="c", address=f"{site.address}/figures", file="figures.csv", loads=False),
    )
    site.files |= {"/wards": arcgis(ward_features()), "/nomis": lambda query: nomis, "/figures": File(FIGURES)}
    code, out, _ = run("--load", home=own_home)
    assert code == 0, out
    assert out.splitlines()[2:] == [
        "fetched    figures.csv: 23 bytes; kept, but no importer loads it yet",
        "loaded     wards.geojson: ons_boundary, 2 rows read, 2 loaded",
        "loaded     population.csv: nomis_population, 2 rows read, 2 loaded",
    ]
    assert main([str(own_home / "raw" / "population.csv"), "--home", str(own_home), "--dry-run"]) == 0
    from warehouse.connection import cursor

    publishers = (
        cursor("place", own_home).execute("select publisher from source where kind = 'ons_boundary' order by load_order").fetchall()
    )
    assert publishers[-1] == ("The publisher of wards",)


def test_a_folder_of_fetched_files_can_be_loaded_as_any_other(run, site, raw, use_sources, own_home, capsys):
    use_sources(source_text(address=f"{site.address}/wards", file="wards.geojson", must_have=["WD25CD"], pages="arcgis", format="geojson"))
    site.files["/wards"] = arcgis(ward_features())
    run(home=own_home)
    assert main([str(own_home / "raw"), "--home", str(own_home)]) == 0
    assert capsys.readouterr().out == "loaded     raw/wards.geojson: ons_boundary, 2 rows read, 2 loaded\n"


def test_a_file_that_does_not_load_makes_the_exit_code(run, site, use_sources, own_home):
    use_sources(source_text(address=f"{site.address}/figures"))
    site.files["/figures"] = File(FIGURES)
    code, out, _ = run("--load", home=own_home)
    assert code == 2 and "refused    figures.csv: no importer knows a table" in out


def test_two_at_once_are_kept_apart(run, site, raw, use_sources):
    from filelock import FileLock

    use_sources(source_text(address=f"{site.address}/figures"))
    raw.mkdir(parents=True)
    with FileLock(raw / ".fetch.lock"):
        assert run()[::2] == (2, "Another process is fetching into raw/.\n")


def test_a_folder_that_cannot_be_used(run, site, tmp_path, use_sources):
    use_sources(source_text(address=f"{site.address}/figures"))
    (tmp_path / "file").touch()
    assert run("--to", str(tmp_path / "file"))[::2] == (2, "The folder file/ cannot be used: File exists.\n")


@pytest.mark.parametrize(("given", "why"), [
    ([], "name an authority"), ([*AREA, "--since", "1066"], "--since must be a year from 1991"),
    ([*AREA, "--only", "nothing"], 'there is no kind or source "nothing"'),
])  # fmt: skip
def test_requests_without_sense(given, why, use_sources, capsys):
    use_sources(source_text(address="http://host/"))
    with pytest.raises(SystemExit) as stopped:
        main(["fetch", *given])
    assert stopped.value.code == 2 and why in capsys.readouterr().err.lower()


@pytest.mark.parametrize(("area", "why"), [("Dorset", "is not an area code"), ("E05000001", "is no authority or district of England"),
                                           ("W06000015", "is no authority"), ("E0600005", "is not an area code")])  # fmt: skip
def test_areas_that_are_none(area, why, use_sources, capsys):
    use_sources(source_text(address="http://host/"))
    assert main(["fetch", "--area", area]) == 2 and why in capsys.readouterr().err


def test_a_publisher_that_asks_for_patience_gets_it(run, site, raw, use_sources, pauses):
    use_sources(source_text(address=f"{site.address}/figures"))
    site.files["/figures"] = File(FIGURES)
    site.instead["/figures"] = [saying(429, Retry_After="2"), saying(500)]
    assert run()[0] == 0 and pauses == [2, 0.002]
