"""Backend opt_einsum."""
enabled = True


def is_available():
    return True
