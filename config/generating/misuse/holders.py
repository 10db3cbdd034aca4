"""What somebody does with money they hold, or hold for another."""

from datetime import timedelta

from budgets.assurance.rules.purposes import sold_under
from config.generating.people import name
from config.generating.spending import buy
from config.generating.world import Made, World


def balance(made: Made, until: object) -> int:
    """What is left by a day."""
    moved = sum(int(line["amount"]) for line in made.lines if line["booked_on"] <= until)
    return int(made.row["opening_balance"] or 0) + moved


def splitting(world: World, made: Made) -> bool:
    """One bill in parts below the limit."""
    called = name(world) + " Services"
    ref = world.payee(name=called, kind="business", budget=made)
    day = world.day(made.starts_on, made.until - timedelta(days=8))
    parts = [world.pence(20500, 24900) for _ in range(world.chance.choice((2, 3, 4)))]
    lines = [
        world.line(
            made, day + timedelta(days=2 * place), -pence, counterparty=called, payee_ref=ref
        )
        for place, pence in enumerate(parts[:4])
    ]
    world.plant("splitting", made, sum(parts), lines)
    return True


def paid_twice(world: World, made: Made) -> bool:
    """The same sum to the same shop again within days, and kept."""
    for _ in range(2):
        day = world.day(made.starts_on, made.until - timedelta(days=3))
        pence = world.pence(6000, 19000)
        shop = f"{name(world).split()[1]} Supplies"
        lines = [
            buy(
                world,
                made,
                day + timedelta(days=world.chance.choice((0, 1, 3)) * n),
                shop,
                "5047",
                pence,
            )
            for n in range(2)
        ]
        world.plant("paid_twice", made, pence, lines)
    return True


def invoice_twice(world: World, made: Made) -> bool:
    """An agency's invoice is paid again weeks later."""
    bills = [line for line in made.lines if line["invoice_number"]]
    if len(bills) < 4:
        return False
    bill = world.chance.choice(bills[:-2])
    again = bill["booked_on"] + timedelta(days=world.chance.randrange(4, 40))
    more = {
        key: bill[key] for key in ("counterparty", "payee_ref", "description", "invoice_number")
    }
    line = world.line(made, again, bill["amount"], **more)
    world.plant("invoice_twice", made, -bill["amount"], [bill["line_id"], line])
    return True


def round_sums(world: World, made: Made) -> bool:
    """Whole hundreds to somebody who is nobody's assistant."""
    called = name(world)
    ref = world.payee(name=called, kind="person", budget=made)
    pence = world.chance.choice((10000, 15000, 20000, 25000))
    lines = []
    for _ in range(world.chance.randrange(3, 9)):
        day = world.day(made.starts_on, made.until)
        lines.append(world.line(made, day, -pence, counterparty=called, payee_ref=ref))
    world.plant("round_sums", made, pence * len(lines), lines)
    return True


