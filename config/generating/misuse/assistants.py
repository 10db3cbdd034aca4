"""What is wrong with hours and pay."""

from datetime import timedelta
from typing import Any

from config.generating.people import engage
from config.generating.world import Job, Made, World


def _worth(job: Job, shifts: list[dict[str, Any]]) -> int:
    return sum(int(shift["minutes"]) for shift in shifts) * job.rate_pence // 60


def _hour(shift: dict[str, Any]) -> float:
    return int(shift["started_at"][11:13]) + int(shift["started_at"][14:16]) / 60


def _some(world: World, job: Job, count: int) -> list[dict[str, Any]]:
    return world.chance.sample(job.shifts, min(count, len(job.shifts)))


def two_at_once(world: World, made: Made) -> bool:
    """The same hours are logged again, a little moved."""
    if not made.jobs or len(made.jobs[0].shifts) < 20:
        return False
    job = made.jobs[0]
    found = [
        world.shift(job, one["day"], _hour(one) + 0.5, one["minutes"] / 60)
        for one in _some(world, job, world.chance.randrange(4, 12))
    ]
    _pay(made, job, _worth(job, found), found)
    world.plant("two_at_once", made, _worth(job, found), [], [one["shift_id"] for one in found])
    return True


def _pay(made: Made, job: Job, pence: int, shifts: list[dict[str, Any]]) -> None:
    """Pay hours on top of what was paid, with the next pay."""
    for shift in shifts:
        for line in made.lines:
            if line["payee_ref"] == job.worker_ref and line["booked_on"] > shift["day"]:
                line["amount"] -= pence // len(shifts)
                break


def two_employers(world: World, made: Made) -> bool:
    """An assistant logs hours here while they work for somebody else."""
    others = [
        other
        for other in world.budgets
        if other is not made and other.jobs and len(other.jobs[0].shifts) > 40
    ]
    if not others or not made.jobs:
        return False
    there = world.chance.choice(others).jobs[0]
    if any(job.worker_ref == there.worker_ref for job in made.jobs):
        return False
    job = engage(world, made, 6, there.worker_ref, there.name)
    found = [
        world.shift(job, one["day"], _hour(one) + 1, max(1.0, one["minutes"] / 60 - 1))
        for one in _some(world, there, 14)
        if made.starts_on <= one["day"] <= made.until
    ]
    if len(found) < 3:
        made.jobs.remove(job)
        return False
    found.sort(key=lambda one: one["day"])
    lines = _pay_each(world, made, job, found)
    world.plant(
        "two_employers", made, _worth(job, found), lines, [one["shift_id"] for one in found]
    )
    return True


