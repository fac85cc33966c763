"""A passkey says how the person was known who enrolled it: by card, key, one-time code, or the government's SSO."""

from django.db import migrations, models

from ikrar.pledges.domain.oneself import KnownBy


class Migration(migrations.Migration):

    dependencies = [("pledges", "0007_a_duty_has_its_declaration"), ("roster", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="passkey",
            name="identified_by",
            field=models.CharField(choices=[(known, known) for known in KnownBy], max_length=8),
        ),
        migrations.AddConstraint(
            model_name="passkey",
            constraint=models.CheckConstraint(
                condition=models.Q(identified_by__in=["code", "key", "otp", "sso"]),
                name="passkey_enrolled_in_a_known_way",
            ),
        ),
    ]
