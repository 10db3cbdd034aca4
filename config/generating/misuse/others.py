"""What others do with somebody's money, and what nobody does."""

from datetime import timedelta

from config.generating.people import name
from config.generating.world import Made, World


def after_death(world: World, made: Made) -> bool:
    """The card is used after the person died."""
    day = made.until - timedelta(days=world.chance.randrange(50, 120))
    if day < made.starts_on + timedelta(days=60):
        return False
    made.person["died_on"] = day
    made.lines = [line for line in made.lines if line["booked_on"] <= day]
    for job in made.jobs:
        job.last_on = day
        job.shifts[:] = [one for one in job.shifts if one["day"] <= day]
    lines, spent = [], 0
    for _ in range(world.chance.randrange(3, 9)):
        pence = world.pence(3000, 20000)
        when = world.day(day + timedelta(days=5), made.until)
        lines.append(
            world.line(made, when, -pence, counterparty="Tesco", channel="card", mcc="5411")
        )
        spent += pence
    world.plant("after_death", made, spent, lines)
    return True


def details_changed(world: World, made: Made) -> bool:
    """A false letter changed an agency's account, and a big bill went to it."""
    agencies = [
        payee
        for payee in world.rows["payees"]
        if payee["budget_ref"] == made.ref and payee["kind"] == "provider"
    ]
    if not agencies:
        return False
    agency = agencies[0]
    day = world.day(made.starts_on + timedelta(days=40), made.until - timedelta(days=8))
    agency["changed_on"] = day
    agency["account_fingerprint"] = world.ref("acc-new-")
    pence = world.pence(80000, 190000)
    line = world.line(
        made,
        day + timedelta(days=world.chance.randrange(1, 6)),
        -pence,
        counterparty=agency["name"],
        payee_ref=agency["payee_ref"],
        invoice_number=f"X-{world.chance.randrange(10_000)}",
    )
    world.plant("details_changed", made, pence, [line])
    return True


def one_account(world: World) -> None:
    """Under several names, three holders pay one account."""
    honest = [
        made
        for made in world.budgets
        if made.is_honest and made.weekly_pence and (made.until - made.starts_on).days > 200
    ]
    for made in world.chance.sample(honest, min(3, len(honest))):
        called = name(world)
        ref = world.payee(name=called, kind="person", budget=made, account_fingerprint="acc-web")
        lines, spent = [], 0
        for _ in range(world.chance.randrange(3, 7)):
            pence = world.pence(5500, 14500)
            day = world.day(made.starts_on, made.until)
            lines.append(world.line(made, day, -pence, counterparty=called, payee_ref=ref))
            spent += pence
        world.plant("one_account", made, spent, lines)


def silent(world: World, made: Made) -> bool:
    """Since she fell ill no money is spent, and nobody asked."""
    day = world.day(made.starts_on + timedelta(days=60), made.until - timedelta(days=100))
    if day < made.starts_on + timedelta(days=60):
        return False
    kept = {"top_up", "contribution", "direct_debit"}
    made.lines = [
        line for line in made.lines if line["booked_on"] <= day or line["channel"] in kept
    ]
    for job in made.jobs:
        job.shifts[:] = [one for one in job.shifts if one["day"] <= day]
    world.plant("silent", made, 0)
    return True
