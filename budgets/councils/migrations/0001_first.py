import budgets.councils.values
import django.db.models.deletion
import django.db.models.functions.text
import ledgers.values
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('ledgers', '0001_first'),
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('email', models.EmailField(max_length=254)),
                ('full_name', models.CharField(max_length=200)),
                ('is_active', models.BooleanField(default=True)),
                ('joined_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='councils_user_email')],
            },
        ),
        migrations.CreateModel(
            name='ApiToken',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('label', models.CharField(max_length=80)),
                ('made_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(blank=True, null=True)),
                ('book', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ledgers.book')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='api_tokens', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Council',
            fields=[
                ('book', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='ledgers.book')),
                ('code', models.SlugField(max_length=40, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('colour', models.CharField(default='#17595a', max_length=7)),
                ('logo', models.BinaryField(blank=True, null=True)),
                ('phone', models.CharField(blank=True, default='', max_length=30)),
                ('phone_hours', models.CharField(blank=True, default='Monday to Friday, 9 to 5', max_length=80)),
                ('bank_name', models.CharField(blank=True, default='', max_length=35)),
                ('bank_details', models.BinaryField(blank=True, null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('colour__regex', '^#[0-9a-f]{6}$')), name='councils_council_colour')],
            },
        ),
        migrations.CreateModel(
            name='Member',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('account_fingerprint', models.CharField(blank=True, default='', max_length=64)),
                ('joined_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='councils_member_in_book'), models.UniqueConstraint(fields=('book', 'user'), name='councils_member_once')],
            },
        ),
        migrations.CreateModel(
            name='Delegation',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('grant_limit_pence', models.BigIntegerField()),
                ('person_year_limit_pence', models.BigIntegerField()),
                ('starts_on', models.DateField()),
                ('given_by', models.UUIDField()),
                ('given_at', models.DateTimeField()),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='delegations', to='councils.member')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='councils_delegation_in_book'), models.CheckConstraint(condition=models.Q(('grant_limit_pence__gte', 0), ('person_year_limit_pence__gte', models.F('grant_limit_pence'))), name='councils_delegation_limits')],
            },
        ),
        migrations.CreateModel(
            name='MemberRole',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('role', models.CharField(choices=[(budgets.councils.values.Role['HOLDER'], budgets.councils.values.Role['HOLDER']), (budgets.councils.values.Role['ASSISTANT'], budgets.councils.values.Role['ASSISTANT']), (budgets.councils.values.Role['PRACTITIONER'], budgets.councils.values.Role['PRACTITIONER']), (budgets.councils.values.Role['MANAGER'], budgets.councils.values.Role['MANAGER']), (budgets.councils.values.Role['PROVIDER'], budgets.councils.values.Role['PROVIDER']), (budgets.councils.values.Role['FINANCE'], budgets.councils.values.Role['FINANCE']), (budgets.councils.values.Role['AUDITOR'], budgets.councils.values.Role['AUDITOR']), (budgets.councils.values.Role['ADMINISTRATOR'], budgets.councils.values.Role['ADMINISTRATOR'])], max_length=20)),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='roles', to='councils.member')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='councils_memberrole_in_book'), models.UniqueConstraint(fields=('member', 'role'), name='councils_role_once'), models.CheckConstraint(condition=models.Q(('role__in', [budgets.councils.values.Role['HOLDER'], budgets.councils.values.Role['ASSISTANT'], budgets.councils.values.Role['PRACTITIONER'], budgets.councils.values.Role['MANAGER'], budgets.councils.values.Role['PROVIDER'], budgets.councils.values.Role['FINANCE'], budgets.councils.values.Role['AUDITOR'], budgets.councils.values.Role['ADMINISTRATOR']])), name='councils_role_known')],
            },
        ),
        migrations.CreateModel(
            name='PolicySetting',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=60)),
                ('value', models.BigIntegerField()),
                ('starts_on', models.DateField()),
                ('set_by', models.UUIDField()),
                ('set_at', models.DateTimeField()),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['book', 'name', 'starts_on'], name='councils_policy_day')],
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='councils_policysetting_in_book'), models.CheckConstraint(condition=models.Q(('value__gte', 0)), name='councils_policy_value')],
            },
        ),
        migrations.CreateModel(
            name='SecurityCounter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40)),
                ('subject', models.CharField(max_length=64)),
                ('window', models.DateTimeField()),
                ('tries', models.PositiveIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('name', 'subject', 'window'), name='councils_counter_once')],
            },
        ),
        migrations.CreateModel(
            name='Team',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(max_length=40)),
                ('name', models.CharField(max_length=120)),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
                ('pot', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.account')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='councils_team_in_book'), models.UniqueConstraint(fields=('book', 'reference'), name='councils_team_reference')],
            },
        ),
        migrations.CreateModel(
            name='PotFilling',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('key', models.UUIDField()),
                ('pence', models.BigIntegerField()),
                ('reason', models.CharField(max_length=200)),
                ('filled_by', models.UUIDField()),
                ('filled_at', models.DateTimeField()),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fillings', to='councils.team')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='councils_potfilling_in_book'), models.UniqueConstraint(fields=('book', 'key'), name='councils_filling_key'), models.CheckConstraint(condition=models.Q(('pence__gt', 0)), name='councils_filling_pence')],
            },
        ),
        migrations.CreateModel(
            name='TeamMember',
            fields=[
                ('id', models.UUIDField(default=ledgers.values.uuid7, editable=False, primary_key=True, serialize=False)),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.book')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='councils.member')),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='councils.team')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('book', 'id'), name='councils_teammember_in_book'), models.UniqueConstraint(fields=('team', 'member'), name='councils_place_once')],
            },
        ),
    ]
