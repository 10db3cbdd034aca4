import django.db.models.deletion
import ledgers.values
import payments.outside.values
import payments.payouts.values
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('ledgers', '0001_first'),
    ]

    operations = [
        migrations.CreateModel(
            name='BankFile',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('message_id', models.CharField(max_length=35)),
                ('pay_on', models.DateField()),
                ('count', models.PositiveIntegerField()),
                ('total_pence', models.BigIntegerField()),
                ('pain001', models.BinaryField()),
                ('csv', models.BinaryField()),
                ('made_by', models.UUIDField()),
                ('made_at', models.DateTimeField()),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='payouts_bankfile_in_book'), models.UniqueConstraint(fields=('book', 'message_id'), name='payouts_file_message')],
            },
        ),
        migrations.CreateModel(
            name='HeldBack',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('reason', models.CharField(max_length=40)),
                ('held_by', models.UUIDField()),
                ('held_at', models.DateTimeField()),
                ('let_go_by', models.UUIDField(blank=True, null=True)),
                ('let_go_at', models.DateTimeField(blank=True, null=True)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.account')),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='payouts_heldback_in_book'), models.UniqueConstraint(condition=models.Q(('let_go_at__isnull', True)), fields=('account', 'reason'), name='payouts_held_back_once')],
            },
        ),
        migrations.CreateModel(
            name='Payee',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('about_kind', models.CharField(max_length=40)),
                ('about_id', models.UUIDField()),
                ('kind', models.CharField(choices=[(payments.payouts.values.PayeeKind['PERSON'], payments.payouts.values.PayeeKind['PERSON']), (payments.payouts.values.PayeeKind['BUSINESS'], payments.payouts.values.PayeeKind['BUSINESS']), (payments.payouts.values.PayeeKind['PROVIDER'], payments.payouts.values.PayeeKind['PROVIDER']), (payments.payouts.values.PayeeKind['OWN_ACCOUNT'], payments.payouts.values.PayeeKind['OWN_ACCOUNT']), (payments.payouts.values.PayeeKind['HMRC'], payments.payouts.values.PayeeKind['HMRC']), (payments.payouts.values.PayeeKind['PENSION'], payments.payouts.values.PayeeKind['PENSION']), (payments.payouts.values.PayeeKind['PAYROLL'], payments.payouts.values.PayeeKind['PAYROLL'])], max_length=12)),
                ('display_name', models.CharField(max_length=200)),
                ('account_name', models.CharField(blank=True, default='', max_length=35)),
                ('user_id', models.UUIDField(blank=True, null=True)),
                ('contact', models.BinaryField(blank=True, null=True)),
                ('details', models.BinaryField(blank=True, null=True)),
                ('last_two', models.CharField(blank=True, default='', max_length=2)),
                ('fingerprint', models.CharField(blank=True, db_index=True, default='', max_length=64)),
                ('details_given_at', models.DateTimeField(blank=True, null=True)),
                ('care_until', models.DateField(blank=True, null=True)),
                ('link_digest', models.CharField(blank=True, default='', max_length=64)),
                ('link', models.BinaryField(blank=True, null=True)),
                ('link_ends_at', models.DateTimeField(blank=True, null=True)),
                ('named_by', models.UUIDField()),
                ('named_at', models.DateTimeField()),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['book', 'about_kind', 'about_id'], name='payouts_payee_about')],
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='payouts_payee_in_book'), models.UniqueConstraint(condition=models.Q(('link_digest', ''), _negated=True), fields=('link_digest',), name='payouts_payee_link'), models.CheckConstraint(condition=models.Q(('details__isnull', True), models.Q(('details_given_at__isnull', False), models.Q(('fingerprint', ''), _negated=True), models.Q(('last_two', ''), _negated=True)), _connector='OR'), name='payouts_payee_details')],
            },
        ),
        migrations.CreateModel(
            name='PayeeChange',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('details', models.BinaryField()),
                ('account_name', models.CharField(max_length=35)),
                ('last_two', models.CharField(max_length=2)),
                ('fingerprint', models.CharField(max_length=64)),
                ('asked_by', models.UUIDField()),
                ('asked_at', models.DateTimeField()),
                ('decided_by', models.UUIDField(blank=True, null=True)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('agreed', models.BooleanField(blank=True, null=True)),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
                ('payee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='payouts.payee')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='payouts_payeechange_in_book'), models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('asked_by')), _negated=True), _connector='OR'), name='payouts_change_two_people'), models.CheckConstraint(condition=models.Q(models.Q(('agreed__isnull', True), ('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(('agreed__isnull', False), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='payouts_change_decided'), models.UniqueConstraint(condition=models.Q(('agreed__isnull', True)), fields=('payee',), name='payouts_change_one_open')],
            },
        ),
        migrations.CreateModel(
            name='Payment',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('about_kind', models.CharField(max_length=40)),
                ('about_id', models.UUIDField()),
                ('key', models.UUIDField()),
                ('pence', models.BigIntegerField()),
                ('pay_on', models.DateField()),
                ('leaves', models.CharField(choices=[(payments.payouts.values.Leaves['RUN'], payments.payouts.values.Leaves['RUN']), (payments.payouts.values.Leaves['AT_ONCE'], payments.payouts.values.Leaves['AT_ONCE'])], max_length=8)),
                ('state', models.CharField(choices=[(payments.payouts.values.PaymentState['PLANNED'], payments.payouts.values.PaymentState['PLANNED']), (payments.payouts.values.PaymentState['APPROVED'], payments.payouts.values.PaymentState['APPROVED']), (payments.payouts.values.PaymentState['SENT'], payments.payouts.values.PaymentState['SENT']), (payments.payouts.values.PaymentState['PAID'], payments.payouts.values.PaymentState['PAID']), (payments.payouts.values.PaymentState['FAILED'], payments.payouts.values.PaymentState['FAILED']), (payments.payouts.values.PaymentState['RETURNED'], payments.payouts.values.PaymentState['RETURNED']), (payments.payouts.values.PaymentState['CANCELLED'], payments.payouts.values.PaymentState['CANCELLED'])], default=payments.payouts.values.PaymentState['PLANNED'], max_length=10)),
                ('rail', models.CharField(blank=True, choices=[(payments.outside.values.Rail['PRACTICE'], payments.outside.values.Rail['PRACTICE']), (payments.outside.values.Rail['BANK_FILE'], payments.outside.values.Rail['BANK_FILE'])], default='', max_length=20)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('planned_by', models.UUIDField()),
                ('planned_at', models.DateTimeField()),
                ('approved_by', models.UUIDField(blank=True, null=True)),
                ('approved_at', models.DateTimeField(blank=True, null=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('paid_at', models.DateTimeField(blank=True, null=True)),
                ('paid_how', models.CharField(blank=True, choices=[(payments.payouts.values.PaidHow['ANSWERED'], payments.payouts.values.PaidHow['ANSWERED']), (payments.payouts.values.PaidHow['TAKEN'], payments.payouts.values.PaidHow['TAKEN']), (payments.payouts.values.PaidHow['STATEMENT'], payments.payouts.values.PaidHow['STATEMENT'])], default='', max_length=10)),
                ('reason_code', models.CharField(blank=True, default='', max_length=35)),
                ('bank_file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='payouts.bankfile')),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
                ('hold', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.hold')),
                ('payee', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='payouts.payee')),
                ('source_account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.account')),
                ('to_account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.account')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['book', 'about_kind', 'about_id'], name='payouts_payment_about'), models.Index(condition=models.Q(('state', payments.payouts.values.PaymentState['APPROVED'])), fields=['book', 'pay_on'], name='payouts_payment_waiting')],
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='payouts_payment_in_book'), models.UniqueConstraint(fields=('book', 'key'), name='payouts_payment_key'), models.CheckConstraint(condition=models.Q(('pence__gt', 0)), name='payouts_payment_pence'), models.CheckConstraint(condition=models.Q(('state__in', [payments.payouts.values.PaymentState['PLANNED'], payments.payouts.values.PaymentState['APPROVED'], payments.payouts.values.PaymentState['SENT'], payments.payouts.values.PaymentState['PAID'], payments.payouts.values.PaymentState['FAILED'], payments.payouts.values.PaymentState['RETURNED'], payments.payouts.values.PaymentState['CANCELLED']])), name='payouts_payment_state'), models.CheckConstraint(condition=models.Q(('state__in', [payments.payouts.values.PaymentState['PLANNED'], payments.payouts.values.PaymentState['CANCELLED']]), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False)), _connector='OR'), name='payouts_payment_approved'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', [payments.payouts.values.PaymentState['SENT'], payments.payouts.values.PaymentState['PAID']]), _negated=True), ('sent_at__isnull', False), _connector='OR'), name='payouts_payment_sent'), models.CheckConstraint(condition=models.Q(models.Q(('state', payments.payouts.values.PaymentState['PAID']), _negated=True), ('paid_at__isnull', False), _connector='OR'), name='payouts_payment_paid'), models.CheckConstraint(condition=models.Q(models.Q(('leaves', payments.payouts.values.Leaves['RUN']), _negated=True), ('approved_by__isnull', True), models.Q(('approved_by', models.F('planned_by')), _negated=True), _connector='OR'), name='payouts_payment_two_people')],
            },
        ),
        migrations.CreateModel(
            name='PaymentMove',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[(payments.payouts.values.PaymentState['PLANNED'], payments.payouts.values.PaymentState['PLANNED']), (payments.payouts.values.PaymentState['APPROVED'], payments.payouts.values.PaymentState['APPROVED']), (payments.payouts.values.PaymentState['SENT'], payments.payouts.values.PaymentState['SENT']), (payments.payouts.values.PaymentState['PAID'], payments.payouts.values.PaymentState['PAID']), (payments.payouts.values.PaymentState['FAILED'], payments.payouts.values.PaymentState['FAILED']), (payments.payouts.values.PaymentState['RETURNED'], payments.payouts.values.PaymentState['RETURNED']), (payments.payouts.values.PaymentState['CANCELLED'], payments.payouts.values.PaymentState['CANCELLED'])], max_length=10)),
                ('moved_by', models.UUIDField()),
                ('moved_at', models.DateTimeField()),
                ('reason_code', models.CharField(blank=True, default='', max_length=35)),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
                ('payment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moves', to='payouts.payment')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['payment', 'moved_at'], name='payouts_move_payment')],
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='payouts_paymentmove_in_book')],
            },
        ),
        migrations.CreateModel(
            name='PayoutSettings',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('starts_on', models.DateField()),
                ('rail', models.CharField(choices=[(payments.outside.values.Rail['PRACTICE'], payments.outside.values.Rail['PRACTICE']), (payments.outside.values.Rail['BANK_FILE'], payments.outside.values.Rail['BANK_FILE'])], max_length=20)),
                ('care_days', models.PositiveIntegerField()),
                ('paid_after_bank_days', models.PositiveIntegerField()),
                ('set_at', models.DateTimeField()),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['book', 'starts_on'], name='payouts_settings_day')],
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='payouts_payoutsettings_in_book')],
            },
        ),
        migrations.CreateModel(
            name='BankAnswer',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('digest', models.CharField(max_length=64)),
                ('rows', models.PositiveIntegerField()),
                ('applied', models.PositiveIntegerField()),
                ('refused', models.JSONField(default=list)),
                ('read_by', models.UUIDField()),
                ('read_at', models.DateTimeField()),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='payouts_bankanswer_in_book'), models.UniqueConstraint(fields=('book', 'digest'), name='payouts_answer_once')],
            },
        ),
    ]
