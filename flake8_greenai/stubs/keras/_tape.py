"""Host functions of gradient tapes (flake8_greenai/ops/keras/tapes.py)."""
