"""What honest people spend money on, and how it shows."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from config.generating.people import LAST, name
from config.generating.world import FIRST_DAY, Job, Made, World

SHOPS: Final = {
    "getting_out": (
        ("Corner Cafe", "5812", 350, 1500),
        ("Odeon Cinema", "7832", 700, 1800),
        ("Leisure Centre", "7997", 500, 3500),
        ("Town Museum", "7991", 400, 1400),
        ("Garden Centre", "5261", 400, 3000),
    ),
    "transport": (("City Bus", "4111", 200, 550), ("Station Cabs", "4121", 600, 2600)),
    "equipment": (("Homebase", "5200", 900, 6500), ("Mobility Shop", "5047", 1500, 14000)),
    "technology": (("Currys", "5732", 1000, 7000), ("App Store", "5818", 99, 1500)),
    "learning": (("Adult College", "8299", 1500, 9500), ("Book Shop", "5942", 600, 2500)),
    "breaks": (("Spa at the Park", "7298", 4000, 9500), ("Seaside Hotel", "7011", 9000, 24000)),
}
RARE: Final = (("The Swan", "5813", 900, 2400), ("Gift Box", "5944", 1500, 3900))


def pay_in(world: World, made: Made) -> None:
    """Instalments, and the person's own part beside them."""
    row = made.row
    days = {"weekly": 7, "fortnightly": 14, "four_weekly": 28, "monthly": 30}[row["frequency"]]
    own = row["weekly_contribution"] or 0
    day = made.starts_on + timedelta(days=world.chance.randrange(days))
    while day <= made.until:
        pence = (made.weekly_pence - own) * days // 7
        world.line(made, day, pence, counterparty="Council", channel="top_up")
        if own:
            late = timedelta(days=world.chance.choice((0, 1, 2, 5)))
            if day + late <= made.until:
                world.line(
                    made,
                    day + late,
                    own * days // 7,
                    counterparty="Own part",
                    channel="contribution",
                )
        day += timedelta(days=days)


