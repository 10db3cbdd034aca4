"""Asking for money back: a person's decision, with figures, a reason, time, and a reply."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from budgets.councils import selectors as councils
from budgets.councils.models import Member
from budgets.plans.errors import (
    BudgetElsewhere,
    OtherBudget,
    ReasonUnsaid,
    ReplyMissing,
    ReplyTooLong,
    RequestClosed,
    RequestWaiting,
)
from budgets.plans.models import Budget, RepaymentRequest, SurplusTalk
from budgets.plans.rules.surplus import check_repayment
from budgets.plans.selectors.surplus import (
    LOOKED_AT,
    OPEN_STEPS,
    find_open_request,
    surplus_on,
)
from budgets.plans.services import telling
from budgets.plans.services.history import note_change
from budgets.plans.services.states import lock_budget
from budgets.plans.services.surplus import figures_of
from budgets.plans.services.ties import check_may_decide
from budgets.plans.values.agreement import RequestStep
from ledgers.values import pounds
from payments.payouts.values import london_day

LONGEST_REPLY = 4_000


def ask_for_repayment(
    *,
    budget: Budget,
    talk: SurplusTalk | None,
    pence: int,
    reason: str,
    answer_by: date,
    by: Member,
    now: datetime,
) -> RepaymentRequest:
    """
    Ask the holder for money back (Care Act 2014 s.33(5)), and tell them. Nothing is taken.

    The figures are kept as they stand. Whoever manages the money is written to, and can answer
    until it is closed. The same asked twice is asked once.

    :raises OwnBudget: it is for whoever asks, or somebody close to them
    :raises BudgetElsewhere: the budget isn't going on; what an ending one has left is settled there
    :raises OtherBudget: the conversation was about another budget
    :raises RequestWaiting: money is asked back already
    :raises Refusal: whatever the figures, the reason or the notice refuse
    """
    check_may_decide(budget.person, by)
    if talk and talk.budget_id != budget.id:
        raise OtherBudget
    today = london_day(now)
    with transaction.atomic():
        budget = lock_budget(budget)
        waiting = find_open_request(budget)
        if waiting and _is_same(waiting, pence, reason, answer_by, by):
            return waiting
        if waiting:
            raise RequestWaiting
        if budget.state not in LOOKED_AT:
            raise BudgetElsewhere
        surplus = surplus_on(budget, today)
        check_repayment(
            pence=pence,
            surplus=surplus,
            reason=reason,
            today=today,
            answer_by=answer_by,
            notice_days=councils.policy_on(budget.book_id, today).repayment_notice_days,
        )
        request = RepaymentRequest.objects.create(
            book_id=budget.book_id,
            budget=budget,
            talk=talk,
            pence=pence,
            reason=reason.strip(),
            figures=figures_of(surplus) if surplus else [],
            asked_on=today,
            answer_by=answer_by,
            asked_by=by.user_id,
            asked_at=now,
        )
        telling.tell_request(request, now=now)
        said = (
            f"We asked for {pounds(pence)} back, and for an answer by {answer_by:%-d %B %Y}. "
            f"{request.reason}"
        )
        note_change(budget=budget, code="repayment_asked", words=said, by=by.user_id, now=now)
    return request


def reply_to_repayment(
    *, request: RepaymentRequest, words: str, by: UUID, now: datetime
) -> RepaymentRequest:
    """
    Keep what the holder says to it, at any time until it is closed; more is added to what was said.

    :raises ReplyMissing: there are no words
    :raises ReplyTooLong: there are more than fit
    :raises RequestClosed: it was withdrawn, or the money has come
    """
    said = words.strip()
    if not said:
        raise ReplyMissing
    with transaction.atomic():
        budget = lock_budget(request.budget)
        request = _open_still(request)
        if request.reply == said or request.reply.endswith(f"\n\n{said}"):
            return request
        reply = f"{request.reply}\n\n{said}".strip()
        if len(reply) > LONGEST_REPLY:
            raise ReplyTooLong
        request.step, request.reply = RequestStep.REPLIED, reply
        request.replied_by, request.replied_at = by, now
        request.save(update_fields=["step", "reply", "replied_by", "replied_at"])
        words = f"The answer to what we asked back: {said}"
        note_change(budget=budget, code="repayment_replied", words=words, by=by, now=now)
    return request


def withdraw_repayment(
    *, request: RepaymentRequest, words: str, by: Member, now: datetime
) -> RepaymentRequest:
    """
    Take a request back, with words that the holder reads, and tell them.

    :raises OwnBudget: it is for whoever decides, or somebody close to them
    :raises ReasonUnsaid: there are no words
    :raises RequestClosed: it was withdrawn with other words, or the money has come
    """
    check_may_decide(request.budget.person, by)
    if not words.strip():
        raise ReasonUnsaid
    with transaction.atomic():
        budget = lock_budget(request.budget)
        before = RepaymentRequest.objects.get(pk=request.pk)
        if before.withdrawn_words == words.strip():
            return before
        request = _open_still(request)
        request.step, request.withdrawn_words = RequestStep.WITHDRAWN, words.strip()
        request.withdrawn_by, request.withdrawn_at = by.user_id, now
        request.save(update_fields=["step", "withdrawn_words", "withdrawn_by", "withdrawn_at"])
        telling.tell_withdrawn(request, now=now)
        said = f"We no longer ask for {pounds(request.pence)} back. {request.withdrawn_words}"
        note_change(budget=budget, code="repayment_withdrawn", words=said, by=by.user_id, now=now)
    return request


def _is_same(
    waiting: RepaymentRequest, pence: int, reason: str, answer_by: date, by: Member
) -> bool:
    asked = (pence, reason.strip(), answer_by, by.user_id)
    return (waiting.pence, waiting.reason, waiting.answer_by, waiting.asked_by) == asked


def _open_still(request: RepaymentRequest) -> RepaymentRequest:
    found = RepaymentRequest.objects.select_related("budget__person").get(pk=request.pk)
    if found.step not in OPEN_STEPS:
        raise RequestClosed
    return found
