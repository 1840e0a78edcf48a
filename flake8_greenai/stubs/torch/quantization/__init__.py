"""Old name of torch.ao.quantization."""
from torch.ao.quantization import DeQuantStub, QuantStub, convert, fuse_modules, prepare, prepare_qat, quantize_dynamic
