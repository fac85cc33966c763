"""Why a person owes a pledge stands in obligations now: a duty is always one at a declaration."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("pledges", "0006_owed_before")]

    operations = [
        migrations.RemoveConstraint(
            model_name='duty',
            name='one_open_duty_per_appointment',
        ),
        migrations.RemoveField(
            model_name='duty',
            name='appointment',
        ),
        migrations.AlterField(
            model_name='duty',
            name='declaration',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='pledges.declaration'),
        ),
    ]
