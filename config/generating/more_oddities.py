"""More honest things that look odd: prices that come again, deposits, sleep-ins, even pay."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from config.generating.people import name
from config.generating.spending import buy
from config.generating.world import Made, World


def lessons(world: World, made: Made) -> None:
    """A private teacher, the same price each week."""
    if "learning" not in made.purposes:
        return
    called = name(world)
    ref = world.payee(name=called, kind="person", budget=made)
    price = world.chance.choice((3500, 4200, 5500, 6000))
    day = made.starts_on + timedelta(days=9)
    while day <= made.until:
        if not made.is_away(day):
            world.line(made, day, -price, counterparty=called, payee_ref=ref, description="Piano")
        day += timedelta(days=7)


def therapy(world: World, made: Made) -> None:
    """Physiotherapy twice a week for some weeks, to which a plan for equipment is near."""
    if "equipment" not in made.purposes:
        return
    start = world.day(made.starts_on, made.until - timedelta(days=35))
    for week in range(5):
        for place in (0, 2):
            day = start + timedelta(days=7 * week + place)
            if not made.is_away(day):
                buy(world, made, day, "Physio First", "8049", 5800)


def deposit(world: World, made: Made) -> None:
    """A round deposit for a holiday, and the rest later, to a firm without a number."""
    if "breaks" in made.purposes and made.weekly_pence > 10000:
        ref = world.payee(name="Accessible Cottages", kind="business", budget=made)
        day = world.day(made.starts_on, made.until - timedelta(days=30))
        for pence, after in ((20000, 0), (43750, 28)):
            world.line(
                made,
                day + timedelta(days=after),
                -min(pence, made.weekly_pence * 2),
                counterparty="Accessible Cottages",
                payee_ref=ref,
                description="Cottage deposit" if not after else "Cottage balance",
            )


def theatre(world: World, made: Made) -> None:
    """Two evenings, at the same price, days apart."""
    day = world.day(made.starts_on, made.until - timedelta(days=3))
    for after in (0, 2):
        buy(world, made, day + timedelta(days=after), "Playhouse", "7922", 3100)


def presents(world: World, made: Made) -> None:
    """Food in a hard month."""
    for _ in range(4):
        day = world.day(made.starts_on, made.until)
        buy(world, made, day, "Aldi", "5411", world.pence(1800, 4800))


def cleaner(world: World, made: Made) -> None:
    """A cleaning firm each fortnight, with its numbers."""
    ref = world.payee(name="Bright Homes", kind="business", budget=made)
    day, number = made.starts_on + timedelta(days=5), 300
    while day <= made.until:
        number += 1
        if not made.is_away(day):
            world.line(
                made,
                day,
                -6400,
                counterparty="Bright Homes",
                payee_ref=ref,
                invoice_number=f"BH{number}",
                description="Cleaning",
            )
        day += timedelta(days=14)


def sleep_ins(world: World, made: Made) -> None:
    """A sleep-in a week, at a flat sum that is in the next pay."""
    if not made.jobs or world.shape.pay_every < 14:
        return
    job = made.jobs[0]
    day = max(made.starts_on, job.starts_on) + timedelta(days=2)
    while day <= made.until:
        if not made.is_away(day) and not made.is_away(day + timedelta(days=1)):
            hour = 22 if all(int(one["ended_at"][11:13]) <= 22 for one in job.shifts[:30]) else 23
            world.shift(
                job, day, hour, 7, kind="sleep_in", woken_minutes=world.chance.choice((0, 0, 30))
            )
            later = [one for one in made.lines if one["payee_ref"] == job.worker_ref]
            for line in sorted(later, key=lambda one: one["booked_on"]):
                if line["booked_on"] > day + timedelta(days=world.shape.pay_lag):
                    line["amount"] -= 5500
                    break
        day += timedelta(days=7)


def even_pay(_world: World, made: Made) -> None:
    """The same pay each time, for hours that differ a little."""
    for job in made.jobs:
        paid = [line for line in made.lines if line["payee_ref"] == job.worker_ref]
        if len(paid) > 6:
            each = sum(line["amount"] for line in paid) // len(paid)
            for line in paid:
                line["amount"] = each


MORE: Final[tuple[tuple[Callable[[World, Made], None], int], ...]] = (
    (lessons, 6),
    (therapy, 6),
    (deposit, 6),
    (theatre, 8),
    (presents, 6),
    (cleaner, 6),
    (sleep_ins, 6),
    (even_pay, 6),
)
"""What happens to how many of a hundred budgets."""
