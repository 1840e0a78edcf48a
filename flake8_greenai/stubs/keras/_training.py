"""``compile``, ``fit``, ``evaluate``, ``predict``: epochs of batches."""
import torch
from _greenai import is_symbolic, is_unknown, unknown
from keras import _tape, losses, optimizers, tree
from keras._data import batches, unpacked
from torch.utils.data._loading import outside_device

_greenai_loops = True


class Trainer:
    def __init__(self):
        pass

    loss = None
    _losses_given = None
    _loss_weights = None
    compiled_loss = None
    stop_training = False
    optimizer = None
    run_eagerly = False
    _is_compiled = False
    _metrics_given = ()

    @property
    def compiled(self):
        return self._is_compiled

    def compile(
        self, optimizer="rmsprop", loss=None, loss_weights=None, metrics=None, weighted_metrics=None, run_eagerly=False,
        steps_per_execution=1, jit_compile="auto", auto_scale_loss=True, **kwargs
    ):
        self.optimizer = optimizers.get(optimizer)
        self.loss = loss
        self._losses_given = tree.map_structure(losses.get, loss) if not is_unknown(loss) else loss
        self._loss_weights = loss_weights
        self._metrics_given = metrics or ()
        self._is_compiled = True
        self.compiled_loss = _CompiledLoss(self)
        self.compiled_metrics = _CompiledMetrics()

    def compile_from_config(self, config):
        pass

    @property
    def metrics(self):
        return []

    @property
    def metrics_names(self):
        return ["loss"]

    def reset_metrics(self):
        pass

    def compute_loss(self, x=None, y=None, y_pred=None, sample_weight=None, training=True, allow_empty=False):
        total = _loss(self._losses_given, self._loss_weights, y, y_pred, sample_weight)
        for one in self.losses:
            total = total + one
        return total

    _compute_loss = compute_loss

    def compute_metrics(self, x, y, y_pred, sample_weight=None):
        return {"loss": torch.empty(())}

    def get_metrics_result(self):
        return {"loss": torch.empty(())}

    def train_step(self, data):
        x, y, sample_weight = unpacked(data)
        _tape.begin()
        y_pred = self(x, training=True)
        loss = self.compute_loss(x, y, y_pred, sample_weight)
        if is_unknown(loss) and not is_unknown(y_pred):
            # What the loss computes is not known; the gradients of what it is computed from are.
            loss = sum([one.sum() for one in tree.flatten(y_pred)])
        _tape.end()
        variables = self.trainable_variables
        gradients = _tape.gradient(loss, variables)
        if not is_unknown(gradients):
            self.optimizer.apply_gradients(zip(gradients, variables))
        return {"loss": loss}

    def test_step(self, data):
        x, y, sample_weight = unpacked(data)
        y_pred = self(x, training=False)
        if self._is_compiled and self._losses_given is not None and y is not None:
            self.compute_loss(x, y, y_pred, sample_weight)
        return {"loss": torch.empty(())}

    def predict_step(self, data):
        return self(unpacked(data)[0], training=False)

    def make_train_function(self, force=False):
        return lambda iterator: self.train_step(next(iterator))

    def fit(
        self, x=None, y=None, batch_size=None, epochs=1, verbose="auto", callbacks=None, validation_split=0.0, validation_data=None,
        shuffle=True, class_weight=None, sample_weight=None, initial_epoch=0, steps_per_epoch=None, validation_steps=None,
        validation_batch_size=None, validation_freq=1, **kwargs
    ):
        if validation_split and validation_data is None:
            (x, y, sample_weight), validation_data = _split(x, y, sample_weight, validation_split)
        source = batches(x, y, sample_weight, batch_size, steps_per_epoch)
        checked = None
        if validation_data is not None:
            given = validation_data if isinstance(validation_data, (tuple, list)) else (validation_data,)
            checked = batches(*given[:2], batch_size=validation_batch_size or batch_size, steps=validation_steps)
        if not is_followed():
            self.train_step(source._greenai_at(0))
            return _history(self)
        callbacks = _listed(callbacks, self)
        self.stop_training = False
        for callback in callbacks:
            callback.on_train_begin()
        stoppers = [one for one in callbacks if one._stops_training]
        certain = epochs if not stoppers else min([one._least_epochs() for one in stoppers])
        if not is_symbolic(epochs) and not is_unknown(epochs):
            certain = min(certain, epochs - initial_epoch)
        if not stoppers:
            for epoch in range(initial_epoch, epochs):
                self._epoch(source, checked, epoch, callbacks, validation_freq)
        else:
            for epoch in range(initial_epoch, initial_epoch + certain):
                self._epoch(source, checked, epoch, callbacks, validation_freq)
            for epoch in range(initial_epoch + certain, epochs):
                self._epoch(source, checked, epoch, callbacks, validation_freq)
                if unknown("a metric of the training"):
                    break
        for callback in callbacks:
            callback.on_train_end()
        return _history(self)

    def _epoch(self, source, checked, epoch, callbacks, validation_freq):
        for callback in callbacks:
            callback.on_epoch_begin(epoch)
        for step, batch in enumerate(source):
            for callback in callbacks:
                callback.on_train_batch_begin(step)
            logs = self.train_step(batch)
            for callback in callbacks:
                callback.on_train_batch_end(step, _Logs())
        if checked is not None:
            self._check(checked, callbacks, epoch, validation_freq)
        for callback in callbacks:
            callback.on_epoch_end(epoch, _Logs())

    def _check(self, checked, callbacks, epoch, validation_freq):
        if isinstance(validation_freq, int) and validation_freq > 1 and (epoch + 1) % validation_freq:
            return
        with torch.no_grad():
            for step, batch in enumerate(checked):
                self.test_step(batch)
                for callback in callbacks:
                    callback.on_test_batch_end(step, _Logs())

    def fit_generator(self, generator, steps_per_epoch=None, epochs=1, **kwargs):
        return self.fit(generator, steps_per_epoch=steps_per_epoch, epochs=epochs, **kwargs)

    def evaluate(
        self, x=None, y=None, batch_size=None, verbose="auto", sample_weight=None, steps=None, callbacks=None, return_dict=False, **kwargs
    ):
        with torch.no_grad():
            source = batches(x, y, sample_weight, batch_size, steps)
            for batch in source if is_followed() else [source._greenai_at(0)]:
                self.test_step(batch)
        if return_dict:
            return _Logs()
        count = 1 + len(tree.flatten(self._metrics_given))
        values = [torch.empty(()).item() for _ in range(count)]
        return values if count > 1 else values[0]

    evaluate_generator = evaluate

    def predict(self, x, batch_size=None, verbose="auto", steps=None, callbacks=None, **kwargs):
        source = batches(x, None, None, batch_size, steps)
        total = source.samples if hasattr(source, "samples") else None
        output = None
        with torch.no_grad():
            for batch in source if is_followed() else [source._greenai_at(0)]:
                output = self.predict_step(batch)
        if output is None or is_unknown(output):
            return output
        if total is None:
            total = unknown("the number of samples of a data set") if not hasattr(source, "_samples") else source._samples()
        return tree.map_structure(lambda one: _array(one, total), output)

    predict_generator = predict

    def train_on_batch(self, x, y=None, sample_weight=None, class_weight=None, return_dict=False):
        return self.train_step(batches(x, y, sample_weight, 2**40)._greenai_at(0))["loss"]

    def test_on_batch(self, x, y=None, sample_weight=None, return_dict=False):
        with torch.no_grad():
            self.test_step(batches(x, y, sample_weight, 2**40)._greenai_at(0))
        return torch.empty(()).item()

    def predict_on_batch(self, x):
        with torch.no_grad():
            return tree.map_structure(_as_array, self.predict_step(batches(x, batch_size=2**40)._greenai_at(0)))


