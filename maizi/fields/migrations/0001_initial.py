import django.db.models.deletion
import maizi.fields.terms
import maizi.history.models
import maizi.kernel.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0002_sort_name'),
        ('kit', '0002_numbers_move'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ParameterState',
            fields=[
                ('id', models.SmallIntegerField(primary_key=True, serialize=False)),
                ('mark', models.CharField(max_length=32, verbose_name='标记')),
            ],
            options={
                'verbose_name': '参数状态',
                'verbose_name_plural': '参数状态',
            },
        ),
        # The table comes from `kit` as it is (kit 0002).
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name='NumberSequence',
                    fields=[
                        ('id', maizi.history.models.RecordId(default=maizi.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('code', models.CharField(max_length=20, verbose_name='前缀')),
                        ('period', models.CharField(max_length=8, verbose_name='期间')),
                        ('last', models.BigIntegerField(default=0, verbose_name='已用到')),
                    ],
                    options={
                        'verbose_name': '编号',
                        'verbose_name_plural': '编号',
                        'constraints': [models.UniqueConstraint(fields=('code', 'period'), name='number_of_period')],
                    },
                ),
            ],
        ),
        migrations.CreateModel(
            name='NumberBlock',
            fields=[
                ('id', maizi.history.models.RecordId(default=maizi.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('next', models.BigIntegerField(verbose_name='下一个')),
                ('end', models.BigIntegerField(verbose_name='最后一个')),
                ('sequence', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='blocks', to='fields.numbersequence', verbose_name='编号')),
            ],
            options={
                'verbose_name': '编号段',
                'verbose_name_plural': '编号段',
                'ordering': ['next'],
            },
        ),
        migrations.CreateModel(
            name='NumberRule',
            fields=[
                ('id', maizi.history.models.RecordId(default=maizi.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=40, verbose_name='单据')),
                ('prefix', models.CharField(max_length=8, unique=True, verbose_name='前缀')),
                ('period', models.CharField(choices=[('none', '不分期，一直往下编'), ('year', '每年从 1 开始'), ('month', '每月从 1 开始'), ('day', '每天从 1 开始')], default=maizi.fields.terms.Period['MONTH'], max_length=8, verbose_name='编号周期')),
                ('width', models.PositiveSmallIntegerField(default=6, verbose_name='位数')),
                ('is_gapless', models.BooleanField(default=False, verbose_name='必须连号')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.orgunit', verbose_name='部门')),
            ],
            options={
                'verbose_name': '编号规则',
                'verbose_name_plural': '编号规则',
                'ordering': ['code', 'id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('unit', None)), fields=('code',), name='numbering_of_company'), models.UniqueConstraint(fields=('code', 'unit'), name='numbering_of_unit')],
            },
        ),
        migrations.CreateModel(
            name='ParameterValue',
            fields=[
                ('id', maizi.history.models.RecordId(default=maizi.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=60, verbose_name='参数')),
                ('value', models.JSONField(blank=True, null=True, verbose_name='取值')),
                ('since', models.DateTimeField(verbose_name='生效时间')),
                ('by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='修改人')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.orgunit', verbose_name='部门')),
            ],
            options={
                'verbose_name': '参数',
                'verbose_name_plural': '参数',
                'ordering': ['code', 'id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('unit', None)), fields=('code',), name='parameter_of_company'), models.UniqueConstraint(fields=('code', 'unit'), name='parameter_of_unit')],
            },
        ),
    ]