def cash(world: World, made: Made) -> bool:
    """Most of the money is drawn in cash."""
    day = world.day(made.starts_on, max(made.starts_on, made.until - timedelta(days=100)))
    lines, drawn = [], 0
    pence = max(15000, made.weekly_pence // 2 // 1000 * 1000)
    for _ in range(world.chance.randrange(5, 10)):
        lines.append(
            world.line(made, day, -pence, counterparty="ATM Market St", channel="cash", mcc="6011")
        )
        drawn += pence
        day += timedelta(days=world.chance.randrange(3, 10))
        if day > made.until:
            break
    world.plant("cash", made, drawn, lines)
    return len(lines) > 2


def betting(world: World, made: Made) -> bool:
    """A betting shop, on a card that did not refuse it."""
    lines, spent = [], 0
    for _ in range(world.chance.randrange(4, 18)):
        pence = world.pence(1000, 9000)
        mcc = world.chance.choice(("7995", "7995", "7801", "6051"))
        day = world.day(made.starts_on, made.until)
        lines.append(
            world.line(made, day, -pence, counterparty="Lucky Bet", channel="card", mcc=mcc)
        )
        spent += pence
    world.plant("betting", made, spent, lines)
    return True


def drink(world: World, made: Made) -> bool:
    """An off-licence, week after week."""
    day = world.day(made.starts_on, max(made.starts_on, made.until - timedelta(days=70)))
    lines, spent = [], 0
    for _ in range(world.chance.randrange(5, 12)):
        pence = world.pence(2200, 6500)
        lines.append(
            world.line(made, day, -pence, counterparty="Wine Rack", channel="card", mcc="5921")
        )
        spent += pence
        day += timedelta(days=world.chance.randrange(2, 8))
    world.plant("drink", made, spent, lines)
    return True


def drained(world: World, made: Made) -> bool:
    """Nearly all that is there goes to one place."""
    for _ in range(60):
        day = world.day(made.starts_on, made.until)
        left = balance(made, day)
        if left > made.weekly_pence * 4.5:
            called = name(world)
            ref = world.payee(
                name=called, kind=world.chance.choice(("person", "business")), budget=made
            )
            line = world.line(made, day, -(left * 93 // 100), counterparty=called, payee_ref=ref)
            world.plant("drained", made, left * 93 // 100, [line])
            return True
    return False


def off_plan(world: World, made: Made) -> bool:
    """Big things that no plan speaks of."""
    kinds = {
        "technology": ("Currys", "5732"),
        "equipment": ("DFS", "5712"),
        "breaks": ("TUI", "4722"),
    }
    outside = [
        kind for kind, (_, mcc) in kinds.items() if not {*sold_under(mcc)} & {*made.purposes}
    ]
    if not outside:
        return False
    shop, mcc = kinds[world.chance.choice(outside)]
    lines, spent = [], 0
    for _ in range(world.chance.choice((1, 1, 2))):
        pence = world.pence(28000, 95000)
        day = world.day(made.starts_on, made.until)
        lines.append(world.line(made, day, -pence, counterparty=shop, channel="card", mcc=mcc))
        spent += pence
    world.plant("off_plan", made, spent, lines)
    return True


def new_payee(world: World, made: Made) -> bool:
    """A first, big payment to a private person."""
    called = name(world)
    ref = world.payee(name=called, kind="person", budget=made)
    pence = world.pence(32000, 110000)
    day = world.day(made.starts_on, made.until)
    line = world.line(made, day, -pence, counterparty=called, payee_ref=ref)
    world.plant("new_payee", made, pence, [line])
    return True


def pays_themselves(world: World, made: Made) -> bool:
    """The nephew who manages the money pays himself."""
    if made.row["holder_kind"] != "nominated_person":
        return False
    called = made.row["holder_name"]
    ref = world.payee(name=called, kind="person", budget=made)
    lines, spent = [], 0
    for _ in range(world.chance.randrange(4, 12)):
        pence = world.pence(6000, 19000)
        day = world.day(made.starts_on, made.until)
        lines.append(world.line(made, day, -pence, counterparty=called, payee_ref=ref))
        spent += pence
    world.plant("pays_themselves", made, spent, lines)
    return True


def part_missed(world: World, made: Made) -> bool:
    """The person's own part stops coming."""
    paid = [line for line in made.lines if line["channel"] == "contribution"]
    if len(paid) < 6:
        return False
    gone = paid[-world.chance.randrange(3, 5) :]
    made.lines = [line for line in made.lines if line not in gone]
    world.plant("part_missed", made, sum(line["amount"] for line in gone))
    return True


def after_suspension(world: World, made: Made) -> bool:
    """The budget was stopped, and the card went on."""
    day = made.until - timedelta(days=world.chance.randrange(60, 120))
    if day < made.starts_on or made.jobs:
        return False
    made.lines = [line for line in made.lines if line["booked_on"] <= day]
    made.row[world.chance.choice(("suspended_on", "ends_on"))] = day
    lines, spent = [], 0
    for _ in range(world.chance.randrange(3, 8)):
        pence = world.pence(2500, 14000)
        when = world.day(day + timedelta(days=6), made.until)
        lines.append(
            world.line(made, when, -pence, counterparty="Argos", channel="card", mcc="5311")
        )
        spent += pence
    world.plant("after_suspension", made, spent, lines)
    return True
