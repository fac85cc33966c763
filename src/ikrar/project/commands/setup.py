"""`./ikrar setup`: the one-time address where the first administrator makes an account."""

from django.utils import timezone

from ikrar.accounts import operations


def run(arguments: list[str]) -> int:
    """Print the address; 1 when an administrator exists already (0 with --if-needed)."""
    try:
        address = operations.first_run_link(at=timezone.now())
    except operations.AlreadySetUp:
        if "--if-needed" in arguments:
            return 0
        print("Sudah ada pengelola / an administrator exists already.")
        return 1
    print(
        "Buka alamat ini untuk membuat akun pengelola pertama; berlaku dua jam, sekali pakai.\n"
        "Open this address to make the first administrator's account; good for two hours, once.\n"
        f"\n  {address}\n",
    )
    return 0
