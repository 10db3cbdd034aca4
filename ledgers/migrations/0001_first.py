import django.db.models.deletion
import django.db.models.expressions
import ledgers.values
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Book',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('opened_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Account',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[(ledgers.values.AccountKind['POT'], ledgers.values.AccountKind['POT']), (ledgers.values.AccountKind['BUDGET'], ledgers.values.AccountKind['BUDGET']), (ledgers.values.AccountKind['FUND'], ledgers.values.AccountKind['FUND']), (ledgers.values.AccountKind['OVERSPENT'], ledgers.values.AccountKind['OVERSPENT']), (ledgers.values.AccountKind['CLEARING'], ledgers.values.AccountKind['CLEARING']), (ledgers.values.AccountKind['SPENDING'], ledgers.values.AccountKind['SPENDING']), (ledgers.values.AccountKind['CONTRIBUTIONS'], ledgers.values.AccountKind['CONTRIBUTIONS']), (ledgers.values.AccountKind['BROUGHT_FORWARD'], ledgers.values.AccountKind['BROUGHT_FORWARD']), (ledgers.values.AccountKind['OTHER_MONEY_IN'], ledgers.values.AccountKind['OTHER_MONEY_IN']), (ledgers.values.AccountKind['RETURNED_MONEY'], ledgers.values.AccountKind['RETURNED_MONEY']), (ledgers.values.AccountKind['WRITTEN_OFF'], ledgers.values.AccountKind['WRITTEN_OFF']), (ledgers.values.AccountKind['RAIL_FEES'], ledgers.values.AccountKind['RAIL_FEES']), (ledgers.values.AccountKind['COUNCIL_FUNDING'], ledgers.values.AccountKind['COUNCIL_FUNDING'])], max_length=20)),
                ('code', models.CharField(blank=True, default='', max_length=40)),
                ('debits_posted', models.BigIntegerField(default=0)),
                ('credits_posted', models.BigIntegerField(default=0)),
                ('debits_held', models.BigIntegerField(default=0)),
                ('opened_at', models.DateTimeField()),
                ('overspends', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='overspent', to='ledgers.account')),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='ledgers_account_in_book'), models.UniqueConstraint(condition=models.Q(('kind__in', [ledgers.values.AccountKind['POT'], ledgers.values.AccountKind['BUDGET'], ledgers.values.AccountKind['FUND'], ledgers.values.AccountKind['OVERSPENT']]), _negated=True), fields=('book', 'kind', 'code'), name='ledgers_account_shared_once'), models.CheckConstraint(condition=models.Q(models.Q(('kind__in', (ledgers.values.AccountKind['POT'], ledgers.values.AccountKind['BUDGET'], ledgers.values.AccountKind['FUND'])), _negated=True), ('credits_posted__gte', django.db.models.expressions.CombinedExpression(models.F('debits_posted'), '+', models.F('debits_held'))), _connector='OR'), name='ledgers_account_floor'), models.CheckConstraint(condition=models.Q(('credits_posted__gte', 0), ('debits_held__gte', 0), ('debits_posted__gte', 0)), name='ledgers_account_totals'), models.CheckConstraint(condition=models.Q(('debits_held', 0), ('kind__in', (ledgers.values.AccountKind['POT'], ledgers.values.AccountKind['BUDGET'], ledgers.values.AccountKind['FUND'])), _connector='OR'), name='ledgers_account_holds'), models.CheckConstraint(condition=models.Q(models.Q(('kind', ledgers.values.AccountKind['OVERSPENT']), ('overspends__isnull', False)), models.Q(models.Q(('kind', ledgers.values.AccountKind['OVERSPENT']), _negated=True), ('overspends__isnull', True)), _connector='OR'), name='ledgers_account_overspends'), models.CheckConstraint(condition=models.Q(('kind__in', [ledgers.values.AccountKind['POT'], ledgers.values.AccountKind['BUDGET'], ledgers.values.AccountKind['FUND'], ledgers.values.AccountKind['OVERSPENT'], ledgers.values.AccountKind['CLEARING'], ledgers.values.AccountKind['SPENDING'], ledgers.values.AccountKind['CONTRIBUTIONS'], ledgers.values.AccountKind['BROUGHT_FORWARD'], ledgers.values.AccountKind['OTHER_MONEY_IN'], ledgers.values.AccountKind['RETURNED_MONEY'], ledgers.values.AccountKind['WRITTEN_OFF'], ledgers.values.AccountKind['RAIL_FEES'], ledgers.values.AccountKind['COUNCIL_FUNDING']])), name='ledgers_account_kind')],
            },
        ),
        migrations.CreateModel(
            name='Hold',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('about_kind', models.CharField(max_length=40)),
                ('about_id', models.UUIDField()),
                ('key', models.UUIDField()),
                ('pence', models.BigIntegerField()),
                ('held_by', models.UUIDField()),
                ('held_at', models.DateTimeField()),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holds', to='ledgers.account')),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='ledgers_hold_in_book'), models.UniqueConstraint(fields=('book', 'key'), name='ledgers_hold_key'), models.CheckConstraint(condition=models.Q(('pence__gt', 0)), name='ledgers_hold_pence')],
            },
        ),
        migrations.CreateModel(
            name='Release',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('key', models.UUIDField()),
                ('pence', models.BigIntegerField()),
                ('released_by', models.UUIDField()),
                ('released_at', models.DateTimeField()),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
                ('hold', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='releases', to='ledgers.hold')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='ledgers_release_in_book'), models.UniqueConstraint(fields=('book', 'key'), name='ledgers_release_key'), models.CheckConstraint(condition=models.Q(('pence__gt', 0)), name='ledgers_release_pence')],
            },
        ),
        migrations.CreateModel(
            name='Transfer',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('about_kind', models.CharField(max_length=40)),
                ('about_id', models.UUIDField()),
                ('key', models.UUIDField()),
                ('entry', models.UUIDField()),
                ('kind', models.CharField(choices=[(ledgers.values.TransferKind['POT_FILLED'], ledgers.values.TransferKind['POT_FILLED']), (ledgers.values.TransferKind['OPENING_BALANCE'], ledgers.values.TransferKind['OPENING_BALANCE']), (ledgers.values.TransferKind['PAYMENT_SENT'], ledgers.values.TransferKind['PAYMENT_SENT']), (ledgers.values.TransferKind['PAYMENT_PAID'], ledgers.values.TransferKind['PAYMENT_PAID']), (ledgers.values.TransferKind['PAYMENT_FAILED'], ledgers.values.TransferKind['PAYMENT_FAILED']), (ledgers.values.TransferKind['PAYMENT_RETURNED'], ledgers.values.TransferKind['PAYMENT_RETURNED']), (ledgers.values.TransferKind['KEPT_BY_US'], ledgers.values.TransferKind['KEPT_BY_US']), (ledgers.values.TransferKind['GIVEN_BACK'], ledgers.values.TransferKind['GIVEN_BACK']), (ledgers.values.TransferKind['SPENT'], ledgers.values.TransferKind['SPENT']), (ledgers.values.TransferKind['REFUNDED'], ledgers.values.TransferKind['REFUNDED']), (ledgers.values.TransferKind['OVERSPENT_FILLED'], ledgers.values.TransferKind['OVERSPENT_FILLED']), (ledgers.values.TransferKind['MISTAKE_REVERSED'], ledgers.values.TransferKind['MISTAKE_REVERSED'])], max_length=30)),
                ('pence', models.BigIntegerField()),
                ('posted_by', models.UUIDField()),
                ('occurred_on', models.DateField()),
                ('posted_at', models.DateTimeField()),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
                ('credit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='credits', to='ledgers.account')),
                ('debit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='debits', to='ledgers.account')),
                ('hold', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='captures', to='ledgers.hold')),
                ('reverses', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversals', to='ledgers.transfer')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['book', 'about_kind', 'about_id'], name='ledgers_transfer_about'), models.Index(fields=['book', 'entry'], name='ledgers_transfer_entry'), models.Index(condition=models.Q(('hold__isnull', False)), fields=['hold'], name='ledgers_transfer_hold')],
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='ledgers_transfer_in_book'), models.UniqueConstraint(fields=('book', 'key'), name='ledgers_transfer_key'), models.UniqueConstraint(condition=models.Q(('reverses__isnull', False)), fields=('reverses', 'debit', 'credit'), name='ledgers_transfer_reversed_once'), models.CheckConstraint(condition=models.Q(('pence__gt', 0)), name='ledgers_transfer_pence'), models.CheckConstraint(condition=models.Q(('debit', models.F('credit')), _negated=True), name='ledgers_transfer_sides'), models.CheckConstraint(condition=models.Q(('kind__in', [ledgers.values.TransferKind['POT_FILLED'], ledgers.values.TransferKind['OPENING_BALANCE'], ledgers.values.TransferKind['PAYMENT_SENT'], ledgers.values.TransferKind['PAYMENT_PAID'], ledgers.values.TransferKind['PAYMENT_FAILED'], ledgers.values.TransferKind['PAYMENT_RETURNED'], ledgers.values.TransferKind['KEPT_BY_US'], ledgers.values.TransferKind['GIVEN_BACK'], ledgers.values.TransferKind['SPENT'], ledgers.values.TransferKind['REFUNDED'], ledgers.values.TransferKind['OVERSPENT_FILLED'], ledgers.values.TransferKind['MISTAKE_REVERSED']])), name='ledgers_transfer_kind')],
            },
        ),
    ]
