"""Quantisation engines."""
engine = "fbgemm"
supported_engines = ["none", "onednn", "x86", "fbgemm"]
