"""What plans refuse. The first line of each docstring is the sentence a person reads."""

from collections.abc import Sequence

from ledgers.errors import Refusal


class BudgetElsewhere(Refusal):
    """This budget is somewhere else by now. Look again at where it is."""


class NotYourDraft(Refusal):
    """Nobody agrees what they wrote themselves. Ask another manager to agree it."""


class OwnBudget(Refusal):
    """This is about you, or about somebody close to you, so somebody else has to do it."""


class PurposesMissing(Refusal):
    """Say what the money is for, in the person's own words, at least once."""


class HolderUnnamed(Refusal):
    """Write the name of the person who is to manage the money."""


class HolderMissing(Refusal):
    """Nobody is named yet who manages this money. Say who it is first."""


class LinkAddressMissing(Refusal):
    """We have no e-mail address for whoever manages this. Hand the link over, or print it."""


class ConsentMissing(Refusal):
    """Write the day on which they agreed to manage the money. Nobody manages it unasked."""


class CapacityUndecided(Refusal):
    """Write the day on which it was decided that the person lacks capacity for this (s.32)."""


class StatementMissing(Refusal):
    """There are no figures to agree yet. Write down what the support costs in a week first."""


class StatementWaiting(Refusal):
    """Other figures are waiting to be agreed. Agree or withdraw them first."""


class StatementDecided(Refusal):
    """These figures were agreed or withdrawn already. Nothing was changed."""


class StatementOverlaps(Refusal):
    """Figures from a later day are agreed. Choose a later day, or say that these replace them."""


class StatementTooEarly(Refusal):
    """Figures can't begin before the budget does."""


class StatementAfterEnd(Refusal):
    """Figures can't begin after the budget's last day."""


class TotalMissing(Refusal):
    """Write what the support costs in a week, in pounds: more than nothing."""


class LinesDontAddUp(Refusal):
    """The lines don't add up to the total. Put right whichever is wrong."""


class DayAbsurd(Refusal):
    """This day can't be meant. Write a day from 2000 on, not more than ten years ahead."""


class EndsBeforeStart(Refusal):
    """It can't end before it starts. Put right one of the two days."""


class ConditionUnknown(Refusal):
    """The law has no such condition for this budget."""


class ConditionsOpen(Refusal):
    """Nothing is paid yet, because a condition of the law is still open."""

    def __init__(self, missing: Sequence[str] = ()) -> None:
        super().__init__()
        self.missing = missing

    @property
    def sentence(self) -> str:
        """What happened, with each condition that is missing."""
        return " ".join([super().sentence, *(f"Missing: {one}" for one in self.missing)])


class PauseOverlaps(Refusal):
    """Payments are stopped for some of these days already. Choose other days."""


class NotPaused(Refusal):
    """Payments of this budget aren't stopped."""


class OneOffDecided(Refusal):
    """This sum was agreed or withdrawn already. Nothing was changed."""


class SumMissing(Refusal):
    """Write a sum of more than nothing."""


class OverpaymentDecided(Refusal):
    """Somebody has already decided about this money. Nothing was changed."""


class NotAnOverpayment(Refusal):
    """The council owes this money, so there is nothing to decide: it goes out by itself."""


class InstalmentsMissing(Refusal):
    """Say over how many instalments the sum is to be spread: at least one, and 52 at most."""


class PayDayPast(Refusal):
    """This pay day is over. Choose today or a later day."""


class NothingDue(Refusal):
    """Nothing is due to be paid by that day."""


class NoPeriods(Refusal):
    """What is paid once has no pay calendar. Choose how often it is paid."""


class LeadTooLong(Refusal):
    """Pay at most 28 days before a period begins."""


class ClosedDayPast(Refusal):
    """This day is over or has begun. Choose a day that is still to come."""


class ClosedAnyway(Refusal):
    """Nobody is paid on this day anyway: it is a weekend or a bank holiday."""


class ClosedUnsaid(Refusal):
    """Say why nobody is paid on this day, in a few words."""


# What support costs a week


class RateMissing(Refusal):
    """There is no rate for this on that day. Set one first."""


class RateBelowMinimumWage(Refusal):
    """This hourly rate is below the minimum wage. Look at the number again."""


class HoursAbsurd(Refusal):
    """Nobody works no hours, or more than the 168 of a week. Look at the hours again."""


class AgeAbsurd(Refusal):
    """An assistant is at least 16 and at most 100. Look at the age again."""


class SharesAbsurd(Refusal):
    """Share the hours among 1 to 20 assistants, each with a whole number from 1 to 1,000."""


class WeeklySumAbsurd(Refusal):
    """A weekly sum needs at least 1 penny and a few words that say what it is for."""


class SupportMissing(Refusal):
    """Say what the money is for: hours of assistants, hours of an agency, or a weekly sum."""


class ContributionAboveTotal(Refusal):
    """Nobody pays more than their support costs. Look at the assessment again."""


# Money in hand


class BalanceUnknown(Refusal):
    """We don't know what is left, so nothing can be asked back. Look at a statement together."""


class NothingToAskBack(Refusal):
    """Ask for at least 1 penny, or for nothing at all."""


class RepaymentAboveSurplus(Refusal):
    """This is more than what is left above all that is spoken for. Look at the figures again."""


class RepaymentReasonMissing(Refusal):
    """Say why the money is asked back, kindly and with what it is about: the person reads it."""


class NoticeTooShort(Refusal):
    """Give more time to answer."""


# Care reviews


class ConcernMissing(Refusal):
    """Say what worries you, in a few words."""


class ConcernTooLong(Refusal):
    """This is more than fits here. Say what matters most, and the rest when we meet."""


