"""Fewer indexes on a pledge, and a queue of those whose company is still to be settled.

What was stored before is not in the queue: its company was settled when it was recorded.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('pledges', '0001_initial'),
        ('roster', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Unsettled',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='devicekey',
            name='device_key_once',
        ),
        migrations.RemoveConstraint(
            model_name='pledge',
            name='one_effective_pledge_per_duty',
        ),
        migrations.RemoveIndex(
            model_name='devicekey',
            name='device_key_thumbprint',
        ),
        migrations.RemoveIndex(
            model_name='pledge',
            name='pledge_by_unit',
        ),
        migrations.RemoveIndex(
            model_name='pledge',
            name='pledge_by_time',
        ),
        migrations.AddField(
            model_name='passkey',
            name='spki',
            field=models.BinaryField(default=b''),
        ),
        migrations.AlterField(
            model_name='duty',
            name='declaration',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='pledges.declaration'),
        ),
        migrations.AlterField(
            model_name='pledge',
            name='declaration',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='pledges', to='pledges.declaration'),
        ),
        migrations.AlterField(
            model_name='pledge',
            name='duty',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='pledges', to='pledges.duty'),
        ),
        migrations.AlterField(
            model_name='pledge',
            name='key_thumbprint',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AlterField(
            model_name='pledge',
            name='leaf_hash',
            field=models.BinaryField(max_length=32),
        ),
        migrations.AlterField(
            model_name='pledge',
            name='notice_hash',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AlterField(
            model_name='pledge',
            name='site',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='pledges', to='pledges.site'),
        ),
        migrations.AlterField(
            model_name='pledge',
            name='tid',
            field=models.CharField(max_length=32),
        ),
        migrations.AlterField(
            model_name='pledge',
            name='unit',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='roster.unit'),
        ),
        migrations.AddIndex(
            model_name='pledge',
            index=models.Index(condition=models.Q(('notice_hash__gt', '')), fields=['notice_hash'], name='pledge_by_notice'),
        ),
        migrations.AddConstraint(
            model_name='devicekey',
            constraint=models.UniqueConstraint(fields=('thumbprint', 'official'), name='device_key_of_a_person'),
        ),
        migrations.AddConstraint(
            model_name='pledge',
            constraint=models.UniqueConstraint(fields=('tid',), name='pledge_tid_once'),
        ),
        migrations.AddConstraint(
            model_name='pledge',
            constraint=models.UniqueConstraint(models.F('duty'), models.Case(models.When(effective=True, then=models.Value(0)), default=models.F('id'), output_field=models.BigIntegerField()), name='one_effective_pledge_per_duty'),
        ),
    ]