def _as_array(one):
    import numpy as np

    return np.asarray(one.detach())


def _history(model):
    from keras.callbacks import History

    model.history = History()
    return model.history


def _array(one, total):
    if not isinstance(one, torch.Tensor):
        return one
    return outside_device(_whole, one, total)


def _whole(one, total):
    import numpy as np

    return np.asarray(torch.empty((total, *one.shape[1:]), dtype=one.dtype))


class _Logs(dict):
    """What a training logs: numbers that only a run gives."""

    def __missing__(self, key):
        return torch.empty(()).item()

    def get(self, key, default=None):
        return torch.empty(()).item()

    def __contains__(self, key):
        return True


class _CompiledLoss:
    def __init__(self, model):
        self._model = model

    def __call__(self, y_true, y_pred, sample_weight=None, regularization_losses=None):
        return _loss(self._model._losses_given, self._model._loss_weights, y_true, y_pred, sample_weight)

    metrics = ()


class _CompiledMetrics:
    metrics = ()

    def update_state(self, *args, **kwargs):
        pass


def _listed(callbacks, model):
    if callbacks is None or is_unknown(callbacks):
        return []
    found = list(callbacks) if isinstance(callbacks, (list, tuple)) else [callbacks]
    found = [one for one in found if hasattr(one, "on_epoch_end")]
    for one in found:
        one.set_model(model)
    return found


