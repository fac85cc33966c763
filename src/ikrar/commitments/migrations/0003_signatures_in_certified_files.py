"""Say of each certified PDF on file which of its signatures it was kept for."""

from typing import Any

from django.db import migrations


def say_which(apps: Any, _: Any) -> None:
    kept = apps.get_model("commitments", "CertifiedFile")
    made = apps.get_model("commitments", "CertifiedSignature")
    known: set[tuple[int, str]] = set()
    for file in kept.objects.select_related("signature__delegate").order_by("pk"):
        number, certificate = _of(file.result.get("signatures", []), file.signature.delegate.name)
        if (file.signature.commitment_id, certificate) in known:
            certificate = ""  # as it was taken then; the database asks for one institution from now on
        known.add((file.signature.commitment_id, certificate))
        made.objects.create(
            signature=file.signature,
            commitment_id=file.signature.commitment_id,
            file=file,
            number=number,
            certificate_sha256=certificate,
        )


def _of(signatures: list[dict[str, Any]], name: str) -> tuple[int, str]:
    """The newest signature whose certificate holds every word of the name, as files were matched until now."""
    wanted = set(name.casefold().split())
    for one in reversed(signatures):
        if wanted <= set(one["name"].casefold().replace(",", " ").split()):
            return one["number"], one["certificate_sha256"]
    return 1, ""


class Migration(migrations.Migration):

    dependencies = [
        ('commitments', '0002_how_certificates_are_bound'),
    ]

    operations = [
        migrations.RunPython(say_which, migrations.RunPython.noop),
    ]