def work(world: World, made: Made, job: Job) -> None:
    """A year's shifts of one assistant, with holiday, and extra hours now and then."""
    days = sorted(world.chance.sample(range(7), min(5, max(1, job.weekly_hours // 4))))
    each = max(1.0, round(job.weekly_hours / len(days) * 4) / 4)
    hour = world.chance.choice((7, 8, 9, 14, 16))
    off = {world.chance.randrange(52) for _ in range(4)}
    last = min(made.until, job.last_on or made.until)
    week = max(job.starts_on, made.starts_on)
    number = 0
    while week <= last:
        number += 1
        for place in days if number not in off else ():
            day = week + timedelta(days=place)
            if day <= last and not made.is_away(day):
                more = world.chance.choice((0, 0, 0, 0.25, 0.5)) if each < 9 else 0
                world.shift(job, day, hour, each + more)
        week += timedelta(days=7)


def pay_wages(world: World, made: Made, job: Job) -> None:
    """Pay for the hours of each period, some with breaks, some with holiday rolled up."""
    every, lag = world.shape.pay_every, timedelta(days=world.shape.pay_lag)
    with_breaks, rolled_up = (
        world.one_in(world.shape.breaks_paid),
        world.one_in(world.shape.rolled_up),
    )
    since = max(made.starts_on, job.starts_on)
    first = since
    until = since + timedelta(days=every - 1)
    while since <= min(made.until, job.last_on or made.until):
        shifts = [one for one in job.shifts if since <= one["day"] <= until]
        minutes = sum(
            one["minutes"] - (0 if with_breaks else one["break_minutes"]) for one in shifts
        )
        pence = minutes * job.rate_pence // 60
        if rolled_up:
            pence = pence * 11_207 // 10_000
        elif not minutes and first < since and not made.is_away(until):
            pence = job.weekly_hours * job.rate_pence * every // 7
        if pence and until + lag <= made.until + timedelta(days=30):
            ref = world.line(
                made,
                until + lag,
                -pence,
                counterparty=job.name,
                payee_ref=job.worker_ref,
                description="Wages",
                channel=world.chance.choice(("transfer", "transfer", "standing_order")),
            )
            world.meant[ref] = "personal_assistance"
        since, until = until + timedelta(days=1), until + timedelta(days=every)


def employ(world: World, made: Made) -> None:
    """Payroll, tax and insurance of somebody who employs."""
    payroll = world.payee(name="Payroll Bureau", kind="payroll", budget=made)
    hmrc = world.payee(name="HMRC", kind="hmrc", budget=made) if world.one_in(25) else ""
    fee = world.pence(1100, 1900)
    for day in _every(made, 28, world):
        ref = world.line(
            made,
            day,
            -fee,
            counterparty="Payroll Bureau",
            payee_ref=payroll,
            description="Payroll fee",
            channel="direct_debit",
        )
        world.meant[ref] = "employment_costs"
        if hmrc:
            world.line(made, day, -world.pence(2000, 9000), counterparty="HMRC", payee_ref=hmrc)


def pay_agency(world: World, made: Made) -> None:
    """A care agency's invoice every week or every four, with a number."""
    agency = world.payee(name=f"{world.chance.choice(LAST)} Care Ltd", kind="provider", budget=made)
    every = world.chance.choice((7, 28))
    week = made.weekly_pence * world.chance.randrange(60, 90) // 100
    number = world.chance.randrange(1000, 9000)
    for day in _every(made, every, world):
        if made.is_away(day):
            continue
        number += 1
        pence = week * every // 7 * world.chance.randrange(92, 106) // 100
        ref = world.line(
            made,
            day,
            -pence,
            counterparty=world.rows["payees"][-1]["name"],
            payee_ref=agency,
            description="Care at home",
            invoice_number=f"INV-{number}",
        )
        world.meant[ref] = "agency_care"


def go_out(world: World, made: Made) -> None:
    """Small spending on what the plan is for, day by day."""
    kinds = [kind for kind in made.purposes if kind in SHOPS]
    for week in _every(made, 7, world):
        for _ in range(world.chance.randrange(world.shape.outings_a_week * 2) if kinds else 0):
            day = week + timedelta(days=world.chance.randrange(7))
            if day <= made.until and not made.is_away(day):
                kind = world.chance.choice(kinds)
                shop, mcc, least, most = world.chance.choice(SHOPS[kind])
                if kind == "breaks" and not world.one_in(8):
                    continue
                ref = buy(world, made, day, shop, mcc, world.pence(least, most))
                world.meant[ref] = kind


def buy(world: World, made: Made, day: date, shop: str, mcc: str, pence: int) -> str:
    """Pay a shop, by card or by the account's debit card; some shops have a reference."""
    key = f"{shop}-{mcc}"
    if key not in made.shops:
        ref = "" if world.one_in(world.shape.unnamed) else "named"
        if ref:
            ref = world.payee(name=shop, kind="business", budget=made)
        made.shops[key] = (shop, ref)
    called, ref = made.shops[key]
    shown = mcc if made.row["account_kind"] == "card" or world.one_in(60) else ""
    return world.line(
        made, day, -pence, counterparty=called, payee_ref=ref, channel="card", mcc=shown
    )


def small_help(world: World, made: Made) -> None:
    """A gardener or a music teacher, always the same small sum, without a bill."""
    called = name(world)
    ref = world.payee(name=called, kind="person", budget=made)
    pence = world.chance.choice((2500, 3000, 3200, 4500))
    for day in _every(made, 14, world):
        if not made.is_away(day):
            world.line(made, day, -pence, counterparty=called, payee_ref=ref, description="Garden")


def _every(made: Made, days: int, world: World) -> Iterator[date]:
    day = max(made.starts_on, FIRST_DAY) + timedelta(days=world.chance.randrange(days))
    while day <= made.until:
        yield day
        day += timedelta(days=days)
