"""Officers hold back a line of a run, or release what is held back, and say why."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from payments.payouts.errors import LineNotHeld, RunNotThere
from payments.payouts.models import PayRun, RunLine
from payments.payouts.rules import check_why, judge_release
from payments.payouts.selectors import runs as seen
from payments.payouts.services.runs.sheets import rewrite_sheet
from payments.payouts.values import HeldCode, RunState


def hold_line(*, line: RunLine, words: str, by: UUID, now: datetime) -> RunLine:
    """
    Keep one payment out of a calculated run; it stays planned, for the next.

    What an officer holds already stays as it was first said.

    :raises WhyUnsaid: it isn't said why, or at too great length
    :raises RunNotThere: the run is not being checked
    """
    why = check_why(words)
    with transaction.atomic():
        run = _lock(line)
        line = RunLine.objects.get(pk=line.pk)
        if line.held == HeldCode.OFFICER and not line.is_included:
            return line
        line.held, line.held_words = HeldCode.OFFICER, why
        line.held_by, line.held_at = by, now
        line.released_words, line.released_by, line.released_at = "", None, None
        line.save()
        rewrite_sheet(run, line.payment_id)
    return line


def release_line(*, line: RunLine, words: str, by: UUID, now: datetime) -> RunLine:
    """
    Let one payment that is held back go with its run after all.

    What an officer held may be held by a rule too; then that reason shows, and is released apart.
    Released twice, it is released once.

    :raises WhyUnsaid: it isn't said why, or at too great length
    :raises LineNotHeld: nothing holds it back
    :raises StoppedElsewhere: the account is stopped: suspended, ended, died, a condition open
    :raises DetailsMissing: nobody has given bank details
    :raises NotEnoughMoney: there is too little where it comes from
    :raises RunNotThere: the run is not being checked
    """
    why = check_why(words)
    with transaction.atomic():
        run = _lock(line)
        line = RunLine.objects.get(pk=line.pk)
        if not line.held:
            raise LineNotHeld
        if line.is_included:
            return line
        refusal = judge_release(line.held)
        if refusal:
            raise refusal
        _release(line, why, by=by, now=now)
        line.save()
        rewrite_sheet(run, line.payment_id)
    return line


def _lock(line: RunLine) -> PayRun:
    run = seen.lock_run(line.run)
    if run.state != RunState.CALCULATED:
        raise RunNotThere
    return run


def _release(line: RunLine, why: str, *, by: UUID, now: datetime) -> None:
    rule = seen.rule_for(line) if line.held == HeldCode.OFFICER else ""
    if rule:
        line.held, line.held_words, line.held_by, line.held_at = rule, "", None, None
    else:
        line.released_words, line.released_by, line.released_at = why, by, now
