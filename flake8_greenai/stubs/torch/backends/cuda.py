"""CUDA flags."""


class _Matmul:
    allow_tf32 = False
    allow_fp16_reduced_precision_reduction = True
    allow_bf16_reduced_precision_reduction = True


matmul = _Matmul()


class sdp_kernel:
    def __init__(self, *args, **kwargs):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *args):
        return None


def is_built():
    return False


def enable_flash_sdp(enabled):
    pass


def enable_math_sdp(enabled):
    pass


def enable_mem_efficient_sdp(enabled):
    pass


def enable_cudnn_sdp(enabled):
    pass


def flash_sdp_enabled():
    return True


def math_sdp_enabled():
    return True


def mem_efficient_sdp_enabled():
    return True
