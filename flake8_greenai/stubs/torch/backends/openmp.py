"""Backend openmp."""
enabled = True


def is_available():
    return True
