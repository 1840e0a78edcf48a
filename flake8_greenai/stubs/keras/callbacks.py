"""Callbacks. Those that may end a training early say after how many epochs at least."""

from keras.utils import Sequence


class Callback:
    _stops_training = False

    def __init__(self):
        self.params = None
        self._model = None

    model = property(lambda self: self._model)

    def set_model(self, model):
        self._model = model

    def set_params(self, params):
        self.params = params

    def _least_epochs(self):
        return 1

    def on_epoch_begin(self, epoch, logs=None):
        pass

    def on_epoch_end(self, epoch, logs=None):
        pass

    def on_batch_begin(self, batch, logs=None):
        pass

    def on_batch_end(self, batch, logs=None):
        pass

    def on_train_batch_begin(self, batch, logs=None):
        pass

    def on_train_batch_end(self, batch, logs=None):
        pass

    def on_test_batch_begin(self, batch, logs=None):
        pass

    def on_test_batch_end(self, batch, logs=None):
        pass

    def on_predict_batch_begin(self, batch, logs=None):
        pass

    def on_predict_batch_end(self, batch, logs=None):
        pass

    def on_train_begin(self, logs=None):
        pass

    def on_train_end(self, logs=None):
        pass

    def on_test_begin(self, logs=None):
        pass

    def on_test_end(self, logs=None):
        pass

    def on_predict_begin(self, logs=None):
        pass

    def on_predict_end(self, logs=None):
        pass


class EarlyStopping(Callback):
    _stops_training = True

    def __init__(
        self,
        monitor="val_loss",
        min_delta=0,
        patience=0,
        verbose=0,
        mode="auto",
        baseline=None,
        restore_best_weights=False,
        start_from_epoch=0,
    ):
        super().__init__()
        self.monitor = monitor
        self.patience = patience
        self.start_from_epoch = start_from_epoch
        self.stopped_epoch = 0

    def _least_epochs(self):
        return self.start_from_epoch + max(self.patience, 1) + (0 if self.patience == 0 else 1)


class TerminateOnNaN(Callback):
    pass


class _Configured(Callback):
    def __init__(self, *args, **kwargs):
        super().__init__()


class ModelCheckpoint(_Configured):
    pass


class BackupAndRestore(_Configured):
    pass


class ReduceLROnPlateau(_Configured):
    pass


class LearningRateScheduler(_Configured):
    pass


class TensorBoard(_Configured):
    pass


class CSVLogger(_Configured):
    pass


class RemoteMonitor(_Configured):
    pass


class ProgbarLogger(_Configured):
    pass


class SwapEMAWeights(_Configured):
    pass


class History(Callback):
    def __init__(self):
        super().__init__()
        from _greenai import unknown

        self.history = unknown("what a training logs")
        self.epoch = unknown("what a training logs")


class LambdaCallback(Callback):
    def __init__(
        self,
        on_epoch_begin=None,
        on_epoch_end=None,
        on_train_begin=None,
        on_train_end=None,
        on_train_batch_begin=None,
        on_train_batch_end=None,
        **kwargs,
    ):
        super().__init__()
        if on_epoch_begin is not None:
            self.on_epoch_begin = on_epoch_begin
        if on_epoch_end is not None:
            self.on_epoch_end = on_epoch_end


class CallbackList(Callback):
    def __init__(self, callbacks=None, **kwargs):
        super().__init__()
        self.callbacks = list(callbacks or ())
