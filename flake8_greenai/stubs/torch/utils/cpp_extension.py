"""Compiled extensions cannot be analysed."""
CUDA_HOME = None
ROCM_HOME = None
IS_HIP_EXTENSION = False


def load(name, sources, *args, **kwargs):
    raise RuntimeError("compiled extensions are not built during analysis")


load_inline = load


class BuildExtension:
    pass


class CppExtension:
    pass


class CUDAExtension:
    pass
