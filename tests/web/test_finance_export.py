"""Everything that a council has, taken away as files."""

import io
from zipfile import ZipFile

import pytest
from django.urls import reverse

from budgets.people.models import RecordRead
from tests.factories import NOW, PersonFactory, make_world
from tests.web.pages import browser
from tests.worlds_of_plans import active, drafted, plan

FILES = {
    "teams.csv", "members.csv", "people.csv", "providers.csv", "budgets.csv",
    "workers.csv", "engagements.csv", "shifts.csv", "absences.csv", "payees.csv", "lines.csv",
}  # fmt: skip


@pytest.fixture(autouse=True)
def morning(time_machine):
    time_machine.move_to(NOW, tick=False)


def test_what_goes_out_is_said_before(world):
    drafted(world, world.rosa, plan())
    page = browser(world.finance).get(reverse("export")).content.decode()
    for name in FILES:
        assert name in page
    assert "1 budget stays here" in page


def test_the_archive_has_all_files_of_this_council_alone(world):
    budget = active(world, world.daniel)
    other = make_world()
    elsewhere = PersonFactory(team=other.team, full_name="Somebody Elsewhere")
    answer = browser(world.finance).post(reverse("take_export"))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="caseload-2026-11-22.zip"'
    assert "no-store" in answer.headers["Cache-Control"]
    archive = ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert set(archive.namelist()) == FILES
    people = archive.read("people.csv").decode()
    assert world.daniel.full_name in people
    assert elsewhere.full_name not in people
    assert budget.reference in archive.read("budgets.csv").decode()


def test_everybody_sees_who_took_their_record(world):
    b"".join(browser(world.finance).post(reverse("take_export")).streaming_content)
    read = RecordRead.objects.get(person=world.daniel)
    assert (read.what, read.role) == ("All records, taken out as files", "finance")


def test_nobody_else_takes_anything_away(world):
    for member in (world.practitioner, world.manager, world.auditor, world.administrator,
                   world.provider, world.holder(world.daniel)):  # fmt: skip
        assert browser(member).get(reverse("export")).status_code == 404
        assert browser(member).post(reverse("take_export")).status_code == 404
    assert browser(world.finance).get(reverse("take_export")).status_code == 405
