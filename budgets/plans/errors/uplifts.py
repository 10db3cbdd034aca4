"""What is refused of uplifts."""

from ledgers.errors import Refusal


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
