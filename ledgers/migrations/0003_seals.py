import django.db.models.deletion
import ledgers.values
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ledgers', '0002_more_happenings'),
    ]

    operations = [
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.BigIntegerField()),
                ('first', models.BigIntegerField()),
                ('last', models.BigIntegerField()),
                ('root', models.CharField(max_length=64)),
                ('chain', models.CharField(max_length=64)),
                ('sealed_at', models.DateTimeField()),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='ledgers_seal_in_book'), models.UniqueConstraint(fields=('book', 'number'), name='ledgers_seal_number'), models.CheckConstraint(condition=models.Q(('first__gte', 1), ('last__gte', models.F('first')), ('number__gte', 1)), name='ledgers_seal_counts')],
            },
        ),
        migrations.CreateModel(
            name='SealedRow',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('position', models.BigIntegerField()),
                ('leaf', models.BinaryField()),
                ('account', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sealed', to='ledgers.account')),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
                ('hold', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sealed', to='ledgers.hold')),
                ('release', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sealed', to='ledgers.release')),
                ('seal', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='rows', to='ledgers.seal')),
                ('transfer', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sealed', to='ledgers.transfer')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('book', 'position'), name='ledgers_sealedrow_position'), models.UniqueConstraint(condition=models.Q(('account__isnull', False)), fields=('account',), name='ledgers_sealedrow_account_once'), models.UniqueConstraint(condition=models.Q(('hold__isnull', False)), fields=('hold',), name='ledgers_sealedrow_hold_once'), models.UniqueConstraint(condition=models.Q(('release__isnull', False)), fields=('release',), name='ledgers_sealedrow_release_once'), models.UniqueConstraint(condition=models.Q(('transfer__isnull', False)), fields=('transfer',), name='ledgers_sealedrow_transfer_once'), models.CheckConstraint(condition=models.Q(models.Q(('account__isnull', False), ('hold__isnull', True), ('release__isnull', True), ('transfer__isnull', True)), models.Q(('account__isnull', True), ('hold__isnull', False), ('release__isnull', True), ('transfer__isnull', True)), models.Q(('account__isnull', True), ('hold__isnull', True), ('release__isnull', False), ('transfer__isnull', True)), models.Q(('account__isnull', True), ('hold__isnull', True), ('release__isnull', True), ('transfer__isnull', False)), _connector='OR'), name='ledgers_sealedrow_one')],
            },
        ),
    ]
