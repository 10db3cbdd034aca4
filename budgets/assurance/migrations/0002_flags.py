import budgets.assurance.values.flags
import django.db.models.deletion
import ledgers.values
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assistants', '0001_first'),
        ('assurance', '0001_first'),
        ('ledgers', '0004_book_stops'),
        ('plans', '0006_payments_told'),
    ]

    operations = [
        migrations.CreateModel(
            name='SpendingFlag',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('rule', models.CharField(choices=[(budgets.assurance.values.flags.Rule['SHARED_WITH_PRACTITIONER'], budgets.assurance.values.flags.Rule['SHARED_WITH_PRACTITIONER']), (budgets.assurance.values.flags.Rule['AFTER_DEATH'], budgets.assurance.values.flags.Rule['AFTER_DEATH']), (budgets.assurance.values.flags.Rule['DRAINED'], budgets.assurance.values.flags.Rule['DRAINED']), (budgets.assurance.values.flags.Rule['HOLDER_PAYS_THEMSELVES'], budgets.assurance.values.flags.Rule['HOLDER_PAYS_THEMSELVES']), (budgets.assurance.values.flags.Rule['SHARED_ACCOUNT'], budgets.assurance.values.flags.Rule['SHARED_ACCOUNT']), (budgets.assurance.values.flags.Rule['DETAILS_CHANGED'], budgets.assurance.values.flags.Rule['DETAILS_CHANGED']), (budgets.assurance.values.flags.Rule['BLOCKED_MERCHANT'], budgets.assurance.values.flags.Rule['BLOCKED_MERCHANT']), (budgets.assurance.values.flags.Rule['OVERLAPPING_SHIFTS'], budgets.assurance.values.flags.Rule['OVERLAPPING_SHIFTS']), (budgets.assurance.values.flags.Rule['IMPOSSIBLE_HOURS'], budgets.assurance.values.flags.Rule['IMPOSSIBLE_HOURS']), (budgets.assurance.values.flags.Rule['SHIFTS_AWAY'], budgets.assurance.values.flags.Rule['SHIFTS_AWAY']), (budgets.assurance.values.flags.Rule['PAY_WITHOUT_HOURS'], budgets.assurance.values.flags.Rule['PAY_WITHOUT_HOURS']), (budgets.assurance.values.flags.Rule['OVER_THE_RATE'], budgets.assurance.values.flags.Rule['OVER_THE_RATE']), (budgets.assurance.values.flags.Rule['ENDED_BUT_PAID'], budgets.assurance.values.flags.Rule['ENDED_BUT_PAID']), (budgets.assurance.values.flags.Rule['AFTER_END'], budgets.assurance.values.flags.Rule['AFTER_END']), (budgets.assurance.values.flags.Rule['SAME_AGAIN'], budgets.assurance.values.flags.Rule['SAME_AGAIN']), (budgets.assurance.values.flags.Rule['SPLIT'], budgets.assurance.values.flags.Rule['SPLIT']), (budgets.assurance.values.flags.Rule['ROUND_SUMS'], budgets.assurance.values.flags.Rule['ROUND_SUMS']), (budgets.assurance.values.flags.Rule['NEW_PAYEE'], budgets.assurance.values.flags.Rule['NEW_PAYEE']), (budgets.assurance.values.flags.Rule['OFF_PLAN'], budgets.assurance.values.flags.Rule['OFF_PLAN']), (budgets.assurance.values.flags.Rule['CASH'], budgets.assurance.values.flags.Rule['CASH']), (budgets.assurance.values.flags.Rule['ASK_ABOUT_MERCHANT'], budgets.assurance.values.flags.Rule['ASK_ABOUT_MERCHANT']), (budgets.assurance.values.flags.Rule['NO_SPENDING'], budgets.assurance.values.flags.Rule['NO_SPENDING']), (budgets.assurance.values.flags.Rule['CONTRIBUTION_MISSED'], budgets.assurance.values.flags.Rule['CONTRIBUTION_MISSED']), (budgets.assurance.values.flags.Rule['UNDER_MINIMUM_WAGE'], budgets.assurance.values.flags.Rule['UNDER_MINIMUM_WAGE']), (budgets.assurance.values.flags.Rule['HOUSEHOLD_FAMILY'], budgets.assurance.values.flags.Rule['HOUSEHOLD_FAMILY']), (budgets.assurance.values.flags.Rule['SPLIT_GRANTS'], budgets.assurance.values.flags.Rule['SPLIT_GRANTS']), (budgets.assurance.values.flags.Rule['CROWDING'], budgets.assurance.values.flags.Rule['CROWDING']), (budgets.assurance.values.flags.Rule['FAVOURING'], budgets.assurance.values.flags.Rule['FAVOURING']), (budgets.assurance.values.flags.Rule['FAR_FROM_TEAM'], budgets.assurance.values.flags.Rule['FAR_FROM_TEAM']), (budgets.assurance.values.flags.Rule['SURPLUS'], budgets.assurance.values.flags.Rule['SURPLUS'])], max_length=30)),
                ('also', models.JSONField(default=list)),
                ('severity', models.CharField(choices=[(budgets.assurance.values.flags.Severity['LOOK'], budgets.assurance.values.flags.Severity['LOOK']), (budgets.assurance.values.flags.Severity['ASK'], budgets.assurance.values.flags.Severity['ASK']), (budgets.assurance.values.flags.Severity['URGENT'], budgets.assurance.values.flags.Severity['URGENT'])], max_length=6)),
                ('reason', models.CharField(max_length=1000)),
                ('at_stake_pence', models.BigIntegerField()),
                ('grants', models.JSONField(default=list)),
                ('state', models.CharField(choices=[(budgets.assurance.values.flags.FlagState['OPEN'], budgets.assurance.values.flags.FlagState['OPEN']), (budgets.assurance.values.flags.FlagState['GONE'], budgets.assurance.values.flags.FlagState['GONE']), (budgets.assurance.values.flags.FlagState['CLOSED'], budgets.assurance.values.flags.FlagState['CLOSED'])], default=budgets.assurance.values.flags.FlagState['OPEN'], max_length=6)),
                ('as_of', models.DateField()),
                ('found_at', models.DateTimeField()),
                ('closed_by', models.UUIDField(blank=True, null=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
                ('budget', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='flags', to='plans.budget')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['book', 'state', 'severity', '-at_stake_pence'], name='assurance_flag_queue')],
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='assurance_spendingflag_in_book'), models.CheckConstraint(condition=models.Q(('rule__in', [budgets.assurance.values.flags.Rule['SHARED_WITH_PRACTITIONER'], budgets.assurance.values.flags.Rule['AFTER_DEATH'], budgets.assurance.values.flags.Rule['DRAINED'], budgets.assurance.values.flags.Rule['HOLDER_PAYS_THEMSELVES'], budgets.assurance.values.flags.Rule['SHARED_ACCOUNT'], budgets.assurance.values.flags.Rule['DETAILS_CHANGED'], budgets.assurance.values.flags.Rule['BLOCKED_MERCHANT'], budgets.assurance.values.flags.Rule['OVERLAPPING_SHIFTS'], budgets.assurance.values.flags.Rule['IMPOSSIBLE_HOURS'], budgets.assurance.values.flags.Rule['SHIFTS_AWAY'], budgets.assurance.values.flags.Rule['PAY_WITHOUT_HOURS'], budgets.assurance.values.flags.Rule['OVER_THE_RATE'], budgets.assurance.values.flags.Rule['ENDED_BUT_PAID'], budgets.assurance.values.flags.Rule['AFTER_END'], budgets.assurance.values.flags.Rule['SAME_AGAIN'], budgets.assurance.values.flags.Rule['SPLIT'], budgets.assurance.values.flags.Rule['ROUND_SUMS'], budgets.assurance.values.flags.Rule['NEW_PAYEE'], budgets.assurance.values.flags.Rule['OFF_PLAN'], budgets.assurance.values.flags.Rule['CASH'], budgets.assurance.values.flags.Rule['ASK_ABOUT_MERCHANT'], budgets.assurance.values.flags.Rule['NO_SPENDING'], budgets.assurance.values.flags.Rule['CONTRIBUTION_MISSED'], budgets.assurance.values.flags.Rule['UNDER_MINIMUM_WAGE'], budgets.assurance.values.flags.Rule['HOUSEHOLD_FAMILY'], budgets.assurance.values.flags.Rule['SPLIT_GRANTS'], budgets.assurance.values.flags.Rule['CROWDING'], budgets.assurance.values.flags.Rule['FAVOURING'], budgets.assurance.values.flags.Rule['FAR_FROM_TEAM'], budgets.assurance.values.flags.Rule['SURPLUS']]), ('severity__in', [budgets.assurance.values.flags.Severity['LOOK'], budgets.assurance.values.flags.Severity['ASK'], budgets.assurance.values.flags.Severity['URGENT']])), name='assurance_flag_known'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('closed_by__isnull', True), ('state', budgets.assurance.values.flags.FlagState['OPEN'])), models.Q(('closed_at__isnull', False), ('closed_by__isnull', True), ('state', budgets.assurance.values.flags.FlagState['GONE'])), models.Q(('closed_at__isnull', False), ('closed_by__isnull', False), ('state', budgets.assurance.values.flags.FlagState['CLOSED'])), _connector='OR'), name='assurance_flag_closed'), models.CheckConstraint(condition=models.Q(('at_stake_pence__gte', 0)), name='assurance_flag_stake')],
            },
        ),
        migrations.CreateModel(
            name='FlaggedShift',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
                ('shift', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assistants.shift')),
                ('flag', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='flagged_shifts', to='assurance.spendingflag')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='assurance_flaggedshift_in_book'), models.UniqueConstraint(fields=('flag', 'shift'), name='assurance_flagged_shift')],
            },
        ),
        migrations.CreateModel(
            name='FlaggedLine',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='flagged', to='assurance.spendingline')),
                ('flag', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='flagged_lines', to='assurance.spendingflag')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='assurance_flaggedline_in_book'), models.UniqueConstraint(fields=('flag', 'line'), name='assurance_flagged_line')],
            },
        ),
    ]
