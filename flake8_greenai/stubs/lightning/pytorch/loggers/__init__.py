"""Loggers."""
from lightning.pytorch.loggers.logger import DummyLogger, Logger


class TensorBoardLogger(DummyLogger): pass
class CSVLogger(DummyLogger): pass
class WandbLogger(DummyLogger): pass
class MLFlowLogger(DummyLogger): pass
class CometLogger(DummyLogger): pass
class NeptuneLogger(DummyLogger): pass
class LitLogger(DummyLogger): pass


LightningLoggerBase = Logger
