import maizi.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='CalendarDay',
            fields=[
                ('id', models.BigIntegerField(default=maizi.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('date', models.DateField(unique=True, verbose_name='日期')),
                ('kind', models.CharField(choices=[('workday', '工作日'), ('rest', '休息日'), ('holiday', '法定节假日'), ('makeup', '调休上班')], max_length=10, verbose_name='类型')),
                ('name', models.CharField(blank=True, max_length=40, verbose_name='节日名')),
                ('source', models.CharField(blank=True, max_length=80, verbose_name='来源')),
                ('changed_at', models.DateTimeField(db_index=True, editable=False, verbose_name='更新时间')),
            ],
            options={
                'verbose_name': '工作日历',
                'verbose_name_plural': '工作日历',
                'ordering': ['date'],
            },
        ),
    ]
