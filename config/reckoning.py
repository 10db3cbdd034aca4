"""What a rail did beside what we recorded, payment by payment and transfer by transfer."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from uuid import UUID, uuid5

from django.db.models import QuerySet

from config.england import England
from ledgers.doors import acting_for
from ledgers.models import Transfer
from ledgers.selectors import find_discrepancies, find_unbalanced, get_shared
from ledgers.values import SCHEDULER, AccountKind, TransferKind, Viewer
from payments.outside.rails.practice.bank import COMES_BACK, BankPayment, PracticeBank
from payments.outside.values import Rail
from payments.payouts.models import Payment
from payments.payouts.services.sending import call_key
from payments.payouts.services.steps import step_key
from payments.payouts.values import Leaves, PaymentState

MOVES = (
    TransferKind.PAYMENT_SENT,
    TransferKind.PAYMENT_PAID,
    TransferKind.PAYMENT_FAILED,
    TransferKind.PAYMENT_RETURNED,
)
OVER = (PaymentState.PAID, PaymentState.FAILED, PaymentState.RETURNED)
"""How a payment that was sent can end."""

Postings = Iterator[tuple[UUID, int]]


@dataclass(frozen=True)
class Reckoning:
    """
    What is wrong after everything, each a count that must be nothing.

    :ivar lost: payments that the rail never made, or that have come to no end
    :ivar doubled: payments that the rail made once more than it should
    :ivar told_wrong: what we recorded is not what the rail did, by our key
    :ivar postings_wrong: transfers that are missing, more than there should be, or of other sums
    :ivar books_wrong: balances that are not the sums of their transfers; books out of balance
    :ivar clearing_pence: what is in clearing still
    """

    lost: int
    doubled: int
    told_wrong: int
    postings_wrong: int
    books_wrong: int
    clearing_pence: int

    @property
    def is_clean(self) -> bool:
        """Whether nothing at all is wrong."""
        return not any(asdict(self).values())


def house_viewer(there: England) -> Viewer:
    """The service itself, in the book of all of England."""
    return Viewer(user_id=SCHEDULER, book_id=there.book_id, roles=frozenset(), now=there.now)


def reckon(there: England, bank: PracticeBank) -> Reckoning:
    """Hold what the bank did today against our payments, and both against the ledger."""
    did: dict[str, list[BankPayment]] = {}
    for one in bank.list_payments():
        did.setdefault(one.our_id, []).append(one)
    with acting_for(house_viewer(there), read_only=True):
        payments = list(outgoing(there))
        known = {str(call_key(payment)) for payment in payments}
        strays = sum(len(made) for our_id, made in did.items() if our_id not in known)
        beside = [(payment, did.get(str(call_key(payment)), [])) for payment in payments]
        return Reckoning(
            lost=sum(not made or payment.state not in OVER for payment, made in beside),
            doubled=strays + sum(max(0, len(made) - 1) for _, made in beside),
            told_wrong=sum(not _is_told(payment, one) for payment, made in beside for one in made),
            postings_wrong=_count_wrong_postings(there, payments),
            books_wrong=len([*find_discrepancies(), *find_unbalanced()]),
            clearing_pence=abs(
                get_shared(there.book_id, AccountKind.CLEARING, Rail.PRACTICE).balance_pence
            ),
        )


def todays(there: England) -> QuerySet[Payment]:
    """The payments of the run that was planned for today."""
    return Payment.objects.filter(book_id=there.book_id, pay_on=there.now.date(), leaves=Leaves.RUN)


def outgoing(there: England) -> QuerySet[Payment]:
    """Every payment of today that can leave, of the run or beside it."""
    return Payment.objects.filter(
        book_id=there.book_id, planned_at__gte=there.now, payee__details__isnull=False
    )


def _is_told(payment: Payment, made: BankPayment) -> bool:
    ended = PaymentState.FAILED if made.state == "failed" else PaymentState.PAID
    if made.account_number.endswith(COMES_BACK):
        ended = PaymentState.RETURNED
    return (payment.state, payment.pence) == (ended, made.pence)


def _count_wrong_postings(there: England, payments: Iterable[Payment]) -> int:
    """How many transfers of today are in the ledger and shouldn't be, or the other way round."""
    expected = {posting for payment in payments for posting in _expected(payment)}
    todays = Transfer.objects.filter(
        book_id=there.book_id, kind__in=MOVES, posted_at__gt=there.now
    ).values_list("key", "pence")
    return len(expected.symmetric_difference(todays))


def _expected(payment: Payment) -> Postings:
    state = PaymentState(payment.state)
    sent, paid = step_key(payment, "sent"), step_key(payment, "paid")
    steps = {
        PaymentState.SENT: [sent],
        PaymentState.PAID: [sent, paid],
        PaymentState.FAILED: [sent, uuid5(sent, "failed")],
        PaymentState.RETURNED: [sent, paid, uuid5(sent, "returned"), uuid5(paid, "returned")],
    }
    for key in steps.get(state, ()):
        yield key, payment.pence
