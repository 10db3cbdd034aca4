"""What becomes of a recovery budget: given up, lapsed, asked about, closed."""

from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Q

from budgets.councils import selectors as councils
from budgets.councils.models import Member
from budgets.plans.services import end_budget
from budgets.recovery import selectors
from budgets.recovery.errors import AnsweredAlready, MoneyHasGone, NotPaidYet
from budgets.recovery.models import HelpAnswer, RecoveryBudget
from budgets.recovery.services import telling
from budgets.recovery.values import Helped, Reach
from ledgers import services as ledgers
from ledgers.models import Account
from ledgers.selectors import get_shared
from ledgers.values import SCHEDULER, About, AccountKind, Posting, TransferKind
from payments.payouts import services as payouts
from payments.payouts.errors import CannotMove
from payments.payouts.models import Payment
from payments.payouts.values import PaymentState


def cancel_recovery_budget(*, recovery: RecoveryBudget, by: UUID, now: datetime) -> RecoveryBudget:
    """
    Give up what has not reached anybody, or came back: the sum goes back to the pot.

    :raises MoneyHasGone: it is on its way or there, and nobody takes it back
    """
    with transaction.atomic():
        try:
            payouts.cancel_payment(payment=recovery.payment, by=by, now=now)
        except CannotMove as error:
            raise MoneyHasGone from error
        end_budget(budget=recovery.budget, on=now.date(), by=by, now=now)
    return recovery


def give_up_payment(*, payment: Payment, by: UUID, now: datetime) -> Payment:
    """
    Give up a payment that came back or has not left, and the recovery budget that it was for.

    :raises CannotMove: it is on its way or has arrived
    :raises MoneyHasGone: the same, of a recovery budget
    """
    recovery = (
        RecoveryBudget.objects.filter(payment=payment).select_related("budget", "payment").first()
    )
    if recovery is None:
        return payouts.cancel_payment(payment=payment, by=by, now=now)
    return cancel_recovery_budget(recovery=recovery, by=by, now=now).payment


def remind_uncollected(*, book_id: UUID, now: datetime) -> int:
    """
    Remind everybody, once, whose money has been waiting for long; returns how many.

    Whoever has died is left in peace.
    """
    policy = councils.policy_on(book_id, now.date())
    last_day = now.date() + timedelta(days=policy.remind_before_days)
    with transaction.atomic():
        found = list(selectors.list_to_remind(book_id, last_day=last_day))
        for recovery in found:
            telling.tell_reminder(recovery, until=max(recovery.collect_by, last_day), now=now)
            recovery.reminded_at = now
            recovery.save(update_fields=["reminded_at"])
    return len(found)


def lapse_uncollected(*, book_id: UUID, now: datetime) -> int:
    """
    Return to the pot what nobody has collected by its day, never without a reminder before.

    A late reminder gives its days all the same, and what reached somebody is never taken back.
    What was for somebody who has died returns without a reminder: nobody is left to collect it.
    """
    policy = councils.policy_on(book_id, now.date())
    reminded_by = now - timedelta(days=policy.remind_before_days)
    uncollected = selectors.list_uncollected(book_id, by=now.date())
    due = uncollected.filter(
        Q(reminded_at__lte=reminded_by) | Q(request__person__died_on__isnull=False)
    )
    with transaction.atomic():
        found = list(due)
        for recovery in found:
            recovery.lapsed_at = now
            recovery.save(update_fields=["lapsed_at"])
            cancel_recovery_budget(recovery=recovery, by=SCHEDULER, now=now)
    return len(found)


def ask_whether_it_helped(*, book_id: UUID, now: datetime) -> int:
    """
    Ask everybody, once, whose money arrived the policy's weeks ago; returns how many.

    No family is asked about somebody who has died.
    """
    policy = councils.policy_on(book_id, now.date())
    before = now - timedelta(weeks=policy.ask_did_it_help_weeks)
    with transaction.atomic():
        found = list(selectors.list_to_ask(book_id, paid_before=before))
        for recovery in found:
            telling.tell_question(recovery, now=now)
            recovery.asked_whether_helped_at = now
            recovery.save(update_fields=["asked_whether_helped_at"])
    return len(found)


def answer_whether_it_helped(
    *, recovery: RecoveryBudget, helped: Helped, words: str, by: Member, now: datetime
) -> HelpAnswer:
    """
    Keep one tap, and words if somebody likes.

    :raises NotPaidYet: the money has not arrived
    :raises AnsweredAlready: it was answered otherwise before
    """
    with transaction.atomic():
        before = HelpAnswer.objects.filter(recovery=recovery).first()
        if before and (before.helped, before.words) == (helped, words.strip()):
            return before
        if before:
            raise AnsweredAlready
        recovery.payment.refresh_from_db(fields=["state"])
        if recovery.payment.state != PaymentState.PAID:
            raise NotPaidYet
        return HelpAnswer.objects.create(
            book_id=recovery.book_id,
            recovery=recovery,
            helped=helped,
            words=words.strip(),
            answered_by=by.user_id,
            answered_at=now,
        )


def close_spent(*, book_id: UUID, now: datetime) -> int:
    """Take money that arrived long ago as spent on what was agreed; returns how many."""
    policy = councils.policy_on(book_id, now.date())
    before = now - timedelta(days=policy.spend_within_days)
    with transaction.atomic():
        found = list(selectors.list_to_close(book_id, paid_before=before))
        for recovery in found:
            _close(recovery, today=now.date(), now=now)
    return len(found)


def _close(recovery: RecoveryBudget, *, today: date, now: datetime) -> None:
    account: Account = recovery.budget.account
    left = account.available_pence
    if left > 0 and recovery.request.reach == Reach.OWN_ACCOUNT:
        purpose = recovery.request.purpose
        ledgers.post_fact(
            Posting(
                book_id=recovery.book_id,
                debit_id=account.id,
                credit_id=get_shared(recovery.book_id, AccountKind.SPENDING, purpose).id,
                pence=left,
                key=uuid5(recovery.id, "closed"),
                kind=TransferKind.SPENT,
                about=About("recovery_request", recovery.request_id),
                posted_by=SCHEDULER,
                occurred_on=today,
                posted_at=now,
            )
        )
    recovery.closed_at = now
    recovery.save(update_fields=["closed_at"])
    end_budget(budget=recovery.budget, on=today, by=SCHEDULER, now=now)
