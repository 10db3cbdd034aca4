"""What a home says about each recovery budget, to the person themselves or about them."""

from datetime import datetime

from django.utils import timezone

from budgets.recovery import selectors
from budgets.recovery.models import RecoveryBudget, RecoveryRequest
from budgets.recovery.values import Progress, Reach
from payments.payouts.models import Payment
from web.progress import waits_for
from web.templatetags.wherewithal import day_words


def said(asked: RecoveryRequest, progress: Progress, *, own: bool, now: datetime) -> dict[str, str]:
    """The soft line before the sum (`before`) and the sentence after it (`after`)."""
    recovery = selectors.find_recovery(asked)
    return {
        "before": _before(asked, progress, own=own),
        "after": _of_money(recovery, progress, own=own, now=now)
        if recovery
        else _of_asking(asked, progress, own=own),
    }


def _before(asked: RecoveryRequest, progress: Progress, *, own: bool) -> str:
    name = asked.person.first_name
    second, third = {
        Progress.CAME_BACK: ("this came back from the bank", "This came back from the bank"),
        Progress.WAITING_FOR_DETAILS: ("this is yours", "This is for {name}"),
        Progress.PROMISED: ("you are getting", "{name} is getting"),
        Progress.ON_ITS_WAY: ("this is on its way", "This is on its way to {name}"),
        Progress.THERE: ("you had", "{name} had"),
        Progress.WITH_MANAGER: ("you asked for", "Asked for {name}"),
        Progress.ASKED: ("you asked for", "Asked for {name}"),
    }.get(progress, ("you asked for", "Asked for {name}"))
    return f"{name}, {second}" if own else third.format(name=name)


def _of_asking(asked: RecoveryRequest, progress: Progress, *, own: bool) -> str:
    hears = "you hear" if own else f"{asked.person.first_name} hears"
    return {
        Progress.ASKED: f"The {asked.team.name} team has it. When they answer, {hears} of it.",
        Progress.WITH_MANAGER: f"The manager has it now. When they answer, {hears} of it.",
        Progress.REFUSED: asked.decision_words,
    }.get(progress, "")


def _of_money(recovery: RecoveryBudget, progress: Progress, *, own: bool, now: datetime) -> str:
    today = timezone.localdate(now)
    straight = recovery.request.reach == Reach.STRAIGHT
    if progress == Progress.WAITING_FOR_DETAILS:
        until = day_words(recovery.collect_by, today)
        if straight:
            return f"{recovery.request.straight_to} has still to tell us where to pay it."
        return f"It waits for {'you' if own else 'them'} until {until}."
    if progress == Progress.THERE:
        return _there(recovery.payment, recovery.request, today_words=today)
    if progress == Progress.CAME_BACK:
        return "It is safe. We keep it for you until it is put right."
    return f"{waits_for(recovery, now=now)}." if waits_for(recovery, now=now) else ""


def _there(payment: Payment, request: RecoveryRequest, *, today_words: object) -> str:
    if payment.paid_at is None:
        return ""
    on = day_words(payment.paid_at)
    to = f" straight to {request.straight_to}" if request.reach == Reach.STRAIGHT else ""
    return f"Paid{to} on {on}."