class NothingToReview(Refusal):
    """This budget isn't in use, so there is nothing to review. Ring the team if you are worried."""


class BookingPast(Refusal):
    """This time is over. Choose a later one, or write down the review if it was held."""


class ReviewToCome(Refusal):
    """This day is still to come. Write the review down when it was held."""


class ReviewTooEarly(Refusal):
    """A review can't be held before the budget begins. Look at the day again."""


class ReviewEmpty(Refusal):
    """Write down at least one thing: what matters, what works, or what should change."""


# Uplifts


class UpliftAbsurd(Refusal):
    """Write a percentage other than 0 and between -50 and 50, or else a new rate for an hour."""


class UpliftUnsaid(Refusal):
    """Say what this uplift is, in a few words: every holder will read them."""


class FilterUnknown(Refusal):
    """There is no such filter, or no such choice in it."""


class NobodyToUplift(Refusal):
    """No budget can be raised by this. Choose others, or look at what stands in the way."""


class NotYourUplift(Refusal):
    """Nobody agrees an uplift that they prepared. Ask another finance officer to agree it."""


class UpliftDecided(Refusal):
    """This uplift was agreed or withdrawn already. Nothing was changed."""


class UpliftNotAgreed(Refusal):
    """Nobody has agreed this uplift yet, so nothing is raised."""


class NotBuiltFromHours(Refusal):
    """These figures weren't worked out from hours. Write down new ones by hand."""


class NobodyByTheHour(Refusal):
    """Nobody is paid by the hour here, so a new rate for an hour changes nothing."""


class HourNoHigher(Refusal):
    """The hour that is agreed here is as much already, so it stays as it is."""


class WouldBeLowered(Refusal):
    """A new rate lowers nobody by itself. Write down new figures by hand if that is right."""


class ChangedSincePreview(Refusal):
    """This has changed since the preview. Look at it, and write down new figures by hand."""


# Sharing a budget


class NotASignatory(Refusal):
    """Only the signatories of this budget decide what it is spent on."""


class SharedUnsaid(Refusal):
    """Say what the money is for, so that the other signatories know."""


class NoSecondSignatory(Refusal):
    """Two of you have to agree this, and nobody else is named. Ask the council to name another."""


class NotYourSignature(Refusal):
    """You asked for this yourself. Another signatory has to agree it."""


class SharedDecided(Refusal):
    """This was agreed or withdrawn already. Nothing was changed."""


class LastSignatory(Refusal):
    """Somebody has to manage the money. Name another signatory first."""


# Contributions, surplus and money that comes back


class AssessmentAbsurd(Refusal):
    """Write what was assessed in pounds a week: nothing or more. Look at the numbers again."""


class ContributionModeMissing(Refusal):
    """Say how the person pays their part: into the budget's own account, or to the council."""


class NoContribution(Refusal):
    """Nobody pays a part of this budget, so there is no contribution to record."""


class DayAhead(Refusal):
    """This day is still to come. Write the day on which it happened."""


class BackBeforePaid(Refusal):
    """It can't come back before it was paid. Put right one of the two days."""


class ReasonUnsaid(Refusal):
    """Say why, in a few kind words: the person reads them."""


class RingFenceGone(Refusal):
    """This isn't set aside any more. Nothing was changed."""


class NoSurplus(Refusal):
    """Nothing is left above all that is spoken for, so there is nothing to talk about."""


class TalkClosed(Refusal):
    """This conversation is closed already. Nothing was changed."""


class RequestWaiting(Refusal):
    """Money is asked back already. Close or withdraw that request first."""


class RequestClosed(Refusal):
    """This request is closed already. Nothing was changed."""


class ReplyMissing(Refusal):
    """Write what you want to say first."""


class ReplyTooLong(Refusal):
    """This is more than fits here. Say what matters most, and ring the team about the rest."""


class OtherBudget(Refusal):
    """This is about another budget. Go back to the right one."""


# Ending


class EndsInThePast(Refusal):
    """Choose today or a later day. Only a move or a death may lie in the past."""


class EndsByItself(Refusal):
    """A one-off budget is not ended here: it ends when it is spent, or is given up."""


class DeathUnrecorded(Refusal):
    """Record the death itself, with its day. Then all of the person's budgets end with it."""


class EndingSettled(Refusal):
    """This ending is settled. Nothing was changed."""


class StepsOutOfOrder(Refusal):
    """Something else is settled first. Settle it, or say why this can't wait."""


class StepSettled(Refusal):
    """This was settled already, otherwise. Nothing was changed."""


class StepsOpen(Refusal):
    """Something is still to be paid before what is left is counted."""


class NotOverYet(Refusal):
    """The last day of this budget isn't over yet."""


class PaymentsOpen(Refusal):
    """A payment of this budget is still due or on its way. Wait for it, or give it up first."""


class NothingShort(Refusal):
    """Enough is left for all that is still to be paid, so nothing more goes out."""


class PayeeDied(Refusal):
    """Nothing goes to somebody who has died. Pay what is owed directly, and write that down."""


class MoneyLeft(Refusal):
    """Money is left. It comes back, stays where it is by decision, or is the person's own."""


class LeftUnknown(Refusal):
    """We don't know what is left. Look at the last statement together, and say what you saw."""


class NotYourEnding(Refusal):
    """You began this ending, so somebody else decides what is left where it is."""


class AboveWhatIsLeft(Refusal):
    """This is more than what is left. Look at the figures again."""


class NotTheirOwn(Refusal):
    """This is more than the person has paid ahead. Look at their contributions again."""
