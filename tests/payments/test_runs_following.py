"""What failed or came back of a run is paid again by a run of its own, after it was put right."""

from datetime import timedelta

import pytest

from ledgers.selectors import get_shared
from ledgers.values import SCHEDULER, About, AccountKind
from payments.outside.values import Rail
from payments.payouts import errors
from payments.payouts import services as payouts
from payments.payouts.models import Payee, Payment, PayRun
from payments.payouts.rules import read_bank_details
from payments.payouts.selectors import runs as seen
from payments.payouts.values import LineChange, PayeeKind, PaymentState, RunState
from tests.factories import NOW, World
from tests.ledgers.books import available, nothing_moves
from tests.payments.owed import TODAY, budget_account, known_payee
from tests.payments.runs import approve, calculated, due, fresh, line_of, sent_run, steps, three
from tests.payments.worlds import again

S = PaymentState
TOMORROW = NOW + timedelta(days=1)


def come_back(payment: Payment, to: PaymentState = S.FAILED) -> Payment:
    return payouts.bring_back(
        payment=again(payment), to=to, reason_code="AC04", by=SCHEDULER, now=NOW
    )


def follow(world: World, run: PayRun) -> PayRun:
    return payouts.open_follow_up(
        run=run, pay_on=TODAY + timedelta(days=1), by=world.second_finance.user_id, now=NOW
    )


def another_account(payment: Payment, *, of: Payee | None = None, number: int = 77) -> Payee:
    """One more account of the same person, who has given its details."""
    of = of or payment.payee
    assert of
    payee = payouts.name_payee(
        book_id=payment.book_id,
        about=About(of.about_kind, of.about_id),
        kind=PayeeKind.PERSON,
        display_name="Her daughter",
        by=SCHEDULER,
        now=NOW,
    )
    details = read_bank_details(
        sort_code="20-00-00", account_number=f"{number:08}", account_name="Daughter"
    )
    link = payouts.make_link(payee=payee, now=NOW)
    return payouts.give_details(secret=link, details=details, now=NOW)


def test_it_pays_again_what_failed_and_what_was_returned(world: World) -> None:
    first, second, kept = three(world)
    run = sent_run(world)
    come_back(first)
    payouts.mark_paid(payment=again(second), by=SCHEDULER, now=NOW)
    come_back(second, S.RETURNED)
    with nothing_moves():
        following = follow(world, run)
    assert (following.follows, following.state) == (run, RunState.CALCULATED)
    assert (following.count, following.total_pence) == (2, 300_00)
    assert {line.change for line in following.lines.all()} == {LineChange.AGAIN}
    assert not line_of(run, first).living
    assert line_of(run, kept).living
    approve(world, following)
    assert again(first).state == S.APPROVED
    assert steps(world, TOMORROW) == 2
    payouts.mark_paid(payment=again(first), by=SCHEDULER, now=TOMORROW)
    payouts.mark_paid(payment=again(second), by=SCHEDULER, now=TOMORROW)
    assert (again(first).tries, available(first.to_account)) == (2, 100_00)
    payouts.close_runs(book_id=world.book_id, now=TOMORROW)
    assert {fresh(run).state, fresh(following).state} == {RunState.CLOSED}
    rail = get_shared(world.book_id, AccountKind.CLEARING, Rail.PRACTICE)
    assert rail.balance_pence == 0


def test_with_nothing_back_there_is_nothing_to_pay_again(world: World) -> None:
    three(world)
    run = sent_run(world)
    with pytest.raises(errors.NothingCameBack):
        follow(world, run)
    assert PayRun.objects.filter(follows=run).count() == 0


def test_a_run_that_is_not_sent_has_no_follow_up(world: World) -> None:
    three(world)
    with pytest.raises(errors.RunNotThere):
        follow(world, calculated(world))


def test_one_follow_up_at_a_time_and_the_next_takes_what_came_back_since(world: World) -> None:
    first, second, _ = three(world)
    run = sent_run(world)
    come_back(first)
    following = follow(world, run)
    come_back(second)
    with pytest.raises(errors.RunOpenAlready):
        follow(world, run)
    assert payouts.calculate_run(run=following, now=NOW).count == 2
    payouts.abandon_run(run=following, words="Wait", by=SCHEDULER, now=NOW)
    assert [p.state for p in (again(first), again(second))] == [S.FAILED] * 2
    assert follow(world, run).count == 2


