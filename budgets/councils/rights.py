"""
Who may do what: role by action, as plain data, asked once, at the door. The default is no.

A scope says over whom: OWN, the person's own things or those of somebody they represent; TEAM,
people and pots of the member's teams; COUNCIL, all of it; SELF, only what is about the member.
The documentation and the matrix tests are made from this table.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from budgets.councils.values import Role


class Scope(StrEnum):
    """Over whom a right reaches."""

    SELF = "self"
    OWN = "own"
    TEAM = "team"
    COUNCIL = "council"


class Action(StrEnum):
    """Everything that anybody may ask to do."""

    PEOPLE_READ = "people.read"
    PEOPLE_ADD = "people.add"
    READS_READ = "reads.read"
    BUDGETS_READ = "budgets.read"
    BUDGETS_DRAFT = "budgets.draft"
    BUDGETS_AGREE = "budgets.agree"
    BUDGETS_STOP = "budgets.stop"
    BUDGETS_END = "budgets.end"
    BUDGETS_SHARE = "budgets.share"
    CONDITIONS_RECORD = "conditions.record"
    RATES_SET = "rates.set"
    RUNS_READ = "runs.read"
    RUNS_PREPARE = "runs.prepare"
    RUNS_APPROVE = "runs.approve"
    OVERPAYMENTS_DECIDE = "overpayments.decide"
    CONTRIBUTIONS_READ = "contributions.read"
    CONTRIBUTIONS_RECORD = "contributions.record"
    SURPLUS_TALK = "surplus.talk"
    REPAYMENTS_ASK = "repayments.ask"
    REPAYMENTS_REPLY = "repayments.reply"
    REPAYMENTS_RECORD = "repayments.record"
    REVIEWS_HOLD = "reviews.hold"
    CONCERNS_RAISE = "concerns.raise"
    UPLIFTS_READ = "uplifts.read"
    UPLIFTS_PREPARE = "uplifts.prepare"
    UPLIFTS_AGREE = "uplifts.agree"
    CASELOAD_IMPORT = "caseload.import"
    CASELOAD_EXPORT = "caseload.export"
    RECOVERY_READ = "recovery.read"
    RECOVERY_ASK = "recovery.ask"
    RECOVERY_AUTHORISE = "recovery.authorise"
    RECOVERY_PASS = "recovery.pass"  # noqa: S105  to the manager
    RECOVERY_REFUSE = "recovery.refuse"
    RECOVERY_WITHDRAW = "recovery.withdraw"
    RECOVERY_CANCEL = "recovery.cancel"
    RECOVERY_LINK = "recovery.link"
    RECOVERY_SAY_WHERE = "recovery.say_where"
    RECOVERY_ANSWER = "recovery.answer"
    AUDIT_READ = "audit.read"
    FUNDS_READ = "funds.read"
    ENGAGEMENTS_READ = "engagements.read"
    ENGAGEMENTS_KEEP = "engagements.keep"
    ENGAGEMENTS_AGREE_HOUSEHOLD = "engagements.agree_household"
    SHIFTS_READ = "shifts.read"
    SHIFTS_LOG = "shifts.log"
    SHIFTS_AGREE = "shifts.agree"
    SHIFTS_SETTLE = "shifts.settle"
    PAY_READ = "pay.read"
    PAY_EXPORT = "pay.export"
    PAY_IMPORT = "pay.import"
    LINES_READ = "lines.read"
    LINES_SAY = "lines.say"
    STATEMENTS_BRING = "statements.bring"
    COUNCIL_SET = "council.set"
    TEAMS_READ = "teams.read"
    TEAMS_CHANGE = "teams.change"
    POTS_FILL = "pots.fill"
    DELEGATIONS_READ = "delegations.read"
    DELEGATIONS_GIVE = "delegations.give"
    MEMBERS_READ = "members.read"
    MEMBERS_CHANGE = "members.change"
    POLICY_READ = "policy.read"
    POLICY_SET = "policy.set"
    PAYEES_READ = "payees.read"
    PAYEES_DECIDE = "payees.decide"
    PAYMENTS_READ = "payments.read"
    PAYMENTS_ANEW = "payments.anew"
    BANK_FILES_READ = "bank_files.read"
    BANK_FILES_MAKE = "bank_files.make"
    BANK_FILES_ANSWER = "bank_files.answer"
    STUCK_READ = "stuck.read"
    STUCK_DECIDE = "stuck.decide"
    JOBS_READ = "jobs.read"
    JOBS_DECIDE = "jobs.decide"
    ACCOUNTS_READ = "accounts.read"
    SESSION_READ = "session.read"
    TOKENS_READ = "tokens.read"
    TOKENS_MAKE = "tokens.make"
    TOKENS_END = "tokens.end"


EVERYBODY: Final = dict.fromkeys(Role, Scope.COUNCIL)
TEAMS_STAFF: Final = dict.fromkeys((Role.PRACTITIONER, Role.MANAGER), Scope.TEAM)
WORK_IS_SEEN_BY: Final = {
    Role.HOLDER: Scope.OWN,
    Role.ASSISTANT: Scope.OWN,
    **TEAMS_STAFF,
    Role.FINANCE: Scope.COUNCIL,
    Role.AUDITOR: Scope.COUNCIL,
}
"""Who sees what personal assistants agreed, worked and earned; their own is by their sign-in."""
THEMSELVES: Final = dict.fromkeys(Role, Scope.SELF)

RIGHTS: Final[dict[Action, dict[Role, Scope]]] = {
    Action.PEOPLE_READ: {
        Role.HOLDER: Scope.OWN,
        Role.PRACTITIONER: Scope.TEAM,
        Role.MANAGER: Scope.TEAM,
        Role.AUDITOR: Scope.COUNCIL,
    },
    Action.PEOPLE_ADD: {Role.PRACTITIONER: Scope.TEAM, Role.MANAGER: Scope.TEAM},
    Action.READS_READ: {Role.HOLDER: Scope.OWN, Role.AUDITOR: Scope.COUNCIL},
    Action.BUDGETS_READ: {
        Role.HOLDER: Scope.OWN,
        Role.PRACTITIONER: Scope.TEAM,
        Role.MANAGER: Scope.TEAM,
        Role.FINANCE: Scope.COUNCIL,
        Role.AUDITOR: Scope.COUNCIL,
    },
    Action.BUDGETS_DRAFT: TEAMS_STAFF,
    Action.BUDGETS_AGREE: {Role.MANAGER: Scope.TEAM},
    Action.BUDGETS_STOP: TEAMS_STAFF,
    Action.BUDGETS_END: TEAMS_STAFF,
    Action.BUDGETS_SHARE: {Role.HOLDER: Scope.OWN},
    Action.CONDITIONS_RECORD: TEAMS_STAFF,
    Action.RATES_SET: {Role.FINANCE: Scope.COUNCIL},
    Action.RUNS_READ: {Role.FINANCE: Scope.COUNCIL, Role.AUDITOR: Scope.COUNCIL},
    Action.RUNS_PREPARE: {Role.FINANCE: Scope.COUNCIL},
    Action.RUNS_APPROVE: {Role.FINANCE: Scope.COUNCIL},
    Action.OVERPAYMENTS_DECIDE: {Role.MANAGER: Scope.TEAM},
    Action.CONTRIBUTIONS_READ: {
        Role.HOLDER: Scope.OWN,
        Role.PRACTITIONER: Scope.TEAM,
        Role.MANAGER: Scope.TEAM,
        Role.FINANCE: Scope.COUNCIL,
        Role.AUDITOR: Scope.COUNCIL,
    },
    Action.CONTRIBUTIONS_RECORD: {Role.FINANCE: Scope.COUNCIL},
    Action.SURPLUS_TALK: TEAMS_STAFF,
    Action.REPAYMENTS_ASK: {Role.MANAGER: Scope.TEAM},
    Action.REPAYMENTS_REPLY: {Role.HOLDER: Scope.OWN},
    Action.REPAYMENTS_RECORD: {Role.FINANCE: Scope.COUNCIL},
    Action.REVIEWS_HOLD: TEAMS_STAFF,
    Action.CONCERNS_RAISE: {Role.HOLDER: Scope.OWN, **TEAMS_STAFF},
    Action.UPLIFTS_READ: {Role.FINANCE: Scope.COUNCIL, Role.AUDITOR: Scope.COUNCIL},
    Action.UPLIFTS_PREPARE: {Role.FINANCE: Scope.COUNCIL},
    Action.UPLIFTS_AGREE: {Role.FINANCE: Scope.COUNCIL},
    Action.CASELOAD_IMPORT: {Role.FINANCE: Scope.COUNCIL},
    Action.CASELOAD_EXPORT: {Role.FINANCE: Scope.COUNCIL},
    Action.RECOVERY_READ: {
        Role.HOLDER: Scope.OWN,
        Role.PRACTITIONER: Scope.TEAM,
        Role.MANAGER: Scope.TEAM,
        Role.AUDITOR: Scope.COUNCIL,
    },
    Action.RECOVERY_ASK: {
        Role.HOLDER: Scope.OWN,
        Role.PRACTITIONER: Scope.TEAM,
        Role.MANAGER: Scope.TEAM,
    },
    Action.RECOVERY_AUTHORISE: {Role.PRACTITIONER: Scope.TEAM, Role.MANAGER: Scope.TEAM},
    Action.RECOVERY_PASS: {Role.PRACTITIONER: Scope.TEAM},
    Action.RECOVERY_REFUSE: {Role.PRACTITIONER: Scope.TEAM, Role.MANAGER: Scope.TEAM},
    Action.RECOVERY_WITHDRAW: {
        Role.HOLDER: Scope.OWN,
        Role.PRACTITIONER: Scope.TEAM,
        Role.MANAGER: Scope.TEAM,
    },
    Action.RECOVERY_CANCEL: {Role.PRACTITIONER: Scope.TEAM, Role.MANAGER: Scope.TEAM},
    Action.RECOVERY_LINK: {Role.PRACTITIONER: Scope.TEAM, Role.MANAGER: Scope.TEAM},
    Action.RECOVERY_SAY_WHERE: {Role.HOLDER: Scope.OWN},
    Action.RECOVERY_ANSWER: {Role.HOLDER: Scope.OWN},
    Action.AUDIT_READ: {Role.AUDITOR: Scope.COUNCIL},
    Action.FUNDS_READ: {Role.PROVIDER: Scope.OWN},
    Action.ENGAGEMENTS_READ: WORK_IS_SEEN_BY,
    Action.ENGAGEMENTS_KEEP: {Role.HOLDER: Scope.OWN, **TEAMS_STAFF},
    Action.ENGAGEMENTS_AGREE_HOUSEHOLD: TEAMS_STAFF,
    Action.SHIFTS_READ: WORK_IS_SEEN_BY,
    Action.SHIFTS_LOG: {Role.ASSISTANT: Scope.OWN},
    Action.SHIFTS_AGREE: {Role.HOLDER: Scope.OWN},
    Action.SHIFTS_SETTLE: TEAMS_STAFF,
    Action.PAY_READ: WORK_IS_SEEN_BY,
    Action.PAY_EXPORT: {Role.FINANCE: Scope.COUNCIL},
    Action.PAY_IMPORT: {Role.FINANCE: Scope.COUNCIL},
    Action.LINES_READ: {
        Role.HOLDER: Scope.OWN,
        **TEAMS_STAFF,
        Role.FINANCE: Scope.COUNCIL,
        Role.AUDITOR: Scope.COUNCIL,
    },
    Action.LINES_SAY: {Role.HOLDER: Scope.OWN},
    Action.STATEMENTS_BRING: {Role.HOLDER: Scope.OWN},
    Action.COUNCIL_SET: {Role.ADMINISTRATOR: Scope.COUNCIL},
    Action.TEAMS_CHANGE: {Role.ADMINISTRATOR: Scope.COUNCIL},
    Action.TEAMS_READ: {
        Role.PRACTITIONER: Scope.TEAM,
        Role.MANAGER: Scope.TEAM,
        Role.FINANCE: Scope.COUNCIL,
        Role.AUDITOR: Scope.COUNCIL,
        Role.ADMINISTRATOR: Scope.COUNCIL,
    },
    Action.POTS_FILL: {Role.FINANCE: Scope.COUNCIL},
    Action.DELEGATIONS_READ: {
        Role.PRACTITIONER: Scope.SELF,
        Role.MANAGER: Scope.TEAM,
        Role.AUDITOR: Scope.COUNCIL,
        Role.ADMINISTRATOR: Scope.COUNCIL,
    },
    Action.DELEGATIONS_GIVE: {Role.MANAGER: Scope.TEAM, Role.ADMINISTRATOR: Scope.COUNCIL},
    Action.MEMBERS_READ: {Role.ADMINISTRATOR: Scope.COUNCIL, Role.AUDITOR: Scope.COUNCIL},
    Action.MEMBERS_CHANGE: {Role.ADMINISTRATOR: Scope.COUNCIL},
    Action.POLICY_READ: EVERYBODY,
    Action.POLICY_SET: {Role.ADMINISTRATOR: Scope.COUNCIL},
    Action.PAYEES_READ: {Role.FINANCE: Scope.COUNCIL, Role.AUDITOR: Scope.COUNCIL},
    Action.PAYEES_DECIDE: {Role.FINANCE: Scope.COUNCIL},
    Action.PAYMENTS_READ: {Role.FINANCE: Scope.COUNCIL, Role.AUDITOR: Scope.COUNCIL},
    Action.PAYMENTS_ANEW: {Role.FINANCE: Scope.COUNCIL},
    Action.BANK_FILES_READ: {Role.FINANCE: Scope.COUNCIL, Role.AUDITOR: Scope.COUNCIL},
    Action.BANK_FILES_MAKE: {Role.FINANCE: Scope.COUNCIL},
    Action.BANK_FILES_ANSWER: {Role.FINANCE: Scope.COUNCIL},
    Action.STUCK_READ: {Role.FINANCE: Scope.COUNCIL, Role.AUDITOR: Scope.COUNCIL},
    Action.STUCK_DECIDE: {Role.FINANCE: Scope.COUNCIL},
    Action.JOBS_READ: {
        Role.FINANCE: Scope.COUNCIL,
        Role.AUDITOR: Scope.COUNCIL,
        Role.ADMINISTRATOR: Scope.COUNCIL,
    },
    Action.JOBS_DECIDE: {Role.FINANCE: Scope.COUNCIL, Role.ADMINISTRATOR: Scope.COUNCIL},
    Action.ACCOUNTS_READ: {
        Role.HOLDER: Scope.OWN,
        Role.MANAGER: Scope.TEAM,
        Role.FINANCE: Scope.COUNCIL,
        Role.AUDITOR: Scope.COUNCIL,
    },
    Action.SESSION_READ: THEMSELVES,
    Action.TOKENS_READ: THEMSELVES,
    Action.TOKENS_MAKE: THEMSELVES,
    Action.TOKENS_END: THEMSELVES,
}


def scopes_for(roles: Iterable[str], action: Action) -> frozenset[Scope]:
    """Over whom these roles together may do this; nothing means no."""
    given = RIGHTS.get(action, {})
    return frozenset(given[role] for role in Role if role in set(roles) and role in given)


def may(roles: Iterable[str], action: Action) -> bool:
    """Whether any of these roles may do this to anybody."""
    return bool(scopes_for(roles, action))


def may_all(roles: Iterable[str], action: Action) -> bool:
    """Whether any of these roles may do this to everybody's in the council."""
    return Scope.COUNCIL in scopes_for(roles, action)
