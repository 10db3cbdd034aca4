"""Makes a whole council of a seed and a shape."""

from datetime import timedelta

from config.generating import spending
from config.generating.misuse import COUNCIL_WIDE, PLANTS
from config.generating.more_oddities import MORE
from config.generating.oddities import ODDITIES
from config.generating.people import engage, make_budget, make_staff
from config.generating.shapes import SHAPES
from config.generating.world import LAST_DAY, Job, Made, World


def make_council(*, seed: int, shape: str, budgets: int) -> World:
    """A council of so many budgets and a year, with what is wrong in it written down."""
    world = World(seed=seed, shape=SHAPES[shape])
    make_staff(world)
    for number in range(budgets):
        sort = _sort(world, number)
        made = make_budget(world, sort)
        if made.weekly_pence:
            _live(world, made, sort)
        else:
            _once(world, made)
    _plant(world, budgets)
    _finish(world)
    return world


def _sort(world: World, number: int) -> str:
    shape = world.shape
    if number % 100 < shape.one_offs:
        return "one_off"
    sorts = ("assistants", "agency", "carer", "mixed")
    rest = max(5, 100 - shape.assistants - shape.agencies - shape.carers)
    weights = (shape.assistants, shape.agencies, shape.carers, rest)
    return world.chance.choices(sorts, weights)[0]


def _once(world: World, made: Made) -> None:
    """A one-off budget is there, and is spent in a few weeks on what it was for."""
    pence = made.row["one_off_amount"]
    given_on = made.row["starts_on"]
    world.line(made, given_on, pence, counterparty="Council", channel="top_up")
    shops = spending.SHOPS[made.purposes[0]]
    while pence > 3000:
        shop, mcc, least, most = world.chance.choice(shops)
        part = min(pence, world.pence(least, most * 3))
        day = min(LAST_DAY, given_on + timedelta(days=world.chance.randrange(1, 60)))
        spending.buy(world, made, day, shop, mcc, part)
        pence -= part


def _live(world: World, made: Made, sort: str) -> None:
    """A year of an honest budget."""
    _go_away(world, made)
    _end(world, made)
    if sort == "assistants":
        _employ(world, made)
    if sort == "agency":
        spending.pay_agency(world, made)
    spending.go_out(world, made)
    if world.one_in(12):
        spending.small_help(world, made)
    _fit(made, world)
    spending.pay_in(world, made)
    for oddity, share in (*ODDITIES, *MORE):
        if world.one_in(share) and (made.until - made.starts_on).days > 40:
            oddity(world, made)


def _fit(made: Made, world: World) -> None:
    """A plan pays for about what is spent, or the budget would be another."""
    weeks = max((made.until - made.starts_on).days // 7, 1)
    spent = -sum(line["amount"] for line in made.lines if line["booked_on"] <= made.until)
    week = max(spent // weeks, 2000) * world.chance.randrange(98, 106) // 100
    made.weekly_pence = made.row["weekly_total"] = week
    if made.row["contribution_mode"] == "net":
        made.row["weekly_contribution"] = week // 8
    if made.row["opening_balance"]:
        made.row["opening_balance"] = week * world.chance.randrange(2, 6)


def _employ(world: World, made: Made) -> None:
    hours = max(4, made.weekly_pence * 75 // 100 // 1450)
    parts = [hours] if hours < 16 or world.one_in(50) else [hours * 2 // 3, hours // 3]
    for part in parts:
        job = engage(world, made, min(part, 38))
        spending.work(world, made, job)
        spending.pay_wages(world, made, job)
    spending.employ(world, made)


def _go_away(world: World, made: Made) -> None:
    """A stay in hospital, or a holiday, of some."""
    if world.one_in(15) and (made.until - made.starts_on).days > 120:
        first = world.day(made.starts_on + timedelta(days=20), made.until - timedelta(days=60))
        last = first + timedelta(days=world.chance.choice((6, 12, 25, 55)))
        made.away.append((first, last))
        world.add(
            "absences",
            absence_ref=world.ref("A"),
            person_ref=made.person["person_ref"],
            kind=world.chance.choice(("hospital", "hospital", "abroad", "respite")),
            starts_on=first,
            ends_on=last,
        )


def _end(world: World, made: Made) -> None:
    """Some budgets end, and some people die; final bills come after."""
    if world.one_in(6) and (made.until - made.starts_on).days > 150:
        made.until = world.day(made.starts_on + timedelta(days=100), LAST_DAY - timedelta(days=40))
        if world.one_in(40):
            made.person["died_on"] = made.until
        made.row["ends_on"] = made.until


def _plant(world: World, budgets: int) -> None:
    """Spread what is wrong: as many of each kind as there is room for."""
    lasting = [
        made
        for made in world.budgets
        if made.weekly_pence
        and made.until == LAST_DAY
        and made.starts_on < LAST_DAY - timedelta(days=200)
    ]
    world.chance.shuffle(lasting)
    wanted = budgets * world.shape.misuse // 100
    kinds = list(PLANTS)
    number = 0
    while wanted > 0 and lasting:
        made = lasting.pop()
        for _ in range(len(kinds)):
            number += 1
            if kinds[number % len(kinds)](world, made):
                wanted -= 1
                break
    for plant in COUNCIL_WIDE:
        plant(world)


def _finish(world: World) -> None:
    """Write each budget's engagements, shifts and lines; lines after the last day are not known."""
    for made in world.budgets:
        for job in made.jobs:
            _write_job(world, made, job)
        made.lines.sort(key=lambda line: (line["booked_on"], line["line_id"]))
        world.rows["lines"] += [line for line in made.lines if line["booked_on"] <= LAST_DAY]
    known = {line["line_id"] for line in world.rows["lines"]}
    for planted in world.planted:
        planted.line_ids = [ref for ref in planted.line_ids if ref in known]


def _write_job(world: World, made: Made, job: Job) -> None:
    is_family = bool(world.counts.get(f"family {job.engagement_ref}"))
    world.add(
        "engagements",
        engagement_ref=job.engagement_ref,
        budget_ref=made.ref,
        worker_ref=job.worker_ref,
        hourly_rate=job.rate_pence,
        weekly_hours=job.weekly_hours,
        starts_on=job.starts_on,
        ends_on=job.last_on or made.row.get("ends_on", ""),
        relation="household_family" if is_family else "none",
        household_agreement_on="",
    )
    for shift in job.shifts:
        world.add("shifts", **{key: shift[key] for key in shift if key not in {"day", "minutes"}})