def _pay_each(world: World, made: Made, job: Job, shifts: list[dict[str, Any]]) -> list[str]:
    """Pay each shift some days after."""
    return [
        world.line(
            made,
            one["day"] + timedelta(days=world.shape.pay_lag + 3),
            -(one["minutes"] * job.rate_pence // 60),
            counterparty=job.name,
            payee_ref=job.worker_ref,
            description="Wages",
        )
        for one in shifts
    ]


def endless_days(world: World, made: Made) -> bool:
    """Days of nearly twenty-four hours."""
    if not made.jobs or len(made.jobs[0].shifts) < 20:
        return False
    job = made.jobs[0]
    found = []
    for old in _some(world, job, world.chance.randrange(2, 6)):
        job.shifts.remove(old)
        found.append(world.shift(job, old["day"], 2, world.chance.choice((18, 19.5, 21))))
    _pay(made, job, _worth(job, found), found)
    world.plant("endless_days", made, _worth(job, found), [], [one["shift_id"] for one in found])
    return True


def while_in_hospital(world: World, made: Made) -> bool:
    """Hours go on while the person is in hospital."""
    if not made.jobs or len(made.jobs[0].shifts) < 40:
        return False
    job = made.jobs[0]
    first = world.chance.choice(job.shifts[: len(job.shifts) // 2])["day"]
    last = first + timedelta(days=world.chance.randrange(12, 30))
    found = [one for one in job.shifts if first < one["day"] < last]
    world.add(
        "absences",
        absence_ref=world.ref("A"),
        person_ref=made.person["person_ref"],
        kind="hospital",
        starts_on=first,
        ends_on=last,
    )
    shifts = [one["shift_id"] for one in found]
    world.plant("while_in_hospital", made, _worth(job, found), [], shifts)
    return len(found) > 1


def above_the_rate(world: World, made: Made) -> bool:
    """Pay above what the hours come to, for some months."""
    paid = [
        line for line in made.lines if made.jobs and line["payee_ref"] == made.jobs[0].worker_ref
    ]
    if len(paid) < 8:
        return False
    start = world.chance.randrange(len(paid) // 2)
    more, lines = 0, []
    percent = world.chance.randrange(15, 45)
    for line in paid[start : start + max(4, len(paid) // 3)]:
        extra = -line["amount"] * percent // 100
        line["amount"] -= extra
        more += extra
        lines.append(line["line_id"])
    world.plant("above_the_rate", made, more, lines)
    return True


def below_the_law(world: World, made: Made) -> bool:
    """An assistant is paid less than the minimum wage."""
    paid = [
        line for line in made.lines if made.jobs and line["payee_ref"] == made.jobs[0].worker_ref
    ]
    if len(paid) < 8 or any(line["counterparty"] == "HMRC" for line in made.lines):
        return False
    job = made.jobs[0]
    less, lines = 0, []
    for line in paid[len(paid) // 3 :]:
        fair = -line["amount"]
        line["amount"] = -(fair * 950 // job.rate_pence)
        less += fair + line["amount"]
        lines.append(line["line_id"])
    world.plant("below_the_law", made, less, lines)
    return True


def ghost(world: World, made: Made) -> bool:
    """Somebody is paid every month, and nobody ever saw them."""
    if not made.jobs:
        return False
    job = engage(world, made, 8)
    lines, spent, day = [], 0, made.starts_on + timedelta(days=20)
    while day <= made.until:
        pence = job.weekly_hours * 4 * job.rate_pence
        lines.append(
            world.line(
                made,
                day,
                -pence,
                counterparty=job.name,
                payee_ref=job.worker_ref,
                description="Wages",
            )
        )
        spent += pence
        day += timedelta(days=28)
    world.plant("ghost", made, spent, lines)
    return len(lines) > 1


def paid_on(world: World, made: Made) -> bool:
    """The job is over, and pay goes on."""
    if not made.jobs or len(made.jobs[0].shifts) < 60 or made.row["ends_on"]:
        return False
    job = made.jobs[0]
    job.last_on = world.day(made.starts_on + timedelta(days=60), made.until - timedelta(days=120))
    job.shifts[:] = [one for one in job.shifts if one["day"] <= job.last_on]
    after = job.last_on + timedelta(days=46)
    lines = [
        line
        for line in made.lines
        if line["payee_ref"] == job.worker_ref and line["booked_on"] > after
    ]
    between = [
        line
        for line in made.lines
        if line["payee_ref"] == job.worker_ref
        and job.last_on + timedelta(days=35) < line["booked_on"] <= after
    ]
    made.lines = [line for line in made.lines if line not in between]
    refs = [line["line_id"] for line in lines]
    world.plant("paid_on", made, -sum(line["amount"] for line in lines), refs)
    return bool(lines)


def family(world: World, made: Made) -> bool:
    """Family in the household is paid, and the council never agreed to it."""
    if not made.jobs:
        return False
    job = made.jobs[-1]
    lines = [line for line in made.lines if line["payee_ref"] == job.worker_ref]
    world.counts[f"family {job.engagement_ref}"] = 1
    refs = [line["line_id"] for line in lines]
    world.plant("family", made, -sum(line["amount"] for line in lines), refs)
    return bool(lines)
