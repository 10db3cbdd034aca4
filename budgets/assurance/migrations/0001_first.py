import budgets.assurance.values.lines
import django.db.models.deletion
import ledgers.values
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('ledgers', '0004_book_stops'),
        ('payouts', '0009_lines_copy_keys'),
        ('plans', '0006_payments_told'),
    ]

    operations = [
        migrations.CreateModel(
            name='BankStatement',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('digest', models.CharField(max_length=64)),
                ('reader', models.CharField(max_length=30)),
                ('from_on', models.DateField()),
                ('until_on', models.DateField()),
                ('opening_pence', models.BigIntegerField(blank=True, null=True)),
                ('closing_pence', models.BigIntegerField(blank=True, null=True)),
                ('read', models.PositiveIntegerField()),
                ('new', models.PositiveIntegerField(default=0)),
                ('linked', models.PositiveIntegerField(default=0)),
                ('trouble', models.CharField(blank=True, default='', max_length=500)),
                ('brought_by', models.UUIDField()),
                ('brought_at', models.DateTimeField()),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
                ('budget', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bank_statements', to='plans.budget')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['budget', '-until_on'], name='assurance_statement_day')],
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='assurance_bankstatement_in_book'), models.UniqueConstraint(fields=('book', 'budget', 'digest'), name='assurance_statement_once'), models.CheckConstraint(condition=models.Q(('until_on__gte', models.F('from_on'))), name='assurance_statement_days')],
            },
        ),
        migrations.CreateModel(
            name='ColumnMap',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('head', models.CharField(max_length=32)),
                ('columns', models.JSONField()),
                ('told_by', models.UUIDField()),
                ('told_at', models.DateTimeField()),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
                ('budget', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.budget')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='assurance_columnmap_in_book'), models.UniqueConstraint(fields=('book', 'budget', 'head'), name='assurance_map_once')],
            },
        ),
        migrations.CreateModel(
            name='PayeeMemory',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('payee_key', models.CharField(max_length=32)),
                ('purpose', models.CharField(choices=[(ledgers.values.Purpose['PERSONAL_ASSISTANCE'], ledgers.values.Purpose['PERSONAL_ASSISTANCE']), (ledgers.values.Purpose['AGENCY_CARE'], ledgers.values.Purpose['AGENCY_CARE']), (ledgers.values.Purpose['EQUIPMENT'], ledgers.values.Purpose['EQUIPMENT']), (ledgers.values.Purpose['TECHNOLOGY'], ledgers.values.Purpose['TECHNOLOGY']), (ledgers.values.Purpose['LEARNING'], ledgers.values.Purpose['LEARNING']), (ledgers.values.Purpose['GETTING_OUT'], ledgers.values.Purpose['GETTING_OUT']), (ledgers.values.Purpose['BREAKS'], ledgers.values.Purpose['BREAKS']), (ledgers.values.Purpose['TRANSPORT'], ledgers.values.Purpose['TRANSPORT']), (ledgers.values.Purpose['EMPLOYMENT_COSTS'], ledgers.values.Purpose['EMPLOYMENT_COSTS']), (ledgers.values.Purpose['OTHER'], ledgers.values.Purpose['OTHER'])], max_length=30)),
                ('times', models.PositiveIntegerField()),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
                ('budget', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.budget')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='assurance_payeememory_in_book'), models.UniqueConstraint(condition=models.Q(('budget__isnull', False)), fields=('book', 'payee_key', 'budget', 'purpose'), name='assurance_memory_yours'), models.UniqueConstraint(condition=models.Q(('budget__isnull', True)), fields=('book', 'payee_key', 'purpose'), name='assurance_memory_council')],
            },
        ),
        migrations.CreateModel(
            name='SpendingLine',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('line_id', models.CharField(max_length=80)),
                ('booked_on', models.DateField()),
                ('pence', models.BigIntegerField()),
                ('counterparty', models.CharField(blank=True, default='', max_length=200)),
                ('description', models.CharField(blank=True, default='', max_length=500)),
                ('channel', models.CharField(choices=[(budgets.assurance.values.lines.Channel['CARD'], budgets.assurance.values.lines.Channel['CARD']), (budgets.assurance.values.lines.Channel['TRANSFER'], budgets.assurance.values.lines.Channel['TRANSFER']), (budgets.assurance.values.lines.Channel['DIRECT_DEBIT'], budgets.assurance.values.lines.Channel['DIRECT_DEBIT']), (budgets.assurance.values.lines.Channel['STANDING_ORDER'], budgets.assurance.values.lines.Channel['STANDING_ORDER']), (budgets.assurance.values.lines.Channel['CASH'], budgets.assurance.values.lines.Channel['CASH']), (budgets.assurance.values.lines.Channel['CHEQUE'], budgets.assurance.values.lines.Channel['CHEQUE']), (budgets.assurance.values.lines.Channel['FEE'], budgets.assurance.values.lines.Channel['FEE']), (budgets.assurance.values.lines.Channel['INTEREST'], budgets.assurance.values.lines.Channel['INTEREST']), (budgets.assurance.values.lines.Channel['TOP_UP'], budgets.assurance.values.lines.Channel['TOP_UP']), (budgets.assurance.values.lines.Channel['CONTRIBUTION'], budgets.assurance.values.lines.Channel['CONTRIBUTION']), (budgets.assurance.values.lines.Channel['REFUND'], budgets.assurance.values.lines.Channel['REFUND'])], max_length=14)),
                ('mcc', models.CharField(blank=True, default='', max_length=4)),
                ('invoice_number', models.CharField(blank=True, default='', max_length=80)),
                ('purpose', models.CharField(blank=True, choices=[(ledgers.values.Purpose['PERSONAL_ASSISTANCE'], ledgers.values.Purpose['PERSONAL_ASSISTANCE']), (ledgers.values.Purpose['AGENCY_CARE'], ledgers.values.Purpose['AGENCY_CARE']), (ledgers.values.Purpose['EQUIPMENT'], ledgers.values.Purpose['EQUIPMENT']), (ledgers.values.Purpose['TECHNOLOGY'], ledgers.values.Purpose['TECHNOLOGY']), (ledgers.values.Purpose['LEARNING'], ledgers.values.Purpose['LEARNING']), (ledgers.values.Purpose['GETTING_OUT'], ledgers.values.Purpose['GETTING_OUT']), (ledgers.values.Purpose['BREAKS'], ledgers.values.Purpose['BREAKS']), (ledgers.values.Purpose['TRANSPORT'], ledgers.values.Purpose['TRANSPORT']), (ledgers.values.Purpose['EMPLOYMENT_COSTS'], ledgers.values.Purpose['EMPLOYMENT_COSTS']), (ledgers.values.Purpose['OTHER'], ledgers.values.Purpose['OTHER'])], default='', max_length=30)),
                ('how', models.CharField(blank=True, choices=[(budgets.assurance.values.lines.How['TAP'], budgets.assurance.values.lines.How['TAP']), (budgets.assurance.values.lines.How['TOLD'], budgets.assurance.values.lines.How['TOLD']), (budgets.assurance.values.lines.How['WAGES'], budgets.assurance.values.lines.How['WAGES']), (budgets.assurance.values.lines.How['PAYEE_KIND'], budgets.assurance.values.lines.How['PAYEE_KIND']), (budgets.assurance.values.lines.How['YOURS'], budgets.assurance.values.lines.How['YOURS']), (budgets.assurance.values.lines.How['COUNCIL'], budgets.assurance.values.lines.How['COUNCIL']), (budgets.assurance.values.lines.How['MERCHANT'], budgets.assurance.values.lines.How['MERCHANT']), (budgets.assurance.values.lines.How['WORDS'], budgets.assurance.values.lines.How['WORDS']), (budgets.assurance.values.lines.How['PLAN'], budgets.assurance.values.lines.How['PLAN']), (budgets.assurance.values.lines.How['REFUND'], budgets.assurance.values.lines.How['REFUND']), (budgets.assurance.values.lines.How['UNKNOWN'], budgets.assurance.values.lines.How['UNKNOWN'])], default='', max_length=10)),
                ('said_by', models.UUIDField(blank=True, null=True)),
                ('source', models.CharField(choices=[(budgets.assurance.values.lines.Source['CARD'], budgets.assurance.values.lines.Source['CARD']), (budgets.assurance.values.lines.Source['STATEMENT'], budgets.assurance.values.lines.Source['STATEMENT']), (budgets.assurance.values.lines.Source['DRAW_DOWN'], budgets.assurance.values.lines.Source['DRAW_DOWN']), (budgets.assurance.values.lines.Source['PAYMENT'], budgets.assurance.values.lines.Source['PAYMENT']), (budgets.assurance.values.lines.Source['TOLD'], budgets.assurance.values.lines.Source['TOLD'])], max_length=10)),
                ('booked_as', models.CharField(choices=[(budgets.assurance.values.lines.Booked['SPENT'], budgets.assurance.values.lines.Booked['SPENT']), (budgets.assurance.values.lines.Booked['REFUNDED'], budgets.assurance.values.lines.Booked['REFUNDED']), (budgets.assurance.values.lines.Booked['CONTRIBUTION'], budgets.assurance.values.lines.Booked['CONTRIBUTION']), (budgets.assurance.values.lines.Booked['CONTRIBUTION_BACK'], budgets.assurance.values.lines.Booked['CONTRIBUTION_BACK']), (budgets.assurance.values.lines.Booked['OTHER_MONEY_IN'], budgets.assurance.values.lines.Booked['OTHER_MONEY_IN']), (budgets.assurance.values.lines.Booked['BROUGHT_FORWARD'], budgets.assurance.values.lines.Booked['BROUGHT_FORWARD']), (budgets.assurance.values.lines.Booked['LINKED'], budgets.assurance.values.lines.Booked['LINKED']), (budgets.assurance.values.lines.Booked['NOTHING'], budgets.assurance.values.lines.Booked['NOTHING'])], max_length=17)),
                ('taken_by', models.UUIDField()),
                ('taken_at', models.DateTimeField()),
                ('erased_at', models.DateTimeField(blank=True, null=True)),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
                ('budget', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='plans.budget')),
                ('payee', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payouts.payee')),
                ('statement', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='assurance.bankstatement')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['book', 'budget', 'booked_on'], name='assurance_line_day')],
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='assurance_spendingline_in_book'), models.UniqueConstraint(fields=('book', 'line_id'), name='assurance_line_once'), models.CheckConstraint(condition=models.Q(('channel__in', [budgets.assurance.values.lines.Channel['CARD'], budgets.assurance.values.lines.Channel['TRANSFER'], budgets.assurance.values.lines.Channel['DIRECT_DEBIT'], budgets.assurance.values.lines.Channel['STANDING_ORDER'], budgets.assurance.values.lines.Channel['CASH'], budgets.assurance.values.lines.Channel['CHEQUE'], budgets.assurance.values.lines.Channel['FEE'], budgets.assurance.values.lines.Channel['INTEREST'], budgets.assurance.values.lines.Channel['TOP_UP'], budgets.assurance.values.lines.Channel['CONTRIBUTION'], budgets.assurance.values.lines.Channel['REFUND']]), ('source__in', [budgets.assurance.values.lines.Source['CARD'], budgets.assurance.values.lines.Source['STATEMENT'], budgets.assurance.values.lines.Source['DRAW_DOWN'], budgets.assurance.values.lines.Source['PAYMENT'], budgets.assurance.values.lines.Source['TOLD']]), ('booked_as__in', [budgets.assurance.values.lines.Booked['SPENT'], budgets.assurance.values.lines.Booked['REFUNDED'], budgets.assurance.values.lines.Booked['CONTRIBUTION'], budgets.assurance.values.lines.Booked['CONTRIBUTION_BACK'], budgets.assurance.values.lines.Booked['OTHER_MONEY_IN'], budgets.assurance.values.lines.Booked['BROUGHT_FORWARD'], budgets.assurance.values.lines.Booked['LINKED'], budgets.assurance.values.lines.Booked['NOTHING']])), name='assurance_line_known'), models.CheckConstraint(condition=models.Q(models.Q(('booked_as__in', [budgets.assurance.values.lines.Booked['SPENT'], budgets.assurance.values.lines.Booked['REFUNDED']]), _negated=True), models.Q(('purpose', ''), _negated=True), _connector='OR'), name='assurance_line_purpose'), models.CheckConstraint(condition=models.Q(('purpose', ''), models.Q(('how', ''), _negated=True), _connector='OR'), name='assurance_line_how')],
            },
        ),
        migrations.CreateModel(
            name='PurposeSaid',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('before', models.CharField(choices=[(ledgers.values.Purpose['PERSONAL_ASSISTANCE'], ledgers.values.Purpose['PERSONAL_ASSISTANCE']), (ledgers.values.Purpose['AGENCY_CARE'], ledgers.values.Purpose['AGENCY_CARE']), (ledgers.values.Purpose['EQUIPMENT'], ledgers.values.Purpose['EQUIPMENT']), (ledgers.values.Purpose['TECHNOLOGY'], ledgers.values.Purpose['TECHNOLOGY']), (ledgers.values.Purpose['LEARNING'], ledgers.values.Purpose['LEARNING']), (ledgers.values.Purpose['GETTING_OUT'], ledgers.values.Purpose['GETTING_OUT']), (ledgers.values.Purpose['BREAKS'], ledgers.values.Purpose['BREAKS']), (ledgers.values.Purpose['TRANSPORT'], ledgers.values.Purpose['TRANSPORT']), (ledgers.values.Purpose['EMPLOYMENT_COSTS'], ledgers.values.Purpose['EMPLOYMENT_COSTS']), (ledgers.values.Purpose['OTHER'], ledgers.values.Purpose['OTHER'])], max_length=30)),
                ('purpose', models.CharField(choices=[(ledgers.values.Purpose['PERSONAL_ASSISTANCE'], ledgers.values.Purpose['PERSONAL_ASSISTANCE']), (ledgers.values.Purpose['AGENCY_CARE'], ledgers.values.Purpose['AGENCY_CARE']), (ledgers.values.Purpose['EQUIPMENT'], ledgers.values.Purpose['EQUIPMENT']), (ledgers.values.Purpose['TECHNOLOGY'], ledgers.values.Purpose['TECHNOLOGY']), (ledgers.values.Purpose['LEARNING'], ledgers.values.Purpose['LEARNING']), (ledgers.values.Purpose['GETTING_OUT'], ledgers.values.Purpose['GETTING_OUT']), (ledgers.values.Purpose['BREAKS'], ledgers.values.Purpose['BREAKS']), (ledgers.values.Purpose['TRANSPORT'], ledgers.values.Purpose['TRANSPORT']), (ledgers.values.Purpose['EMPLOYMENT_COSTS'], ledgers.values.Purpose['EMPLOYMENT_COSTS']), (ledgers.values.Purpose['OTHER'], ledgers.values.Purpose['OTHER'])], max_length=30)),
                ('said_by', models.UUIDField()),
                ('said_at', models.DateTimeField()),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='said', to='assurance.spendingline')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='assurance_purposesaid_in_book'), models.UniqueConstraint(fields=('line', 'number'), name='assurance_said_once')],
            },
        ),
        migrations.CreateModel(
            name='LineLink',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('about_kind', models.CharField(max_length=40)),
                ('about_id', models.UUIDField()),
                ('movement', models.UUIDField()),
                ('linked_at', models.DateTimeField()),
                ('undone_by', models.UUIDField(blank=True, null=True)),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='assurance.spendingline')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='assurance_linelink_in_book'), models.UniqueConstraint(condition=models.Q(('undone_at__isnull', True)), fields=('book', 'movement'), name='assurance_movement_once'), models.UniqueConstraint(condition=models.Q(('undone_at__isnull', True)), fields=('line',), name='assurance_link_once'), models.CheckConstraint(condition=models.Q(models.Q(('undone_at__isnull', True), ('undone_by__isnull', True)), models.Q(('undone_at__isnull', False), ('undone_by__isnull', False)), _connector='OR'), name='assurance_link_undone')],
            },
        ),
    ]