def test_an_approved_follow_up_given_up_leaves_them_planned_for_the_next_run(world: World) -> None:
    first, *_ = three(world)
    run = sent_run(world)
    come_back(first)
    following = approve(world, follow(world, run))
    payouts.abandon_run(run=following, words="No", by=SCHEDULER, now=NOW)
    assert again(first).state == S.PLANNED
    assert calculated(world, TODAY + timedelta(days=2)).total_pence == 100_00


def test_what_fails_again_is_paid_again_by_the_next(world: World) -> None:
    first, *_ = three(world)
    run = sent_run(world)
    come_back(first)
    following = approve(world, follow(world, run))
    steps(world, TOMORROW)
    come_back(first)
    with pytest.raises(errors.NothingCameBack):
        follow(world, run)
    once_more = follow(world, fresh(following))
    assert (once_more.follows, once_more.count) == (following, 1)


def test_new_details_wait_for_their_care_or_are_released(world: World) -> None:
    first, *_ = three(world)
    run = sent_run(world)
    come_back(first)
    Payee.objects.filter(pk=first.payee_id).update(
        fingerprint="d" * 64, care_until=TODAY + timedelta(days=7)
    )
    following = follow(world, run)
    line = line_of(following, first)
    assert (line.held, line.fingerprint) == ("details_changed", "d" * 64)
    payouts.release_line(line=line, words="We rang him", by=SCHEDULER, now=NOW)
    approve(world, fresh(following))
    steps(world, TOMORROW)
    assert again(first).state == S.SENT


def test_it_is_paid_to_another_account_of_the_same(world: World) -> None:
    first, *_ = three(world)
    run = sent_run(world)
    come_back(first)
    following, payee = follow(world, run), another_account(first)
    with nothing_moves():
        payouts.pay_another_way(
            payment=again(first), payee=payee, by=world.manager.user_id, now=NOW
        )
    assert line_of(following, first).payee == payee
    following = fresh(following)
    with nothing_moves(), pytest.raises(errors.NeedsTwoPeople):
        payouts.approve_run(
            run=following, digest=following.digest, by=world.manager.user_id, now=NOW
        )
    approve(world, following)
    steps(world, TOMORROW)
    assert (again(first).state, again(first).payee) == (S.SENT, payee)


def test_but_to_nobody_elses_and_not_to_ones_own(world: World) -> None:
    first, second, _ = three(world)
    sent_run(world)
    come_back(first)
    others, own = known_payee(world, 9), another_account(first)
    Payee.objects.filter(pk=own.pk).update(user_id=world.manager.user_id)
    own.refresh_from_db()
    for payment, payee, refusal in (
        (first, others, errors.OtherPerson),
        (first, own, errors.PaidByIt),
        (second, own, errors.CannotMove),
    ):
        with nothing_moves(), pytest.raises(refusal):
            payouts.pay_another_way(
                payment=again(payment), payee=payee, by=world.manager.user_id, now=NOW
            )
    assert again(first).payee == first.payee


def test_paid_anew_by_itself_it_is_in_no_follow_up(world: World) -> None:
    first, second, _ = three(world)
    run = sent_run(world)
    come_back(first)
    come_back(second)
    following = follow(world, run)
    payouts.pay_anew(payment=again(first), by=world.finance.user_id, now=NOW)
    following = fresh(following)
    assert (following.count, following.total_pence) == (1, 200_00)
    assert payouts.send_ready(book_id=world.book_id, by=SCHEDULER, now=NOW) == [first]
    approve(world, following)
    Payment.objects.filter(pk=second.pk).update(state=S.FAILED)
    with pytest.raises(errors.InAnApprovedRun):
        payouts.pay_anew(payment=again(second), by=world.finance.user_id, now=NOW)


def test_given_up_it_is_in_no_follow_up(world: World) -> None:
    first, *_ = three(world)
    run = sent_run(world)
    come_back(first)
    payouts.cancel_payment(payment=again(first), by=SCHEDULER, now=NOW)
    assert list(seen.list_came_back(run)) == []
    with pytest.raises(errors.NothingCameBack):
        follow(world, run)


def test_a_follow_up_stands_beside_the_run_of_its_day(world: World) -> None:
    first, *_ = three(world)
    run = sent_run(world)
    come_back(first)
    following = follow(world, run)
    due(world, budget_account(world), None, 5_00, on=following.pay_on)
    assert calculated(world, following.pay_on).total_pence == 5_00
    assert payouts.calculate_run(run=following, now=NOW).total_pence == 100_00
