"""Questions about recovery budgets."""

from datetime import UTC, date, datetime, time
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from budgets.councils.models import Member
from budgets.councils.rights import Action, may_all
from budgets.councils.values import Role
from budgets.people import selectors as people
from budgets.people.models import Person
from budgets.plans.models import OneOff
from budgets.plans.values.agreement import OneOffKind
from budgets.recovery import rules
from budgets.recovery.models import RecoveryBudget, RecoveryRequest
from budgets.recovery.values import Progress, RequestState
from ledgers.values import Viewer
from payments.payouts import selectors as payouts
from payments.payouts.models import Payee
from payments.payouts.values import PaymentState


def visible_to(viewer: Viewer, action: Action = Action.RECOVERY_READ) -> QuerySet[RecoveryRequest]:
    """The askings, and what became of them, over which this viewer may do this; newest first."""
    askings = (
        RecoveryRequest.objects.filter(book_id=viewer.book_id)
        .select_related(
            "person",
            "team",
            "recovery__payment__payee",
            "recovery__budget",
            "recovery__help_answer",
        )
        .order_by("-asked_at", "-id")
    )
    if may_all(viewer.roles, action):
        return askings
    return askings.filter(person__in=people.visible_to(viewer, action))


def find_repeat(book_id: UUID, key: UUID) -> RecoveryRequest | None:
    """What was asked under this key before, if anything."""
    return RecoveryRequest.objects.filter(book_id=book_id, key=key).first()


def progress(request: RecoveryRequest) -> Progress:
    """Where it is now: read from the request and its payment."""
    recovery = find_recovery(request)
    payment = recovery.payment if recovery else None
    return rules.progress_of(
        request=RequestState(request.state),
        payment=PaymentState(payment.state) if payment else None,
        details_given=bool(payment and payment.payee and payment.payee.details),
        lapsed=bool(recovery and recovery.lapsed_at),
    )


def find_recovery(request: RecoveryRequest) -> RecoveryBudget | None:
    """The recovery budget that an asking became, if it was authorised."""
    return getattr(request, "recovery", None)


def find_hand_over_link(recovery: RecoveryBudget, now: datetime) -> str:
    """The address where whoever is paid types their bank details, while it is good; else empty."""
    payee = recovery.payment.payee
    secret = payouts.find_link(payee, now) if payee else ""
    return f"{settings.SITE_URL}/pay/{secret}" if secret else ""


def given_in_year_pence(person: Person, day: date) -> int:
    """
    What this person was authorised in the 12 months up to a day, less what went back; pence.

    What the council gave before it came here counts as well, by the day on which it was agreed.
    """
    since_on = rules.year_before(day)
    since = datetime.combine(since_on, time.min, tzinfo=UTC)
    given = RecoveryBudget.objects.filter(request__person=person, authorised_at__gte=since).exclude(
        payment__state=PaymentState.CANCELLED
    )
    before = OneOff.objects.filter(
        budget__person=person,
        budget__imported_at__isnull=False,
        kind=OneOffKind.RECOVERY,
        due_on__gte=since_on,
    )
    total = Coalesce(Sum("pence"), 0)
    return int(given.aggregate(total=total)["total"]) + int(before.aggregate(total=total)["total"])


def list_queue(viewer: Viewer) -> QuerySet[RecoveryRequest]:
    """What waits for somebody's yes or no, the longest waiting first."""
    return (
        visible_to(viewer, Action.RECOVERY_AUTHORISE)
        .filter(state__in=[RequestState.ASKED, RequestState.WITH_MANAGER])
        .order_by("asked_at", "id")
    )


def list_to_answer(viewer: Viewer) -> QuerySet[RecoveryRequest]:
    """What this viewer may answer: what was given to the manager is the manager's alone."""
    waiting = list_queue(viewer)
    if Role.MANAGER in viewer.roles:
        return waiting
    return waiting.filter(state=RequestState.ASKED)


def shares_account(member: Member, payee: Payee) -> bool:
    """Whether a payee is this member, or is paid into the account that is the member's."""
    if payee.user_id == member.user_id:
        return True
    if not payee.fingerprint:
        return False
    if payee.fingerprint == member.account_fingerprint:
        return True
    return Payee.objects.filter(
        book_id=payee.book_id, user_id=member.user_id, fingerprint=payee.fingerprint
    ).exists()


def list_uncollected(book_id: UUID, *, by: date) -> QuerySet[RecoveryBudget]:
    """Promised, never collected, and their last day to collect is over on this day."""
    return _uncollected(book_id).filter(collect_by__lt=by)


def list_to_remind(book_id: UUID, *, last_day: date) -> QuerySet[RecoveryBudget]:
    """Promised to the living, not collected, not reminded, and to be collected by this day."""
    return _uncollected(book_id).filter(
        reminded_at=None, collect_by__lte=last_day, request__person__died_on=None
    )


def _uncollected(book_id: UUID) -> QuerySet[RecoveryBudget]:
    return (
        RecoveryBudget.objects.filter(
            Q(payment__payee__details=None) | Q(payment__payee=None),
            book_id=book_id,
            payment__state=PaymentState.APPROVED,
            lapsed_at=None,
        )
        .select_related("payment__payee", "request__person", "budget")
        .order_by("id")
    )


def list_to_ask(book_id: UUID, *, paid_before: datetime) -> QuerySet[RecoveryBudget]:
    """Money that arrived before an instant and about which nobody living was asked yet."""
    return (
        RecoveryBudget.objects.filter(
            book_id=book_id,
            payment__state=PaymentState.PAID,
            payment__paid_at__lte=paid_before,
            asked_whether_helped_at=None,
            request__person__died_on=None,
        )
        .select_related("request__person", "payment")
        .order_by("id")
    )


def list_to_close(book_id: UUID, *, paid_before: datetime) -> QuerySet[RecoveryBudget]:
    """Money that arrived so long ago that it counts as spent on what was agreed."""
    return (
        RecoveryBudget.objects.filter(
            book_id=book_id,
            payment__state=PaymentState.PAID,
            payment__paid_at__lte=paid_before,
            closed_at=None,
        )
        .select_related("budget__account", "request", "payment")
        .order_by("id")
    )
