"""Host functions: outside_device, collated, at_most, number, note_batch (flake8_greenai/ops/loading.py)."""
