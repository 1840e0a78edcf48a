"""Models and data for demonstrations."""
from lightning.pytorch.demos.boring_classes import BoringModel, DemoModel
