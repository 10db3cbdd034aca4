"""What a practitioner does with one-off budgets."""

from collections import defaultdict
from datetime import timedelta

from config.generating.people import make_budget
from config.generating.world import Made, World


def _given(world: World) -> list[list[Made]]:
    """Honest one-off budgets by who gave them, most first."""
    found: dict[str, list[Made]] = defaultdict(list)
    for made in world.budgets:
        if made.row["kind"] == "recovery" and made.is_honest:
            found[made.row["authorised_by_email"]].append(made)
    return sorted(found.values(), key=len, reverse=True)


def _more(world: World, email: str, count: int) -> list[Made]:
    """More one-off budgets by one practitioner."""
    found = []
    for _ in range(count):
        made = make_budget(world, "one_off")
        made.row["authorised_by_email"] = email
        found.append(made)
    return found


def _email(world: World) -> str:
    given = _given(world)
    return str(world.chance.choice(given[len(given) // 2 :])[0].row["authorised_by_email"])


def _spend(world: World, made: Made, **payee: str) -> list[str]:
    """The whole sum goes to one payee in a week."""
    pence = made.row["one_off_amount"]
    ref = world.payee(budget=made, **payee)
    day = made.row["starts_on"] + timedelta(days=3)
    world.line(made, made.row["starts_on"], pence, counterparty="Council", channel="top_up")
    return [world.line(made, day, -pence, counterparty=payee["name"], payee_ref=ref)]


def own_account(world: World) -> None:
    """Two people's one-off budgets go to the practitioner's own account."""
    email = _email(world)
    staff = next(one for one in world.rows["members"] if one["email"] == email)
    for made in _more(world, email, 2):
        lines = _spend(
            world,
            made,
            name=made.person["full_name"],
            kind="person",
            account_fingerprint=staff["account_fingerprint"],
        )
        world.plant("own_account", made, made.row["one_off_amount"], lines)


def crowding(world: World) -> None:
    """Sum after sum just below what may be given alone."""
    email = _email(world)
    for made in _more(world, email, 7):
        made.row["one_off_amount"] = world.chance.choice((48000, 48500, 49000, 49500, 49900))
        lines = _spend(world, made, name=made.person["full_name"], kind="person")
        world.plant("crowding", made, made.row["one_off_amount"], lines)


def one_shop(world: World) -> None:
    """A practitioner favours one shop."""
    email = _email(world)
    for made in _more(world, email, 7):
        lines = _spend(
            world, made, name="Cousin's Carpets", kind="business", account_fingerprint="acc-cousin"
        )
        world.plant("one_shop", made, made.row["one_off_amount"], lines)


def two_in_a_week(world: World) -> None:
    """One person gets two sums within a week."""
    email = _email(world)
    first, second = _more(world, email, 2)
    second.row["person_ref"], second.person = first.row["person_ref"], first.person
    second.row["starts_on"] = first.row["starts_on"] + timedelta(days=4)
    second.row["agreed_on"] = second.row["starts_on"]
    for made in (first, second):
        made.row["one_off_amount"] = world.chance.choice((42000, 45000, 48000))
        lines = _spend(world, made, name=made.person["full_name"], kind="person")
        world.plant("two_in_a_week", made, made.row["one_off_amount"], lines)
