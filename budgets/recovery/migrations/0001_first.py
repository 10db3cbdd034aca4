import budgets.recovery.values
import django.db.models.deletion
import ledgers.values
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('councils', '0001_first'),
        ('ledgers', '0001_first'),
        ('payouts', '0001_first'),
        ('people', '0001_first'),
        ('plans', '0001_first'),
    ]

    operations = [
        migrations.CreateModel(
            name='RecoveryRequest',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('key', models.UUIDField()),
                ('words', models.CharField(max_length=500)),
                ('purpose', models.CharField(choices=[(ledgers.values.Purpose['PERSONAL_ASSISTANCE'], ledgers.values.Purpose['PERSONAL_ASSISTANCE']), (ledgers.values.Purpose['AGENCY_CARE'], ledgers.values.Purpose['AGENCY_CARE']), (ledgers.values.Purpose['EQUIPMENT'], ledgers.values.Purpose['EQUIPMENT']), (ledgers.values.Purpose['TECHNOLOGY'], ledgers.values.Purpose['TECHNOLOGY']), (ledgers.values.Purpose['LEARNING'], ledgers.values.Purpose['LEARNING']), (ledgers.values.Purpose['GETTING_OUT'], ledgers.values.Purpose['GETTING_OUT']), (ledgers.values.Purpose['BREAKS'], ledgers.values.Purpose['BREAKS']), (ledgers.values.Purpose['TRANSPORT'], ledgers.values.Purpose['TRANSPORT']), (ledgers.values.Purpose['EMPLOYMENT_COSTS'], ledgers.values.Purpose['EMPLOYMENT_COSTS']), (ledgers.values.Purpose['OTHER'], ledgers.values.Purpose['OTHER'])], max_length=30)),
                ('pence', models.BigIntegerField()),
                ('reach', models.CharField(choices=[(budgets.recovery.values.Reach['OWN_ACCOUNT'], budgets.recovery.values.Reach['OWN_ACCOUNT']), (budgets.recovery.values.Reach['STRAIGHT'], budgets.recovery.values.Reach['STRAIGHT'])], max_length=12)),
                ('straight_to', models.CharField(blank=True, default='', max_length=200)),
                ('state', models.CharField(choices=[(budgets.recovery.values.RequestState['ASKED'], budgets.recovery.values.RequestState['ASKED']), (budgets.recovery.values.RequestState['WITH_MANAGER'], budgets.recovery.values.RequestState['WITH_MANAGER']), (budgets.recovery.values.RequestState['AUTHORISED'], budgets.recovery.values.RequestState['AUTHORISED']), (budgets.recovery.values.RequestState['REFUSED'], budgets.recovery.values.RequestState['REFUSED']), (budgets.recovery.values.RequestState['WITHDRAWN'], budgets.recovery.values.RequestState['WITHDRAWN'])], default=budgets.recovery.values.RequestState['ASKED'], max_length=12)),
                ('asked_by', models.UUIDField()),
                ('asked_at', models.DateTimeField()),
                ('passed_by', models.UUIDField(blank=True, null=True)),
                ('passed_at', models.DateTimeField(blank=True, null=True)),
                ('decided_by', models.UUIDField(blank=True, null=True)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('decision_words', models.CharField(blank=True, default='', max_length=500)),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recovery_requests', to='people.person')),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.team')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['book', 'team', 'state'], name='recovery_request_queue'), models.Index(fields=['book', 'person', '-asked_at'], name='recovery_request_person')],
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='recovery_recoveryrequest_in_book'), models.UniqueConstraint(fields=('book', 'key'), name='recovery_request_key'), models.CheckConstraint(condition=models.Q(('pence__gt', 0)), name='recovery_request_pence'), models.CheckConstraint(condition=models.Q(('state__in', [budgets.recovery.values.RequestState['ASKED'], budgets.recovery.values.RequestState['WITH_MANAGER'], budgets.recovery.values.RequestState['AUTHORISED'], budgets.recovery.values.RequestState['REFUSED'], budgets.recovery.values.RequestState['WITHDRAWN']])), name='recovery_request_state'), models.CheckConstraint(condition=models.Q(models.Q(('reach', budgets.recovery.values.Reach['STRAIGHT']), _negated=True), models.Q(('straight_to', ''), _negated=True), _connector='OR'), name='recovery_request_straight'), models.CheckConstraint(condition=models.Q(('state__in', [budgets.recovery.values.RequestState['ASKED'], budgets.recovery.values.RequestState['WITH_MANAGER']]), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='recovery_request_decided'), models.CheckConstraint(condition=models.Q(models.Q(('state', budgets.recovery.values.RequestState['REFUSED']), _negated=True), models.Q(('decision_words', ''), _negated=True), _connector='OR'), name='recovery_request_kind_reason')],
            },
        ),
        migrations.CreateModel(
            name='RecoveryBudget',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('pence', models.BigIntegerField()),
                ('legal_basis', models.CharField(choices=[(budgets.recovery.values.LegalBasis['PREVENTION'], budgets.recovery.values.LegalBasis['PREVENTION']), (budgets.recovery.values.LegalBasis['ELIGIBLE_NEED'], budgets.recovery.values.LegalBasis['ELIGIBLE_NEED'])], default=budgets.recovery.values.LegalBasis['PREVENTION'], max_length=14)),
                ('authorised_by', models.UUIDField()),
                ('authorised_at', models.DateTimeField()),
                ('collect_by', models.DateField()),
                ('reminded_at', models.DateTimeField(blank=True, null=True)),
                ('lapsed_at', models.DateTimeField(blank=True, null=True)),
                ('asked_whether_helped_at', models.DateTimeField(blank=True, null=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
                ('budget', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='recovery', to='plans.budget')),
                ('payment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payouts.payment')),
                ('request', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='recovery', to='recovery.recoveryrequest')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='recovery_recoverybudget_in_book'), models.CheckConstraint(condition=models.Q(('pence__gt', 0)), name='recovery_budget_pence'), models.CheckConstraint(condition=models.Q(('lapsed_at__isnull', True), ('lapsed_at__gte', models.F('authorised_at')), _connector='OR'), name='recovery_budget_lapsed')],
            },
        ),
        migrations.CreateModel(
            name='HelpAnswer',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('helped', models.CharField(choices=[(budgets.recovery.values.Helped['YES'], budgets.recovery.values.Helped['YES']), (budgets.recovery.values.Helped['A_LITTLE'], budgets.recovery.values.Helped['A_LITTLE']), (budgets.recovery.values.Helped['NO'], budgets.recovery.values.Helped['NO'])], max_length=10)),
                ('words', models.CharField(blank=True, default='', max_length=1000)),
                ('answered_by', models.UUIDField()),
                ('answered_at', models.DateTimeField()),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
                ('recovery', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='help_answer', to='recovery.recoverybudget')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='recovery_helpanswer_in_book'), models.CheckConstraint(condition=models.Q(('helped__in', [budgets.recovery.values.Helped['YES'], budgets.recovery.values.Helped['A_LITTLE'], budgets.recovery.values.Helped['NO']])), name='recovery_help_known')],
            },
        ),
    ]
