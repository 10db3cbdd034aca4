import django.db.models.deletion
import ledgers.values
import payments.payouts.values
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ledgers', '0002_more_happenings'),
        ('payouts', '0006_every_payee_has_a_reference'),
    ]

    operations = [
        migrations.CreateModel(
            name='PayRun',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('pay_on', models.DateField()),
                ('state', models.CharField(choices=[(payments.payouts.values.RunState['DRAFT'], payments.payouts.values.RunState['DRAFT']), (payments.payouts.values.RunState['CALCULATED'], payments.payouts.values.RunState['CALCULATED']), (payments.payouts.values.RunState['APPROVED'], payments.payouts.values.RunState['APPROVED']), (payments.payouts.values.RunState['SENDING'], payments.payouts.values.RunState['SENDING']), (payments.payouts.values.RunState['SENT'], payments.payouts.values.RunState['SENT']), (payments.payouts.values.RunState['CLOSED'], payments.payouts.values.RunState['CLOSED']), (payments.payouts.values.RunState['ABANDONED'], payments.payouts.values.RunState['ABANDONED'])], default=payments.payouts.values.RunState['DRAFT'], max_length=10)),
                ('count', models.PositiveIntegerField(default=0)),
                ('total_pence', models.BigIntegerField(default=0)),
                ('digest', models.CharField(blank=True, default='', max_length=64)),
                ('prepared_by', models.UUIDField()),
                ('prepared_at', models.DateTimeField()),
                ('calculated_at', models.DateTimeField(blank=True, null=True)),
                ('approved_by', models.UUIDField(blank=True, null=True)),
                ('approved_at', models.DateTimeField(blank=True, null=True)),
                ('sending_at', models.DateTimeField(blank=True, null=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('abandoned_by', models.UUIDField(blank=True, null=True)),
                ('abandoned_at', models.DateTimeField(blank=True, null=True)),
                ('abandoned_why', models.CharField(blank=True, default='', max_length=500)),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
                ('compared_with', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payouts.payrun')),
                ('follows', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='follow_ups', to='payouts.payrun')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='payouts_payrun_in_book'), models.UniqueConstraint(condition=models.Q(('follows__isnull', True), models.Q(('state', payments.payouts.values.RunState['ABANDONED']), _negated=True)), fields=('book', 'pay_on'), name='payouts_run_one_a_day'), models.UniqueConstraint(condition=models.Q(('state__in', [payments.payouts.values.RunState['DRAFT'], payments.payouts.values.RunState['CALCULATED'], payments.payouts.values.RunState['APPROVED'], payments.payouts.values.RunState['SENDING']])), fields=('follows',), name='payouts_run_one_follow_up'), models.CheckConstraint(condition=models.Q(('state__in', [payments.payouts.values.RunState['DRAFT'], payments.payouts.values.RunState['CALCULATED'], payments.payouts.values.RunState['APPROVED'], payments.payouts.values.RunState['SENDING'], payments.payouts.values.RunState['SENT'], payments.payouts.values.RunState['CLOSED'], payments.payouts.values.RunState['ABANDONED']])), name='payouts_run_state'), models.CheckConstraint(condition=models.Q(('approved_by__isnull', True), models.Q(('approved_by', models.F('prepared_by')), _negated=True), _connector='OR'), name='payouts_run_two_people'), models.CheckConstraint(condition=models.Q(models.Q(('state', payments.payouts.values.RunState['CALCULATED']), _negated=True), models.Q(('calculated_at__isnull', False), models.Q(('digest', ''), _negated=True)), _connector='OR'), name='payouts_run_calculated'), models.CheckConstraint(condition=models.Q(models.Q(('approved_at__isnull', False), ('approved_by__isnull', False), ('calculated_at__isnull', False), ('count__gt', 0), ('state__in', [payments.payouts.values.RunState['APPROVED'], payments.payouts.values.RunState['SENDING'], payments.payouts.values.RunState['SENT'], payments.payouts.values.RunState['CLOSED']])), models.Q(('approved_at__isnull', True), ('approved_by__isnull', True), ('state__in', [payments.payouts.values.RunState['DRAFT'], payments.payouts.values.RunState['CALCULATED']])), ('state', payments.payouts.values.RunState['ABANDONED']), _connector='OR'), name='payouts_run_approved'), models.CheckConstraint(condition=models.Q(models.Q(('sending_at__isnull', False), ('state__in', [payments.payouts.values.RunState['SENDING'], payments.payouts.values.RunState['SENT'], payments.payouts.values.RunState['CLOSED']])), models.Q(('sending_at__isnull', True), ('state__in', [payments.payouts.values.RunState['DRAFT'], payments.payouts.values.RunState['CALCULATED'], payments.payouts.values.RunState['APPROVED'], payments.payouts.values.RunState['ABANDONED']])), _connector='OR'), name='payouts_run_sending'), models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state__in', [payments.payouts.values.RunState['SENT'], payments.payouts.values.RunState['CLOSED']])), models.Q(models.Q(('state__in', [payments.payouts.values.RunState['SENT'], payments.payouts.values.RunState['CLOSED']]), _negated=True), ('sent_at__isnull', True)), _connector='OR'), name='payouts_run_sent'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('state', payments.payouts.values.RunState['CLOSED'])), models.Q(models.Q(('state', payments.payouts.values.RunState['CLOSED']), _negated=True), ('closed_at__isnull', True)), _connector='OR'), name='payouts_run_closed'), models.CheckConstraint(condition=models.Q(models.Q(('abandoned_at__isnull', False), ('abandoned_by__isnull', False), ('state', payments.payouts.values.RunState['ABANDONED']), models.Q(('abandoned_why', ''), _negated=True)), models.Q(models.Q(('state', payments.payouts.values.RunState['ABANDONED']), _negated=True), ('abandoned_at__isnull', True), ('abandoned_by__isnull', True), ('abandoned_why', '')), _connector='OR'), name='payouts_run_abandoned')],
            },
        ),
        migrations.CreateModel(
            name='RunLine',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('pence', models.BigIntegerField()),
                ('fingerprint', models.CharField(blank=True, default='', max_length=64)),
                ('change', models.CharField(choices=[(payments.payouts.values.LineChange['NEW'], payments.payouts.values.LineChange['NEW']), (payments.payouts.values.LineChange['RAISED'], payments.payouts.values.LineChange['RAISED']), (payments.payouts.values.LineChange['LOWERED'], payments.payouts.values.LineChange['LOWERED']), (payments.payouts.values.LineChange['SAME'], payments.payouts.values.LineChange['SAME']), (payments.payouts.values.LineChange['AGAIN'], payments.payouts.values.LineChange['AGAIN'])], max_length=8)),
                ('before_pence', models.BigIntegerField(default=0)),
                ('held', models.CharField(blank=True, default='', max_length=40)),
                ('held_words', models.CharField(blank=True, default='', max_length=500)),
                ('held_by', models.UUIDField(blank=True, null=True)),
                ('held_at', models.DateTimeField(blank=True, null=True)),
                ('released_words', models.CharField(blank=True, default='', max_length=500)),
                ('released_by', models.UUIDField(blank=True, null=True)),
                ('released_at', models.DateTimeField(blank=True, null=True)),
                ('living', models.BooleanField(default=True)),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
                ('payee', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payouts.payee')),
                ('payment', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='payouts.payment')),
                ('run', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='payouts.payrun')),
                ('source_account', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.account')),
                ('to_account', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.account')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='payouts_runline_in_book'), models.UniqueConstraint(fields=('run', 'payment'), name='payouts_line_once'), models.UniqueConstraint(condition=models.Q(('living', True)), fields=('payment',), name='payouts_line_living'), models.CheckConstraint(condition=models.Q(('pence__gt', 0)), name='payouts_line_pence'), models.CheckConstraint(condition=models.Q(models.Q(('held_at__isnull', True), ('held_by__isnull', True), ('held_words', '')), models.Q(('held_at__isnull', False), ('held_by__isnull', False), models.Q(('held_words', ''), _negated=True), models.Q(('held', ''), _negated=True)), _connector='OR'), name='payouts_line_held'), models.CheckConstraint(condition=models.Q(models.Q(('released_at__isnull', True), ('released_by__isnull', True), ('released_words', '')), models.Q(('released_at__isnull', False), ('released_by__isnull', False), models.Q(('released_words', ''), _negated=True), models.Q(('held', ''), _negated=True)), _connector='OR'), name='payouts_line_released')],
            },
        ),
        migrations.CreateModel(
            name='RunSheet',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('first', models.UUIDField()),
                ('last', models.UUIDField()),
                ('count', models.PositiveIntegerField()),
                ('pence', models.BigIntegerField()),
                ('digest', models.CharField(max_length=64)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('changed_at', models.DateTimeField(blank=True, null=True)),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
                ('run', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='payouts.payrun')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='payouts_runsheet_in_book'), models.UniqueConstraint(fields=('run', 'number'), name='payouts_sheet_once')],
            },
        ),
    ]
