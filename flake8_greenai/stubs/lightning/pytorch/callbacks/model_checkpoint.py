"""Checkpoints are written, which is not device work."""
from lightning.pytorch.callbacks.callback import Callback


class ModelCheckpoint(Callback):
    def __init__(self, dirpath=None, filename=None, monitor=None, verbose=False, save_last=None, save_top_k=1, **more):
        self.dirpath = dirpath
        self.filename = filename
        self.monitor = monitor
        self.save_top_k = save_top_k
        self.best_model_path = self.last_model_path = self.kth_best_model_path = "best.ckpt"
        self.best_model_score = None
        self.best_k_models = {}
