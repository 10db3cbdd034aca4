"""What becomes of direct payments: contributions, money in hand, reviews, endings, uplifts."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID, uuid4

from budgets.plans import services
from budgets.plans.models import Budget, ContributionDue, ContributionPaid, Ending, UpliftLine
from budgets.plans.values import HolderKind
from budgets.plans.values.agreement import EndReason, PaidContribution, StepKind
from budgets.plans.values.drafting import HolderDraft
from budgets.plans.values.surplus import RingFenceKind
from config.matrix.direct_payments import HELD, Plans


def afterwards(plans: Plans, budgets: Mapping[str, Budget]) -> dict[str, UUID]:
    """What there is of everything, by what it is called."""
    for name in HELD:
        _pay(plans, budgets[name])
    return {
        **_contributions(plans, budgets),
        **_asked_back(plans, budgets["asked_back"]),
        **_endings(plans, budgets),
        **_reviews(plans, budgets),
        **_uplift(plans, budgets["rich"]),
        **_shared(plans),
    }


def _pay(plans: Plans, budget: Budget) -> ContributionPaid:
    """Far more than was due, so that there is something in hand."""
    return services.record_contribution_paid(
        budget=budget,
        pence=9_000_00,
        paid_on=plans.today,
        how=PaidContribution.DEBIT,
        key=uuid4(),
        words="",
        by=plans.practitioner.user_id,
        now=plans.now,
    )


def _contributions(plans: Plans, budgets: Mapping[str, Budget]) -> dict[str, UUID]:
    assessed = services.record_assessment(
        budget=budgets["rich"],
        starts_on=plans.today,
        assessed_pence=30_00,
        disability_expenses_pence=0,
        words="As before",
        by=plans.practitioner,
        now=plans.now,
    )
    return {
        "assessment": assessed.id,
        "due": ContributionDue.objects.filter(budget=budgets["paying"]).earliest("id").id,
        "contribution": ContributionPaid.objects.get(budget=budgets["rich"]).id,
    }


def _asked_back(plans: Plans, budget: Budget) -> dict[str, UUID]:
    fence = services.set_ring_fence(
        budget=budget,
        kind=RingFenceKind.HOLIDAY,
        pence=10_00,
        words="Holiday",
        by=plans.practitioner.user_id,
        now=plans.now,
    )
    talk = services.open_surplus_talk(
        budget=budget, words="Shall we talk?", by=plans.practitioner, now=plans.now
    )
    request = services.ask_for_repayment(
        budget=budget,
        talk=talk,
        pence=20_00,
        reason="It is still there",
        answer_by=plans.today + timedelta(days=60),
        by=plans.manager,
        now=plans.now,
    )
    money = services.record_money_back(
        budget=budget,
        pence=5_00,
        left_on=plans.today,
        key=uuid4(),
        by=plans.practitioner.user_id,
        now=plans.now,
        request=request,
    )
    return {
        "ring_fence": fence.id,
        "talk": talk.id,
        "request": request.id,
        "money_return": money.id,
    }


def _endings(plans: Plans, budgets: Mapping[str, Budget]) -> dict[str, UUID]:
    """One with money and a bill left, one with a bill alone, and one that is over with neither."""
    closing, short, over = (_end(plans, budgets[name]) for name in ("closing", "short", "over"))
    bill, _ = (
        services.add_step(
            ending=ending,
            kind=StepKind.BILL,
            words="The last bill",
            pence=20_00,
            by=plans.practitioner.user_id,
            now=plans.now,
        )
        for ending in (closing, short)
    )
    return {
        "ending": closing.id,
        "short_ending": short.id,
        "over_ending": over.id,
        "bill": bill.id,
    }


def _end(plans: Plans, budget: Budget) -> Ending:
    return services.begin_ending(
        budget=budget,
        reason=EndReason.MOVED,
        ends_on=plans.today - timedelta(days=1),
        words="",
        by=plans.practitioner,
        now=plans.now,
    )


def _reviews(plans: Plans, budgets: Mapping[str, Budget]) -> dict[str, UUID]:
    review = services.raise_concern(
        budget=budgets["paying"],
        words="Nobody came",
        by=plans.practitioner.user_id,
        now=plans.now,
    )
    held = services.hold_review(
        budget=budgets["rich"],
        held_on=plans.today,
        matters="The choir",
        works="",
        should_change="",
        by=plans.practitioner,
        now=plans.now,
    )
    return {"review": review.id, "held": held.id}


def _uplift(plans: Plans, rich: Budget) -> dict[str, UUID]:
    uplift = services.prepare_uplift(
        book_id=rich.book_id,
        words="The yearly uplift",
        filters={},
        starts_on=plans.today + timedelta(days=30),
        percent_points=450,
        by=plans.practitioner,
        now=plans.now,
    )
    line = UpliftLine.objects.get(uplift=uplift, budget=rich)
    return {"uplift": uplift.id, "uplift_line": line.id}


def _shared(plans: Plans) -> dict[str, UUID]:
    """A budget of two signatories, and what one of them asked the other to sign."""
    friend = HolderDraft(
        kind=HolderKind.NOMINATED,
        full_name="A Friend",
        email=f"{uuid4().hex}@home.example",
        consented_on=plans.today,
    )
    budget = plans.start(plans.drafted(more_holders=(friend,), two_signatures_above_pence=100_00))
    other = budget.holders.get(kind=HolderKind.NOMINATED)
    decision = services.ask_shared_decision(
        budget=budget,
        words="A projector",
        pence=180_00,
        by=other.user_id or other.id,
        now=plans.now,
    )
    return {"shared": budget.id, "signatory": other.id, "decision": decision.id}
