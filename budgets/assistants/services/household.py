"""The council's agreement that family who live with the person are paid for care."""

from datetime import datetime

from django.db import transaction

from budgets.assistants.errors import HouseholdAgreementMissing, HouseholdWordsMissing
from budgets.assistants.models import Engagement
from budgets.assistants.values import HouseholdAgreement, NewEngagement, Relation
from budgets.councils.models import Member
from budgets.councils.rights import Action, may
from budgets.councils.selectors import roles_of
from budgets.people.models import Person
from budgets.plans.rules.agreeing import check_happened
from budgets.plans.services.history import note_change
from budgets.plans.services.ties import check_may_decide
from payments.payouts.values import london_day


def agree_household(
    *, engagement: Engagement, agreement: HouseholdAgreement, by: Member, now: datetime
) -> Engagement:
    """
    Keep that the council agreed to pay family who live with the person, and why it is necessary.

    It needs satisfied staff, and not only a wish (Care and Support (Direct Payments) Regulations
    2014 reg. 3). Told again it is put right.

    :raises HouseholdWordsMissing: it isn't said why
    :raises DayAbsurd: the day can't be meant
    :raises DayAhead: it is still to come
    :raises OwnBudget: whoever agrees is close to the person
    """
    if not agreement.words.strip():
        raise HouseholdWordsMissing
    check_happened(agreement.agreed_on, london_day(now))
    check_may_decide(engagement.budget.person, by)
    with transaction.atomic():
        engagement.relation = Relation.HOUSEHOLD_FAMILY
        engagement.household_reason = agreement.reason
        engagement.household_words = agreement.words.strip()
        engagement.household_agreed_on = agreement.agreed_on
        engagement.household_agreed_by = by.user_id
        engagement.save(
            update_fields=[
                "relation",
                "household_reason",
                "household_words",
                "household_agreed_on",
                "household_agreed_by",
            ]
        )
        words = f"The council agreed that {engagement.assistant.full_name}, who is family and "
        words += f"lives in the household, is paid. {agreement.words.strip()}"
        note_change(
            budget=engagement.budget, code="household_agreed", words=words, by=by.user_id, now=now
        )
    return engagement


def check_household(person: Person, new: NewEngagement, by: Member) -> None:
    """
    Refuse to begin with family of the household before the council's own staff agreed to it.

    :raises HouseholdAgreementMissing: that is so
    :raises HouseholdWordsMissing: it isn't said why it is necessary
    :raises OwnBudget: whoever agrees is close to the person
    """
    if new.relation != Relation.HOUSEHOLD_FAMILY:
        return
    if new.household is None or not may(roles_of(by), Action.ENGAGEMENTS_AGREE_HOUSEHOLD):
        raise HouseholdAgreementMissing
    if not new.household.words.strip():
        raise HouseholdWordsMissing
    check_may_decide(person, by)
