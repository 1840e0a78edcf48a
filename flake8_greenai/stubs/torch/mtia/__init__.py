"""Device mtia: none is assumed while source is analysed."""


def is_available():
    return False


def device_count():
    return 0


def current_device():
    return 0


def synchronize(device=None):
    pass


def empty_cache():
    pass


def manual_seed(seed):
    pass


def manual_seed_all(seed):
    pass
