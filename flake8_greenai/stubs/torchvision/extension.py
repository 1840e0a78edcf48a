"""The compiled part of torchvision: its operators are operations of the engine (torch.ops.torchvision.*)."""


def _has_ops():
    return True


def _assert_has_ops():
    pass


def _check_cuda_version():
    return -1


def _load_library(lib_name):
    pass
