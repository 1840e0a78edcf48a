"""Hardware targets: what the devices that a project is meant for can do, and what they draw."""

from flake8_greenai.hardware.fields import HardwareError
from flake8_greenai.hardware.loading import names, reference, target, targets
from flake8_greenai.hardware.targets import Calibration, Efficiency, Embodied, Measurement, Reference, Target

__all__ = [
    "Calibration",
    "Efficiency",
    "Embodied",
    "HardwareError",
    "Measurement",
    "Reference",
    "Target",
    "names",
    "reference",
    "target",
    "targets",
]
