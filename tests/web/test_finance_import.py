"""Bringing a council's files on its page: tried, taken in, refused rows handed back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from budgets.caseload.models import CaseloadImport, ImportPart
from budgets.caseload.tasks import run_imports
from budgets.people.models import Person
from tests.factories import NOW, make_world
from tests.web.pages import browser
from web.finance import imports

GOOD = (
    "person_ref,full_name,kind,team_ref\r\nP1,Ada Long,adult,{team}\r\nP2,Bo Short,adult,{team}\r\n"
)
BAD = GOOD + "P3,,adult,{team}\r\n"


@pytest.fixture(autouse=True)
def morning(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def desk(world):
    return browser(world.finance)


def people(world, text=GOOD, name="people.csv"):
    return SimpleUploadedFile(name, text.format(team=world.team.reference).encode())


def work():
    while run_imports(clock=lambda: NOW):
        pass


def tried(desk, *files):
    answer = desk.post(reverse("import"), {"brought": list(files)}, follow=True)
    work()
    return CaseloadImport.objects.latest("started_at", "id"), answer


def look(desk, one):
    return desk.get(reverse("one_import", args=[one.id])).content.decode()


def test_the_page_says_which_files_are_known(desk):
    page = desk.get(reverse("import")).content.decode()
    assert "people.csv" in page
    assert "What came in and was spent" in page
    assert "Brought before" not in page


def test_files_are_tried_before_anything_is_kept(desk, world):
    one, answer = tried(desk, people(world))
    assert "It goes on by itself" in answer.content.decode()
    page = look(desk, one)
    assert "Nothing is taken in yet. 2 rows are new or changed." in page
    assert "Take in 2 rows" in page
    assert not Person.objects.filter(full_name="Ada Long").exists()


def test_what_was_tried_is_taken_in_and_twice_changes_nothing(desk, world):
    one, _ = tried(desk, people(world))
    take = reverse("take_in", args=[one.id])
    page = desk.post(take, follow=True).content.decode()
    assert "You can close this page" in page
    assert desk.post(take).status_code == 409
    work()
    newest = CaseloadImport.objects.latest("started_at", "id")
    assert "All of it is here" in look(desk, newest)
    assert Person.objects.filter(full_name__in=["Ada Long", "Bo Short"]).count() == 2
    assert not ImportPart.objects.exists()
    late = desk.post(take)
    assert late.status_code == 409
    assert "not kept any more" in late.content.decode()
    again, _ = tried(desk, people(world))
    assert "All of it is here already" in look(desk, again)


def test_what_is_wrong_is_said_with_its_line_and_handed_back(desk, world):
    one, _ = tried(desk, people(world, BAD))
    page = look(desk, one)
    assert "people.csv, line 4, full_name" in page
    assert "Take in what is right now" in page
    got = desk.get(reverse("rejected_rows", args=[one.id, "people.csv"]))
    assert b"P3" in got.content
    assert b"P1" not in got.content
    assert got.headers["Content-Disposition"].endswith('"rejected-people.csv"')
    assert desk.get(reverse("rejected_rows", args=[one.id, "budgets.csv"])).status_code == 404


def test_new_files_let_go_of_those_that_were_tried(desk, world):
    first, _ = tried(desk, people(world))
    tried(desk, people(world))
    assert not first.parts.exists()
    assert "not kept any more" in look(desk, first)


def test_several_files_and_one_that_is_not_ours(desk, world):
    one, _ = tried(desk, people(world), people(world, "x,y\r\n", "holiday.csv"))
    page = look(desk, one)
    assert "holiday.csv: this was not read" in page


def test_while_one_is_read_no_other_begins(desk, world):
    desk.post(reverse("import"), {"brought": [people(world)]})
    answer = desk.post(reverse("import"), {"brought": [people(world)]})
    assert answer.status_code == 409
    assert "still being read" in answer.content.decode()


def test_files_that_can_not_be_meant_are_refused_at_once(desk, world, monkeypatch):
    address = reverse("import")
    assert desk.post(address, {}).status_code == 422
    answer = desk.post(address, {"brought": [people(world, name="x.csv")]})
    assert answer.status_code == 409
    assert "None of these is one of our files" in answer.content.decode()
    answer = desk.post(address, {"brought": [people(world), people(world)]})
    assert "is chosen twice" in answer.content.decode()
    monkeypatch.setattr(imports, "MOST_BYTES", 10)
    answer = desk.post(address, {"brought": [people(world)]})
    assert answer.status_code == 422
    assert "people.csv has more than 50 MB" in answer.content.decode()
    assert not CaseloadImport.objects.exists()


def test_a_file_without_its_columns_says_so(desk, world):
    one, _ = tried(desk, people(world, "full_name\r\nx\r\n"))
    assert "people.csv lacks the columns" in look(desk, one)
    assert "Nothing to take in" in look(desk, one)


def test_nobody_else_brings_files(desk, world):
    one, _ = tried(desk, people(world, BAD))
    own = [
        reverse("one_import", args=[one.id]),
        reverse("rejected_rows", args=[one.id, "people.csv"]),
    ]
    for member in (world.practitioner, world.manager, world.auditor, world.administrator,
                   world.provider, world.holder(world.daniel)):  # fmt: skip
        for address in [reverse("import"), *own]:
            assert browser(member).get(address).status_code == 404
        assert browser(member).post(reverse("take_in", args=[one.id])).status_code == 404
    elsewhere = browser(make_world().finance)
    assert {elsewhere.get(address).status_code for address in own} == {404}
    assert elsewhere.post(reverse("take_in", args=[one.id])).status_code == 404
