import budgets.caseload.values.importing
import django.db.models.deletion
import ledgers.values
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('ledgers', '0002_more_happenings'),
    ]

    operations = [
        migrations.CreateModel(
            name='CaseloadImport',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('is_trial', models.BooleanField(default=False)),
                ('may_change_members', models.BooleanField(default=False)),
                ('files', models.JSONField(default=list)),
                ('counts', models.JSONField(default=dict)),
                ('reading', models.CharField(blank=True, default='', max_length=40)),
                ('state', models.CharField(choices=[(budgets.caseload.values.importing.ImportState['WAITING'], budgets.caseload.values.importing.ImportState['WAITING']), (budgets.caseload.values.importing.ImportState['RUNNING'], budgets.caseload.values.importing.ImportState['RUNNING']), (budgets.caseload.values.importing.ImportState['DONE'], budgets.caseload.values.importing.ImportState['DONE']), (budgets.caseload.values.importing.ImportState['FAILED'], budgets.caseload.values.importing.ImportState['FAILED'])], default=budgets.caseload.values.importing.ImportState['WAITING'], max_length=7)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('trouble', models.CharField(blank=True, default='', max_length=500)),
                ('started_by', models.UUIDField()),
                ('started_at', models.DateTimeField()),
                ('seen_at', models.DateTimeField(blank=True, null=True)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('emptied_at', models.DateTimeField(blank=True, null=True)),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['book', '-started_at'], name='caseload_import_newest')],
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='caseload_caseloadimport_in_book'), models.UniqueConstraint(condition=models.Q(('state__in', (budgets.caseload.values.importing.ImportState['WAITING'], budgets.caseload.values.importing.ImportState['RUNNING']))), fields=('book',), name='caseload_import_one_open'), models.CheckConstraint(condition=models.Q(models.Q(('done_at__isnull', True), ('state__in', (budgets.caseload.values.importing.ImportState['WAITING'], budgets.caseload.values.importing.ImportState['RUNNING']))), models.Q(models.Q(('state__in', (budgets.caseload.values.importing.ImportState['WAITING'], budgets.caseload.values.importing.ImportState['RUNNING'])), _negated=True), ('done_at__isnull', False)), _connector='OR'), name='caseload_import_done')],
            },
        ),
        migrations.CreateModel(
            name='ImportedRow',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('file', models.CharField(max_length=40)),
                ('reference', models.CharField(max_length=254)),
                ('digest', models.CharField(max_length=64)),
                ('row_id', models.UUIDField()),
                ('imported_at', models.DateTimeField()),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='caseload_importedrow_in_book'), models.UniqueConstraint(fields=('book', 'file', 'reference'), name='caseload_imported_once')],
            },
        ),
        migrations.CreateModel(
            name='ImportPart',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[(budgets.caseload.values.importing.PartKind['BROUGHT'], budgets.caseload.values.importing.PartKind['BROUGHT']), (budgets.caseload.values.importing.PartKind['REJECTED'], budgets.caseload.values.importing.PartKind['REJECTED']), (budgets.caseload.values.importing.PartKind['FAULTS'], budgets.caseload.values.importing.PartKind['FAULTS'])], max_length=8)),
                ('file', models.CharField(max_length=40)),
                ('place', models.PositiveIntegerField()),
                ('sealed', models.BinaryField()),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
                ('caseload_import', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='caseload.caseloadimport')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='caseload_importpart_in_book'), models.UniqueConstraint(fields=('caseload_import', 'kind', 'file', 'place'), name='caseload_part_place')],
            },
        ),
    ]
