import budgets.people.values
import django.db.models.deletion
import ledgers.values
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('councils', '0001_first'),
        ('councils', '__first__'),
        ('ledgers', '0001_first'),
    ]

    operations = [
        migrations.CreateModel(
            name='Household',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(max_length=40)),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='people_household_in_book'), models.UniqueConstraint(fields=('book', 'reference'), name='people_household_ref')],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(max_length=40)),
                ('kind', models.CharField(choices=[(budgets.people.values.PersonKind['ADULT'], budgets.people.values.PersonKind['ADULT']), (budgets.people.values.PersonKind['CARER'], budgets.people.values.PersonKind['CARER']), (budgets.people.values.PersonKind['GROUP'], budgets.people.values.PersonKind['GROUP'])], max_length=10)),
                ('full_name', models.CharField(max_length=200)),
                ('known_as', models.CharField(blank=True, default='', max_length=80)),
                ('date_of_birth', models.DateField(blank=True, null=True)),
                ('email', models.EmailField(blank=True, default='', max_length=254)),
                ('phone', models.CharField(blank=True, default='', max_length=30)),
                ('prefers', models.CharField(choices=[(budgets.people.values.Preference['EMAIL'], budgets.people.values.Preference['EMAIL']), (budgets.people.values.Preference['TEXT'], budgets.people.values.Preference['TEXT']), (budgets.people.values.Preference['POST'], budgets.people.values.Preference['POST']), (budgets.people.values.Preference['PHONE'], budgets.people.values.Preference['PHONE']), (budgets.people.values.Preference['EASY_READ'], budgets.people.values.Preference['EASY_READ'])], default=budgets.people.values.Preference['EMAIL'], max_length=10)),
                ('died_on', models.DateField(blank=True, null=True)),
                ('closed_on', models.DateField(blank=True, null=True)),
                ('added_at', models.DateTimeField()),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
                ('cares_for', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='carers', to='people.person')),
                ('household', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='people', to='people.household')),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='people', to='councils.team')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='persons', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['book', 'full_name'], name='people_person_name')],
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='people_person_in_book'), models.UniqueConstraint(fields=('book', 'reference'), name='people_person_reference'), models.UniqueConstraint(condition=models.Q(('user__isnull', False)), fields=('book', 'user'), name='people_person_user'), models.CheckConstraint(condition=models.Q(('cares_for', models.F('id')), _negated=True), name='people_person_cares'), models.CheckConstraint(condition=models.Q(('kind__in', [budgets.people.values.PersonKind['ADULT'], budgets.people.values.PersonKind['CARER'], budgets.people.values.PersonKind['GROUP']])), name='people_person_kind')],
            },
        ),
        migrations.CreateModel(
            name='GroupMember',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='group_places', to='people.person')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='groups', to='people.person')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='people_groupmember_in_book'), models.UniqueConstraint(fields=('group', 'person'), name='people_group_place_once'), models.CheckConstraint(condition=models.Q(('group', models.F('person')), _negated=True), name='people_group_other')],
            },
        ),
        migrations.CreateModel(
            name='DeclaredInterest',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('relation', models.CharField(choices=[(budgets.people.values.Relation['HOUSEHOLD'], budgets.people.values.Relation['HOUSEHOLD']), (budgets.people.values.Relation['FAMILY'], budgets.people.values.Relation['FAMILY']), (budgets.people.values.Relation['FRIEND'], budgets.people.values.Relation['FRIEND'])], max_length=10)),
                ('declared_at', models.DateTimeField()),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='interests', to='councils.member')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='interests', to='people.person')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='people_declaredinterest_in_book'), models.UniqueConstraint(fields=('member', 'person'), name='people_interest_once')],
            },
        ),
        migrations.CreateModel(
            name='RecordRead',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('read_by', models.UUIDField()),
                ('role', models.CharField(max_length=20)),
                ('what', models.CharField(max_length=60)),
                ('read_at', models.DateTimeField()),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reads', to='people.person')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['book', 'person', '-read_at'], name='people_read_person')],
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='people_recordread_in_book')],
            },
        ),
        migrations.CreateModel(
            name='Representative',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[(budgets.people.values.RepresentativeKind['NOMINATED'], budgets.people.values.RepresentativeKind['NOMINATED']), (budgets.people.values.RepresentativeKind['AUTHORISED'], budgets.people.values.RepresentativeKind['AUTHORISED'])], max_length=20)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='representatives', to='people.person')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='represents', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='people_representative_in_book'), models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gt', models.F('starts_on')), _connector='OR'), name='people_representative_days')],
            },
        ),
    ]
