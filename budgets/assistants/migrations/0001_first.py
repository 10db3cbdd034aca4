import budgets.assistants.values.engagements
import budgets.assistants.values.shifts
import django.db.models.deletion
import ledgers.values
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('councils', '__first__'),
        ('ledgers', '0004_book_stops'),
        ('plans', '0006_payments_told'),
    ]

    operations = [
        migrations.CreateModel(
            name='Assistant',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(max_length=40)),
                ('full_name', models.CharField(max_length=200)),
                ('born_on', models.DateField(blank=True, null=True)),
                ('email', models.EmailField(blank=True, default='', max_length=254)),
                ('phone', models.CharField(blank=True, default='', max_length=30)),
                ('added_by', models.UUIDField()),
                ('added_at', models.DateTimeField()),
                ('imported_at', models.DateTimeField(blank=True, null=True)),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='assists', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='assistants_assistant_in_book'), models.UniqueConstraint(fields=('book', 'reference'), name='assistants_reference'), models.UniqueConstraint(condition=models.Q(('user__isnull', False)), fields=('book', 'user'), name='assistants_user_once'), models.CheckConstraint(condition=models.Q(('full_name', ''), _negated=True), name='assistants_named')],
            },
        ),
        migrations.CreateModel(
            name='Engagement',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(max_length=40)),
                ('relation', models.CharField(choices=[(budgets.assistants.values.engagements.Relation['NONE'], budgets.assistants.values.engagements.Relation['NONE']), (budgets.assistants.values.engagements.Relation['FAMILY'], budgets.assistants.values.engagements.Relation['FAMILY']), (budgets.assistants.values.engagements.Relation['HOUSEHOLD_FAMILY'], budgets.assistants.values.engagements.Relation['HOUSEHOLD_FAMILY'])], max_length=16)),
                ('household_reason', models.CharField(blank=True, choices=[(budgets.assistants.values.engagements.HouseholdReason['LIMITED_CHOICE'], budgets.assistants.values.engagements.HouseholdReason['LIMITED_CHOICE']), (budgets.assistants.values.engagements.HouseholdReason['COMMUNICATION'], budgets.assistants.values.engagements.HouseholdReason['COMMUNICATION']), (budgets.assistants.values.engagements.HouseholdReason['TIMES'], budgets.assistants.values.engagements.HouseholdReason['TIMES']), (budgets.assistants.values.engagements.HouseholdReason['INTIMACY'], budgets.assistants.values.engagements.HouseholdReason['INTIMACY']), (budgets.assistants.values.engagements.HouseholdReason['RELIGION_OR_CULTURE'], budgets.assistants.values.engagements.HouseholdReason['RELIGION_OR_CULTURE']), (budgets.assistants.values.engagements.HouseholdReason['END_OF_LIFE'], budgets.assistants.values.engagements.HouseholdReason['END_OF_LIFE']), (budgets.assistants.values.engagements.HouseholdReason['EMERGENCY'], budgets.assistants.values.engagements.HouseholdReason['EMERGENCY']), (budgets.assistants.values.engagements.HouseholdReason['OTHER'], budgets.assistants.values.engagements.HouseholdReason['OTHER'])], default='', max_length=20)),
                ('household_words', models.CharField(blank=True, default='', max_length=500)),
                ('household_agreed_on', models.DateField(blank=True, null=True)),
                ('household_agreed_by', models.UUIDField(blank=True, null=True)),
                ('weekly_minutes', models.PositiveIntegerField(default=0)),
                ('pattern', models.CharField(blank=True, default='', max_length=500)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('end_words', models.CharField(blank=True, default='', max_length=500)),
                ('ended_by', models.UUIDField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('notice_until', models.DateField(blank=True, null=True)),
                ('notice_by', models.UUIDField(blank=True, null=True)),
                ('notice_at', models.DateTimeField(blank=True, null=True)),
                ('is_self_employed', models.BooleanField(default=False)),
                ('opted_out_of_48_hours', models.BooleanField(default=False)),
                ('leave_year_from', models.DateField()),
                ('holiday_method', models.CharField(choices=[(budgets.assistants.values.engagements.HolidayMethod['ACCRUED'], budgets.assistants.values.engagements.HolidayMethod['ACCRUED']), (budgets.assistants.values.engagements.HolidayMethod['WEEKS'], budgets.assistants.values.engagements.HolidayMethod['WEEKS'])], default=budgets.assistants.values.engagements.HolidayMethod['ACCRUED'], max_length=8)),
                ('made_by', models.UUIDField()),
                ('made_at', models.DateTimeField()),
                ('imported_at', models.DateTimeField(blank=True, null=True)),
                ('assistant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='engagements', to='assistants.assistant')),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
                ('budget', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='engagements', to='plans.budget')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['book', 'starts_on'], name='assistants_engaged_from')],
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='assistants_engagement_in_book'), models.UniqueConstraint(fields=('book', 'reference'), name='assistants_engagement_reference'), models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='assistants_engagement_days'), models.CheckConstraint(condition=models.Q(('weekly_minutes__lte', 10080)), name='assistants_engagement_week'), models.CheckConstraint(condition=models.Q(('relation__in', [budgets.assistants.values.engagements.Relation['NONE'], budgets.assistants.values.engagements.Relation['FAMILY'], budgets.assistants.values.engagements.Relation['HOUSEHOLD_FAMILY']]), ('holiday_method__in', [budgets.assistants.values.engagements.HolidayMethod['ACCRUED'], budgets.assistants.values.engagements.HolidayMethod['WEEKS']])), name='assistants_engagement_known'), models.CheckConstraint(condition=models.Q(models.Q(('relation', budgets.assistants.values.engagements.Relation['HOUSEHOLD_FAMILY']), _negated=True), ('household_agreed_on__isnull', False), ('imported_at__isnull', False), _connector='OR'), name='assistants_household_agreed')],
            },
        ),
        migrations.CreateModel(
            name='EngagementRate',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[(budgets.assistants.values.engagements.RateKind['STANDARD'], budgets.assistants.values.engagements.RateKind['STANDARD']), (budgets.assistants.values.engagements.RateKind['WAKING_NIGHT'], budgets.assistants.values.engagements.RateKind['WAKING_NIGHT']), (budgets.assistants.values.engagements.RateKind['SLEEP_IN'], budgets.assistants.values.engagements.RateKind['SLEEP_IN']), (budgets.assistants.values.engagements.RateKind['SLEEP_IN_WOKEN'], budgets.assistants.values.engagements.RateKind['SLEEP_IN_WOKEN']), (budgets.assistants.values.engagements.RateKind['TRAINING'], budgets.assistants.values.engagements.RateKind['TRAINING']), (budgets.assistants.values.engagements.RateKind['TRAVEL'], budgets.assistants.values.engagements.RateKind['TRAVEL']), (budgets.assistants.values.engagements.RateKind['MILEAGE'], budgets.assistants.values.engagements.RateKind['MILEAGE'])], max_length=14)),
                ('pence', models.PositiveIntegerField()),
                ('from_on', models.DateField()),
                ('set_by', models.UUIDField()),
                ('set_at', models.DateTimeField()),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rates', to='assistants.engagement')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='assistants_engagementrate_in_book'), models.UniqueConstraint(fields=('engagement', 'kind', 'from_on'), name='assistants_rate_once'), models.CheckConstraint(condition=models.Q(('pence__gt', 0), ('kind__in', [budgets.assistants.values.engagements.RateKind['STANDARD'], budgets.assistants.values.engagements.RateKind['WAKING_NIGHT'], budgets.assistants.values.engagements.RateKind['SLEEP_IN'], budgets.assistants.values.engagements.RateKind['SLEEP_IN_WOKEN'], budgets.assistants.values.engagements.RateKind['TRAINING'], budgets.assistants.values.engagements.RateKind['TRAVEL'], budgets.assistants.values.engagements.RateKind['MILEAGE']])), name='assistants_rate_known')],
            },
        ),
        migrations.CreateModel(
            name='Shift',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[(budgets.assistants.values.engagements.ShiftKind['STANDARD'], budgets.assistants.values.engagements.ShiftKind['STANDARD']), (budgets.assistants.values.engagements.ShiftKind['WAKING_NIGHT'], budgets.assistants.values.engagements.ShiftKind['WAKING_NIGHT']), (budgets.assistants.values.engagements.ShiftKind['SLEEP_IN'], budgets.assistants.values.engagements.ShiftKind['SLEEP_IN']), (budgets.assistants.values.engagements.ShiftKind['TRAINING'], budgets.assistants.values.engagements.ShiftKind['TRAINING']), (budgets.assistants.values.engagements.ShiftKind['TRAVEL'], budgets.assistants.values.engagements.ShiftKind['TRAVEL'])], max_length=12)),
                ('started_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField()),
                ('minutes', models.PositiveIntegerField()),
                ('break_minutes', models.PositiveIntegerField(default=0)),
                ('woken_minutes', models.PositiveIntegerField(default=0)),
                ('miles_tenths', models.PositiveIntegerField(default=0)),
                ('note', models.CharField(blank=True, default='', max_length=500)),
                ('logged_by', models.UUIDField()),
                ('logged_at', models.DateTimeField()),
                ('received_at', models.DateTimeField()),
                ('imported_at', models.DateTimeField(blank=True, null=True)),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
                ('engagement', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='shifts', to='assistants.engagement')),
                ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='assistants.shift')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['engagement', 'started_at'], name='assistants_shift_worked')],
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='assistants_shift_in_book'), models.CheckConstraint(condition=models.Q(('ended_at__gt', models.F('started_at'))), name='assistants_shift_order'), models.CheckConstraint(condition=models.Q(('imported_at__isnull', False), models.Q(('minutes__gte', 1), ('minutes__lte', 1440)), _connector='OR'), name='assistants_shift_length'), models.CheckConstraint(condition=models.Q(('imported_at__isnull', False), ('break_minutes__lt', models.F('minutes')), _connector='OR'), name='assistants_shift_break'), models.CheckConstraint(condition=models.Q(('imported_at__isnull', False), ('woken_minutes', 0), models.Q(('kind', budgets.assistants.values.engagements.ShiftKind['SLEEP_IN']), ('woken_minutes__lte', models.F('minutes'))), _connector='OR'), name='assistants_shift_woken'), models.CheckConstraint(condition=models.Q(('kind__in', [budgets.assistants.values.engagements.ShiftKind['STANDARD'], budgets.assistants.values.engagements.ShiftKind['WAKING_NIGHT'], budgets.assistants.values.engagements.ShiftKind['SLEEP_IN'], budgets.assistants.values.engagements.ShiftKind['TRAINING'], budgets.assistants.values.engagements.ShiftKind['TRAVEL']]), ('miles_tenths__lte', 9999)), name='assistants_shift_known'), models.CheckConstraint(condition=models.Q(('replaces', models.F('id')), _negated=True), name='assistants_shift_replaces')],
            },
        ),
        migrations.CreateModel(
            name='ShiftAgreement',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('how', models.CharField(choices=[(budgets.assistants.values.shifts.AgreedHow['HOLDER'], budgets.assistants.values.shifts.AgreedHow['HOLDER']), (budgets.assistants.values.shifts.AgreedHow['DEFAULT'], budgets.assistants.values.shifts.AgreedHow['DEFAULT']), (budgets.assistants.values.shifts.AgreedHow['IMPORTED'], budgets.assistants.values.shifts.AgreedHow['IMPORTED'])], max_length=8)),
                ('agreed_by', models.UUIDField(blank=True, null=True)),
                ('agreed_at', models.DateTimeField()),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
                ('shift', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='agreement', to='assistants.shift')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='assistants_shiftagreement_in_book'), models.CheckConstraint(condition=models.Q(models.Q(('agreed_by__isnull', False), ('how', budgets.assistants.values.shifts.AgreedHow['HOLDER'])), models.Q(('agreed_by__isnull', True), ('how__in', [budgets.assistants.values.shifts.AgreedHow['DEFAULT'], budgets.assistants.values.shifts.AgreedHow['IMPORTED']])), _connector='OR'), name='assistants_agreement_by')],
            },
        ),
        migrations.CreateModel(
            name='ShiftMessage',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('side', models.CharField(choices=[(budgets.assistants.values.shifts.Side['HOLDER'], budgets.assistants.values.shifts.Side['HOLDER']), (budgets.assistants.values.shifts.Side['ASSISTANT'], budgets.assistants.values.shifts.Side['ASSISTANT'])], max_length=9)),
                ('words', models.CharField(max_length=1000)),
                ('said_by', models.UUIDField()),
                ('said_at', models.DateTimeField()),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
                ('shift', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='assistants.shift')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='assistants_shiftmessage_in_book'), models.CheckConstraint(condition=models.Q(('side__in', [budgets.assistants.values.shifts.Side['HOLDER'], budgets.assistants.values.shifts.Side['ASSISTANT']]), models.Q(('words', ''), _negated=True)), name='assistants_message_said')],
            },
        ),
        migrations.CreateModel(
            name='ShiftReminder',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('reminded_at', models.DateTimeField()),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
                ('shift', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='reminder', to='assistants.shift')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='assistants_shiftreminder_in_book')],
            },
        ),
        migrations.CreateModel(
            name='ShiftWarning',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(choices=[(budgets.assistants.values.shifts.WarningCode['OVERLAP'], budgets.assistants.values.shifts.WarningCode['OVERLAP']), (budgets.assistants.values.shifts.WarningCode['OVERLAP_ELSEWHERE'], budgets.assistants.values.shifts.WarningCode['OVERLAP_ELSEWHERE']), (budgets.assistants.values.shifts.WarningCode['SHORT_REST'], budgets.assistants.values.shifts.WarningCode['SHORT_REST']), (budgets.assistants.values.shifts.WarningCode['SHORT_REST_ELSEWHERE'], budgets.assistants.values.shifts.WarningCode['SHORT_REST_ELSEWHERE']), (budgets.assistants.values.shifts.WarningCode['LONG_WEEKS'], budgets.assistants.values.shifts.WarningCode['LONG_WEEKS']), (budgets.assistants.values.shifts.WarningCode['LONG_WEEKS_ELSEWHERE'], budgets.assistants.values.shifts.WarningCode['LONG_WEEKS_ELSEWHERE']), (budgets.assistants.values.shifts.WarningCode['SHORT_BREAK'], budgets.assistants.values.shifts.WarningCode['SHORT_BREAK']), (budgets.assistants.values.shifts.WarningCode['NO_RATE'], budgets.assistants.values.shifts.WarningCode['NO_RATE']), (budgets.assistants.values.shifts.WarningCode['BELOW_MINIMUM_WAGE'], budgets.assistants.values.shifts.WarningCode['BELOW_MINIMUM_WAGE']), (budgets.assistants.values.shifts.WarningCode['ABOVE_AGREED_HOURS'], budgets.assistants.values.shifts.WarningCode['ABOVE_AGREED_HOURS']), (budgets.assistants.values.shifts.WarningCode['MONEY_SHORT'], budgets.assistants.values.shifts.WarningCode['MONEY_SHORT']), (budgets.assistants.values.shifts.WarningCode['IN_HOSPITAL'], budgets.assistants.values.shifts.WarningCode['IN_HOSPITAL']), (budgets.assistants.values.shifts.WarningCode['AFTER_END'], budgets.assistants.values.shifts.WarningCode['AFTER_END']), (budgets.assistants.values.shifts.WarningCode['AFTER_DEATH'], budgets.assistants.values.shifts.WarningCode['AFTER_DEATH'])], max_length=24)),
                ('words', models.CharField(max_length=300)),
                ('step', models.CharField(choices=[(budgets.assistants.values.shifts.WarnedAt['SAVING'], budgets.assistants.values.shifts.WarnedAt['SAVING']), (budgets.assistants.values.shifts.WarnedAt['AGREEING'], budgets.assistants.values.shifts.WarnedAt['AGREEING'])], max_length=8)),
                ('found_at', models.DateTimeField()),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
                ('shift', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='warnings', to='assistants.shift')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='assistants_shiftwarning_in_book'), models.UniqueConstraint(fields=('shift', 'code', 'step'), name='assistants_warning_once')],
            },
        ),
        migrations.CreateModel(
            name='ShiftWithdrawal',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('words', models.CharField(blank=True, default='', max_length=500)),
                ('withdrawn_by', models.UUIDField()),
                ('withdrawn_at', models.DateTimeField()),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
                ('shift', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawal', to='assistants.shift')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='assistants_shiftwithdrawal_in_book')],
            },
        ),
        migrations.CreateModel(
            name='StartCheck',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('what', models.CharField(choices=[(budgets.assistants.values.engagements.StartStep['WRITTEN_STATEMENT'], budgets.assistants.values.engagements.StartStep['WRITTEN_STATEMENT']), (budgets.assistants.values.engagements.StartStep['RIGHT_TO_WORK'], budgets.assistants.values.engagements.StartStep['RIGHT_TO_WORK']), (budgets.assistants.values.engagements.StartStep['INSURANCE'], budgets.assistants.values.engagements.StartStep['INSURANCE']), (budgets.assistants.values.engagements.StartStep['PAYROLL'], budgets.assistants.values.engagements.StartStep['PAYROLL']), (budgets.assistants.values.engagements.StartStep['PENSION'], budgets.assistants.values.engagements.StartStep['PENSION'])], max_length=20)),
                ('done_on', models.DateField()),
                ('done_by', models.UUIDField()),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='start_checks', to='assistants.engagement')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='assistants_startcheck_in_book'), models.UniqueConstraint(fields=('engagement', 'what'), name='assistants_start_check_once'), models.CheckConstraint(condition=models.Q(('what__in', [budgets.assistants.values.engagements.StartStep['WRITTEN_STATEMENT'], budgets.assistants.values.engagements.StartStep['RIGHT_TO_WORK'], budgets.assistants.values.engagements.StartStep['INSURANCE'], budgets.assistants.values.engagements.StartStep['PAYROLL'], budgets.assistants.values.engagements.StartStep['PENSION']])), name='assistants_start_check_known')],
            },
        ),
    ]