def _loss(given, weights, y, y_pred, sample_weight=None):
    if given is None:
        return torch.zeros(())
    if isinstance(given, dict):
        total = 0.0
        for name, function in given.items():
            predicted = y_pred[name] if isinstance(y_pred, dict) else y_pred[list(given).index(name)]
            target = y[name] if isinstance(y, dict) else y[list(given).index(name)]
            weight = 1.0 if weights is None else weights.get(name, 1.0)
            total = total + weight * _one_loss(function, target, predicted)
        return total
    if isinstance(y_pred, (list, tuple)):
        functions = given if isinstance(given, (list, tuple)) else [given] * len(y_pred)
        targets = y if isinstance(y, (list, tuple)) else [y] * len(y_pred)
        total = 0.0
        for place, (function, target, predicted) in enumerate(zip(functions, targets, y_pred)):
            if function is not None:
                weight = 1.0 if weights is None else weights[place] if isinstance(weights, (list, tuple)) else 1.0
                total = total + weight * _one_loss(function, target, predicted)
        return total
    if isinstance(given, (list, tuple)):
        given = given[0]
    if isinstance(y, (list, tuple)) and len(y) == 1:
        y = y[0]
    if isinstance(y_pred, dict) and len(y_pred) == 1:
        y_pred = list(y_pred.values())[0]
    return _one_loss(given, y, y_pred, sample_weight)


def _one_loss(function, y, y_pred, sample_weight=None):
    if isinstance(function, losses.Loss):
        return function(y, y_pred, sample_weight)
    result = function(y, y_pred)
    return result.mean() if isinstance(result, torch.Tensor) and result.dim() else result


def _split(x, y, sample_weight, fraction):
    from keras._data import samples_of, tensor

    samples = samples_of(x)
    kept = int(samples * (1.0 - fraction)) if not is_symbolic(samples) else samples - int(1000 * fraction) * samples // 1000
    first = [None if part is None else tree.map_structure(lambda one: _rows(one, kept), part) for part in (x, y, sample_weight)]
    rest = [None if part is None else tree.map_structure(lambda one: _rows(one, samples - kept), part) for part in (x, y)]
    return first, tuple(rest)


def _rows(x, count):
    from keras._data import tensor

    x = tensor(x)
    return x if not isinstance(x, torch.Tensor) else outside_device(_empty_rows, x, count)


def _empty_rows(x, count):
    return torch.empty((count, *x.shape[1:]), dtype=x.dtype)
