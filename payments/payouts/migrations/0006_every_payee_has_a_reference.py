from django.db import migrations


def give_references(apps, schema_editor):
    payees = apps.get_model("payouts", "Payee")
    for payee in payees.objects.filter(reference="").only("id").iterator():
        payees.objects.filter(pk=payee.pk).update(reference=f"Y-{payee.pk.hex[-12:].upper()}")


class Migration(migrations.Migration):

    dependencies = [
        ("payouts", "0005_payees_of_the_council"),
    ]

    operations = [
        migrations.RunPython(give_references, migrations.RunPython.noop),
    ]
