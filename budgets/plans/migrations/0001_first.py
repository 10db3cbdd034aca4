import budgets.plans.values
import django.db.models.deletion
import ledgers.values
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('ledgers', '0001_first'),
        ('people', '0001_first'),
    ]

    operations = [
        migrations.CreateModel(
            name='Budget',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(max_length=40)),
                ('kind', models.CharField(choices=[(budgets.plans.values.BudgetKind['DIRECT_PAYMENT'], budgets.plans.values.BudgetKind['DIRECT_PAYMENT']), (budgets.plans.values.BudgetKind['SERVICE_FUND'], budgets.plans.values.BudgetKind['SERVICE_FUND']), (budgets.plans.values.BudgetKind['RECOVERY'], budgets.plans.values.BudgetKind['RECOVERY']), (budgets.plans.values.BudgetKind['MANAGED'], budgets.plans.values.BudgetKind['MANAGED'])], max_length=30)),
                ('state', models.CharField(choices=[(budgets.plans.values.BudgetState['DRAFT'], budgets.plans.values.BudgetState['DRAFT']), (budgets.plans.values.BudgetState['AGREED'], budgets.plans.values.BudgetState['AGREED']), (budgets.plans.values.BudgetState['ACTIVE'], budgets.plans.values.BudgetState['ACTIVE']), (budgets.plans.values.BudgetState['SUSPENDED'], budgets.plans.values.BudgetState['SUSPENDED']), (budgets.plans.values.BudgetState['ENDING'], budgets.plans.values.BudgetState['ENDING']), (budgets.plans.values.BudgetState['ENDED'], budgets.plans.values.BudgetState['ENDED'])], default=budgets.plans.values.BudgetState['DRAFT'], max_length=10)),
                ('holder_kind', models.CharField(choices=[(budgets.plans.values.HolderKind['PERSON'], budgets.plans.values.HolderKind['PERSON']), (budgets.plans.values.HolderKind['NOMINATED'], budgets.plans.values.HolderKind['NOMINATED']), (budgets.plans.values.HolderKind['AUTHORISED'], budgets.plans.values.HolderKind['AUTHORISED']), (budgets.plans.values.HolderKind['PROVIDER'], budgets.plans.values.HolderKind['PROVIDER']), (budgets.plans.values.HolderKind['COUNCIL'], budgets.plans.values.HolderKind['COUNCIL'])], max_length=20)),
                ('holder_user', models.UUIDField(blank=True, null=True)),
                ('known_from', models.CharField(choices=[(budgets.plans.values.KnownFrom['CARD'], budgets.plans.values.KnownFrom['CARD']), (budgets.plans.values.KnownFrom['STATEMENTS'], budgets.plans.values.KnownFrom['STATEMENTS']), (budgets.plans.values.KnownFrom['NOTHING'], budgets.plans.values.KnownFrom['NOTHING'])], default=budgets.plans.values.KnownFrom['NOTHING'], max_length=12)),
                ('known_until', models.DateField(blank=True, null=True)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('opened_at', models.DateTimeField()),
                ('opened_by', models.UUIDField()),
                ('account', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.account')),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='budgets', to='people.person')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='plans_budget_in_book'), models.UniqueConstraint(fields=('book', 'reference'), name='plans_budget_reference'), models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='plans_budget_days'), models.CheckConstraint(condition=models.Q(('kind__in', [budgets.plans.values.BudgetKind['DIRECT_PAYMENT'], budgets.plans.values.BudgetKind['SERVICE_FUND'], budgets.plans.values.BudgetKind['RECOVERY'], budgets.plans.values.BudgetKind['MANAGED']]), ('state__in', [budgets.plans.values.BudgetState['DRAFT'], budgets.plans.values.BudgetState['AGREED'], budgets.plans.values.BudgetState['ACTIVE'], budgets.plans.values.BudgetState['SUSPENDED'], budgets.plans.values.BudgetState['ENDING'], budgets.plans.values.BudgetState['ENDED']])), name='plans_budget_known')],
            },
        ),
        migrations.CreateModel(
            name='AgreedPurpose',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('purpose', models.CharField(choices=[(ledgers.values.Purpose['PERSONAL_ASSISTANCE'], ledgers.values.Purpose['PERSONAL_ASSISTANCE']), (ledgers.values.Purpose['AGENCY_CARE'], ledgers.values.Purpose['AGENCY_CARE']), (ledgers.values.Purpose['EQUIPMENT'], ledgers.values.Purpose['EQUIPMENT']), (ledgers.values.Purpose['TECHNOLOGY'], ledgers.values.Purpose['TECHNOLOGY']), (ledgers.values.Purpose['LEARNING'], ledgers.values.Purpose['LEARNING']), (ledgers.values.Purpose['GETTING_OUT'], ledgers.values.Purpose['GETTING_OUT']), (ledgers.values.Purpose['BREAKS'], ledgers.values.Purpose['BREAKS']), (ledgers.values.Purpose['TRANSPORT'], ledgers.values.Purpose['TRANSPORT']), (ledgers.values.Purpose['EMPLOYMENT_COSTS'], ledgers.values.Purpose['EMPLOYMENT_COSTS']), (ledgers.values.Purpose['OTHER'], ledgers.values.Purpose['OTHER'])], max_length=30)),
                ('words', models.CharField(max_length=500)),
                ('place', models.PositiveSmallIntegerField(default=0)),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
                ('budget', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='purposes', to='plans.budget')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='plans_agreedpurpose_in_book'), models.UniqueConstraint(fields=('budget', 'place'), name='plans_purpose_place')],
            },
        ),
    ]
