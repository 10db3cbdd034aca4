"""Teams, who works in them, people, and what was agreed with each."""

from datetime import timedelta
from typing import Any, Final

from config.generating.world import FIRST_DAY, LAST_DAY, Job, Made, World

FIRST_NAMES: Final = (
    "Ada Amir Bea Carl Dilys Ewa Farah Gita Hugh Ines Jack Kofi Lena Mo Nia Omar Pat Quin "
    "Rosa Sam Tia Una Vic Wen Xena Yusuf Zoe Ann Bill Cora "
)
LAST_NAMES: Final = (
    "Archer Brook Cole Dunn Ellis Flint Grant Hale Irwin James Khan Lowe Mason Nash Owen "
    "Price Quill Reed Stone Tate Usher Vale West Young Begum Chen Diaz Evans Fox Green "
)
FIRST: Final = FIRST_NAMES.split()
LAST: Final = LAST_NAMES.split()
EVERY: Final = {7: "weekly", 14: "fortnightly", 28: "four_weekly", 30: "monthly"}
ROUGH: Final = ("getting_out", "transport", "equipment", "technology", "learning", "breaks")


def name(world: World) -> str:
    """Somebody's name."""
    return f"{world.chance.choice(FIRST)} {world.chance.choice(LAST)}"


def make_staff(world: World) -> None:
    """Teams with four practitioners each, a manager and an auditor."""
    for number in range(1, world.shape.teams + 1):
        team = f"T{number}"
        world.add("teams", team_ref=team, name=f"Team {number}", pot_opening_balance=5_000_000)
        for place in range(4):
            world.add(
                "members",
                email=f"p{number}{place}@council.example",
                full_name=name(world),
                role="practitioner",
                team_ref=team,
                grant_limit=50_000,
                person_year_limit=100_000,
                account_fingerprint=f"acc-staff-{number}{place}",
            )
    world.add("members", email="a@council.example", full_name=name(world), role="auditor")


def make_person(world: World, kind: str) -> dict[str, Any]:
    """A person with a team, in a household of their own."""
    ref = world.ref("P")
    born = LAST_DAY - timedelta(days=world.chance.randrange(18 * 365, 90 * 365))
    team = world.chance.choice(world.rows["teams"])["team_ref"]
    return world.add(
        "people",
        person_ref=ref,
        full_name=name(world),
        kind=kind,
        date_of_birth=born,
        team_ref=team,
        household_ref=f"H-{ref}",
        died_on="",
    )


def make_budget(world: World, sort: str) -> Made:
    """A budget of one sort: assistants, agency, carer, mixed or one_off."""
    person = make_person(world, "carer" if sort == "carer" else "adult")
    if sort == "one_off":
        return _one_off(world, person)
    share = world.shape.dearer
    week = {"assistants": 30_000, "agency": 35_000, "carer": 6_000, "mixed": 12_000}[sort]
    week = world.pence(week * 60, week * 180) * share // 10_000
    purposes = _purposes(world, sort)
    starts_on = FIRST_DAY - timedelta(days=world.chance.randrange(-60, 700))
    is_card = world.one_in(world.shape.cards)
    helped = world.one_in(30)
    mode = "net" if world.one_in(world.shape.contributors) and sort != "carer" else "none"
    row = world.add(
        "budgets",
        budget_ref=world.ref("B"),
        person_ref=person["person_ref"],
        kind="direct_payment",
        holder_kind="nominated_person" if helped else "person",
        holder_name=name(world) if helped else person["full_name"],
        weekly_total=week,
        weekly_contribution=week // 8 if mode == "net" else "",
        contribution_mode=mode,
        one_off_amount="",
        frequency=EVERY[world.chance.choice((28, 28, 28, 14, 30))],
        starts_on=starts_on,
        ends_on="",
        suspended_on="",
        purposes=";".join(purposes),
        account_kind="card" if is_card else "bank",
        cash_share_percent=world.chance.choice(("", "", 10, 20)),
        opening_balance=week * world.chance.randrange(2, 6) if starts_on < FIRST_DAY else 0,
        authorised_by_email="",
        agreed_on=starts_on - timedelta(days=10),
        known_from="card" if is_card else "statements",
    )
    made = Made(row=row, person=person, purposes=purposes, weekly_pence=week)
    world.budgets.append(made)
    return made


def _purposes(world: World, sort: str) -> list[str]:
    first = {
        "assistants": ["personal_assistance"],
        "agency": ["agency_care"],
        "carer": ["breaks", "getting_out"],
        "mixed": ["getting_out"],
    }[sort]
    more = world.chance.sample(ROUGH, world.chance.randrange(1, 4))
    return list(dict.fromkeys([*first, *more]))


def _one_off(world: World, person: dict[str, Any]) -> Made:
    staff = [one for one in world.rows["members"] if one.get("team_ref") == person["team_ref"]]
    given_on = world.day(FIRST_DAY, LAST_DAY - timedelta(days=20))
    pence = world.chance.choice((80, 120, 150, 200, 250, 300, 300, 350, 400, 500)) * 100
    purpose = world.chance.choice(ROUGH)
    row = world.add(
        "budgets",
        budget_ref=world.ref("B"),
        person_ref=person["person_ref"],
        kind="recovery",
        holder_kind="person",
        holder_name=person["full_name"],
        contribution_mode="none",
        one_off_amount=pence,
        frequency="once",
        starts_on=given_on,
        purposes=purpose,
        account_kind="card" if world.one_in(world.shape.cards) else "bank",
        authorised_by_email=world.chance.choice(staff)["email"],
        agreed_on=given_on,
        known_from="card",
    )
    made = Made(row=row, person=person, purposes=[purpose], weekly_pence=0)
    world.budgets.append(made)
    return made


def engage(world: World, made: Made, hours: int, worker: str = "", called: str = "") -> Job:
    """A personal assistant starts, new or known from another budget."""
    if not worker:
        called = name(world)
        worker = world.ref("W")
        born = LAST_DAY - timedelta(days=world.chance.randrange(22 * 365, 66 * 365))
        world.add("workers", worker_ref=worker, full_name=called, date_of_birth=born)
        world.payee(name=called, kind="person", payee_ref=worker)
    job = Job(
        engagement_ref=world.ref("E"),
        worker_ref=worker,
        name=called,
        rate_pence=world.pence(1271, 1650),
        weekly_hours=hours,
        starts_on=made.row["starts_on"],
    )
    made.jobs.append(job)
    return job
