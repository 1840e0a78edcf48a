"""Flags of compute libraries: no effect on what is computed."""
import torch.backends.cpu as cpu
import torch.backends.cuda as cuda
import torch.backends.cudnn as cudnn
import torch.backends.mha as mha
import torch.backends.mkl as mkl
import torch.backends.mkldnn as mkldnn
import torch.backends.mps as mps
import torch.backends.openmp as openmp
import torch.backends.opt_einsum as opt_einsum
import torch.backends.quantized as quantized
