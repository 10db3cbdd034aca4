"""Honest things that look odd, and that nobody should be asked about."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from config.generating.people import name
from config.generating.spending import RARE, buy
from config.generating.world import FIRST_DAY, LAST_DAY, Made, World

Oddity = Callable[[World, Made], None]


def refunded(world: World, made: Made) -> None:
    """A shop took the money twice and gave it back."""
    day = world.day(made.starts_on, made.until - timedelta(days=9))
    pence = world.pence(5500, 12000)
    for _ in range(2):
        buy(world, made, day, "Homebase", "5200", pence)
    called, ref = made.shops["Homebase-5200"]
    back = day + timedelta(days=5)
    world.line(made, back, pence, counterparty=called, payee_ref=ref, channel="refund")


def fares(world: World, made: Made) -> None:
    """The same taxi fare there and back."""
    for _ in range(6):
        day = world.day(made.starts_on, made.until)
        for _ in range(2):
            buy(world, made, day, "Station Cabs", "4121", 2200)


def some_cash(world: World, made: Made) -> None:
    """Cash within the agreed share."""
    share = made.row["cash_share_percent"] or 5
    day = made.starts_on + timedelta(days=10)
    pence = made.weekly_pence * 4 * share // 150 // 1000 * 1000
    while day <= made.until and pence:
        world.line(made, day, -pence, counterparty="ATM High St", channel="cash", mcc="6011")
        day += timedelta(days=28)


def treats(world: World, made: Made) -> None:
    """A drink, a present: once or twice in a year."""
    for shop, mcc, least, most in RARE:
        day = world.day(made.starts_on, made.until)
        buy(world, made, day, shop, mcc, world.pence(least, most))


def big_equipment(world: World, made: Made) -> None:
    """A wheelchair that was agreed, with its invoice."""
    if "equipment" in made.purposes:
        ref = world.payee(name="Wheels and More Ltd", kind="business", budget=made)
        world.line(
            made,
            world.day(made.starts_on, made.until),
            -min(world.pence(60000, 180000), made.weekly_pence * 6),
            counterparty="Wheels and More Ltd",
            payee_ref=ref,
            invoice_number=f"W{world.chance.randrange(10_000)}",
            description="Powered chair",
        )


def new_bank(world: World, made: Made) -> None:
    """They changed banks: what was there moved over, and life goes on."""
    ref = world.payee(name=made.row["holder_name"], kind="own_account", budget=made)
    day = world.day(made.starts_on, made.until - timedelta(days=3))
    pence = made.weekly_pence * 3
    called = made.row["holder_name"]
    world.line(made, day, -pence, counterparty=called, payee_ref=ref, description="To new bank")
    after = day + timedelta(days=1)
    world.line(made, after, pence, counterparty=called, payee_ref=ref, description="From old bank")


def assistant_changes_bank(world: World, made: Made) -> None:
    """A personal assistant has a new account, and is paid as ever."""
    if made.jobs:
        for payee in world.rows["payees"]:
            if payee["payee_ref"] == made.jobs[0].worker_ref:
                payee["changed_on"] = world.day(FIRST_DAY, LAST_DAY)


def friend(world: World, made: Made) -> None:
    """Petrol money for a friend, now and then, in sums as they come."""
    called = name(world)
    ref = world.payee(name=called, kind="person", budget=made)
    for _ in range(3):
        day = world.day(made.starts_on, made.until)
        world.line(
            made,
            day,
            -world.pence(1500, 7500),
            counterparty=called,
            payee_ref=ref,
            description="Petrol",
        )


def a_break(world: World, made: Made) -> None:
    """A week at the sea, which is what the plan is for."""
    if "breaks" in made.purposes:
        day = world.day(made.starts_on, made.until)
        buy(world, made, day, "Seaside Hotel", "7011", world.pence(26000, 48000))


def spa_day(world: World, made: Made) -> None:
    """A carer's spa day is nobody's business."""
    day = world.day(made.starts_on, made.until)
    buy(world, made, day, "Spa at the Park", "7298", world.pence(6000, 14000))


def late_part(world: World, made: Made) -> None:
    """One contribution didn't come; the next one did."""
    paid = [line for line in made.lines if line["channel"] == "contribution"]
    if len(paid) > 4:
        made.lines.remove(world.chance.choice(paid[1:-1]))


def handover(world: World, made: Made) -> None:
    """Two shifts overlap by some minutes, for somebody stayed to hand over."""
    for job in made.jobs[:1]:
        if len(job.shifts) > 5:
            one = job.shifts[3]
            hour = int(one["ended_at"][11:13]) + int(one["ended_at"][14:16]) / 60 - 0.25
            if hour < 22 and str(one["day"]) == one["ended_at"][:10]:
                world.shift(job, one["day"], hour, 1)


ODDITIES: Final[tuple[tuple[Oddity, int], ...]] = (
    (refunded, 6),
    (fares, 15),
    (some_cash, 20),
    (treats, 15),
    (big_equipment, 10),
    (new_bank, 3),
    (assistant_changes_bank, 8),
    (friend, 8),
    (a_break, 25),
    (spa_day, 8),
    (late_part, 6),
)
"""What happens to how many of a hundred budgets."""
