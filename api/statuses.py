"""The one HTTP status of each refusal of the house."""

from typing import Final

from budgets.caseload import errors as caseload
from budgets.councils import errors as councils
from budgets.people import errors as people
from budgets.plans import errors as plans
from budgets.recovery import errors as recovery
from ledgers import errors as ledgers
from payments.outside import errors as outside
from payments.outside.rails.bank_file import errors as bank_file
from payments.payouts import errors as payouts

SOMEBODY_ELSE: Final = (
    councils.NotAMember,
    councils.OwnRoles,
    payouts.NeedsTwoPeople,
    plans.NotASignatory,
    plans.NotYourSignature,
    plans.NotYourUplift,
    recovery.OverDelegation,
    recovery.OwnAccount,
    recovery.OwnFamily,
    recovery.OwnMoney,
    recovery.PersonYearLimit,
)
"""Not for this member to do, though somebody else may."""

NOT_NOW: Final = (
    bank_file.UnsendableFile,
    councils.CodeTaken,
    councils.ReferenceTaken,
    ledgers.AlreadyReversed,
    ledgers.HoldSpent,
    ledgers.KeyReused,
    ledgers.LedgerRefused,
    ledgers.NotEnoughMoney,
    outside.ChannelMissing,
    outside.NotGivenUp,
    payouts.CannotMove,
    payouts.ChangeDecided,
    payouts.ChangeWaiting,
    payouts.CouncilAccountMissing,
    payouts.DetailsMissing,
    payouts.NothingToSend,
    payouts.PaymentHeldBack,
    payouts.PaymentsUnsendable,
    people.AlreadyHere,
    people.PersonClosed,
    plans.BalanceUnknown,
    plans.LastSignatory,
    plans.NoSecondSignatory,
    plans.NobodyToUplift,
    plans.NothingToReview,
    plans.RateMissing,
    plans.RepaymentAboveSurplus,
    plans.SharedDecided,
    plans.UpliftDecided,
    plans.UpliftNotAgreed,
    recovery.AddressMissing,
    recovery.AlreadyDecided,
    recovery.AnsweredAlready,
    recovery.MoneyHasGone,
    recovery.NotPaidYet,
    recovery.PotExhausted,
)
"""Right in itself, but it does not fit how things are."""

NOT_SO: Final = (
    bank_file.UnreadableAnswer,
    caseload.CellWrong,
    caseload.ColumnsMissing,
    caseload.UnreadableFile,
    councils.ColourWrong,
    councils.LimitsAbsurd,
    councils.RolesMissing,
    councils.SettingAbsurd,
    councils.SettingUnknown,
    ledgers.NothingToPost,
    payouts.AccountNameWrong,
    payouts.AccountNumberWrong,
    payouts.NotSameBankFile,
    payouts.SortCodeWrong,
    people.BornTooSoon,
    people.NameMissing,
    plans.AgeAbsurd,
    plans.BookingPast,
    plans.ConcernMissing,
    plans.ConcernTooLong,
    plans.ContributionAboveTotal,
    plans.FilterUnknown,
    plans.HoursAbsurd,
    plans.NothingToAskBack,
    plans.NoticeTooShort,
    plans.RateBelowMinimumWage,
    plans.RepaymentReasonMissing,
    plans.ReviewEmpty,
    plans.ReviewToCome,
    plans.ReviewTooEarly,
    plans.SharedUnsaid,
    plans.SharesAbsurd,
    plans.SupportMissing,
    plans.UpliftAbsurd,
    plans.UpliftUnsaid,
    plans.WeeklySumAbsurd,
    recovery.PayeeMissing,
    recovery.ReasonMissing,
    recovery.SumAbsurd,
    recovery.WordsMissing,
)
"""What was sent can't be meant."""

STATUS: Final[dict[type[Exception], int]] = {
    **dict.fromkeys(SOMEBODY_ELSE, 403),
    **dict.fromkeys(NOT_NOW, 409),
    **dict.fromkeys(NOT_SO, 422),
    payouts.LinkOver: 404,
    councils.TooManyTries: 429,
}
