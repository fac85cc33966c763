from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('commitments', '0003_signatures_in_certified_files'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='certifiedfile',
            name='signature',
        ),
    ]
