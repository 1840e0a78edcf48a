"""Abstract tensors: shape, dtype, device and storage, without elements."""
