"""Training: epochs of batches."""
import torch
from _greenai import is_symbolic, remark, unknown
from lightning.pytorch.loops.data import converted, first, takes
from lightning.pytorch.loops.evaluation import evaluate
from torch.utils.data._loading import Repeated, groups

_greenai_loops = True


def fit(trainer, model):
    model.train()
    _call(trainer, model, "on_fit_start")
    _check_sanity(trainer, model)
    _call(trainer, model, "on_train_start")
    _epochs(trainer, model)
    _call(trainer, model, "on_train_end")
    _call(trainer, model, "on_fit_end")


def _check_sanity(trainer, model):
    steps = trainer.num_sanity_val_steps
    if trainer.val_dataloaders is not None and steps:
        trainer.sanity_checking = True
        evaluate(trainer, model, trainer.val_dataloaders, "validation", trainer.limit_val_batches if steps == -1 else steps)
        trainer.sanity_checking = False


def _epochs(trainer, model):
    # Before this epoch nothing stops the training early.
    certain = max(_least_epochs(trainer), trainer.min_epochs or 0)
    stoppers = [one for one in trainer.callbacks if one.stops_training] + ([True] if trainer.max_time is not None else [])
    last = trainer.max_epochs
    if trainer.max_steps != -1 and is_symbolic(trainer.num_training_batches) and hasattr(trainer.train_dataloader, "_greenai_at"):
        # How many epochs the steps are is not known, and does not matter but for the last batches of epochs.
        remark("batches at the ends of epochs are as large as the others")
        trainer.num_training_batches = trainer.max_steps * _accumulated(trainer, 0)
        trainer.train_dataloader = Repeated(trainer.train_dataloader, trainer.num_training_batches)
        last = 1
    if last == -1:
        last = trainer.max_steps if trainer.max_steps != -1 else unknown("the number of epochs of a training without end")
    certain = last if not stoppers else certain if is_symbolic(last) else min(certain, last)
    for epoch in range(certain):
        if _is_over(trainer):
            break
        _epoch(trainer, model, epoch)
    if not stoppers or _is_over(trainer):
        return
    for epoch in range(certain, last):
        if _is_over(trainer):
            break
        _epoch(trainer, model, epoch)
        if unknown("a metric of the training"):
            break


def _least_epochs(trainer):
    stoppers = [one for one in trainer.callbacks if one.stops_training]
    if not stoppers or trainer.max_time is not None:
        return 0
    return min(one.least_epochs(trainer) for one in stoppers)


def _is_over(trainer):
    return trainer.should_stop or (trainer.max_steps != -1 and trainer.global_step >= trainer.max_steps)


def _epoch(trainer, model, epoch):
    trainer.current_epoch = epoch
    total = trainer.num_training_batches
    accumulated = _accumulated(trainer, epoch)
    with_index = takes(model.training_step, "batch_idx", 1)
    each = trainer.check_val_every_n_epoch
    validates = trainer.val_dataloaders is not None and (each is None or (epoch + 1) % each == 0)
    interval = trainer.val_check_interval
    every = interval if isinstance(interval, int) else None if interval == 1.0 or total is None else int(total * interval)
    _call(trainer, model, "on_train_epoch_start")
    outputs = []

    def one(batch, batch_idx, steps):
        batch = converted(batch, trainer._precision.dtype)
        batch = model.on_after_batch_transfer(model.on_before_batch_transfer(batch, 0), 0)
        _call(trainer, model, "on_train_batch_start", batch, batch_idx)
        output = _batch(trainer, model, [batch, batch_idx] if with_index else [batch], batch_idx, steps)
        _call(trainer, model, "on_train_batch_end", output, batch, batch_idx)
        if hasattr(model, "training_epoch_end"):
            outputs.append(output)

    def looks(batch_idx):
        if validates and every is not None and ((batch_idx if each is not None else epoch * (total or 0) + batch_idx) + 1) % every == 0:
            evaluate(trainer, model, trainer.val_dataloaders, "validation", trainer.limit_val_batches)

    if accumulated != 1 and total is not None and (every is None or every % accumulated == 0):
        for number, group in enumerate(groups(trainer.train_dataloader, total, accumulated)):
            if _is_over(trainer):
                break
            last = len(group) - 1
            for position in range(last):
                one(group._greenai_at(position), number * accumulated + position, False)
            one(group._greenai_at(last), number * accumulated + last, True)
            looks(number * accumulated + last)
    else:
        for batch_idx, batch in enumerate(first(trainer.train_dataloader, trainer.limit_train_batches)):
            if _is_over(trainer):
                break
            one(batch, batch_idx, accumulated == 1 or (batch_idx + 1) % accumulated == 0 or (total is not None and batch_idx + 1 == total))
            looks(batch_idx)
    if validates and every is None:
        evaluate(trainer, model, trainer.val_dataloaders, "validation", trainer.limit_val_batches)
    if hasattr(model, "training_epoch_end"):
        model.training_epoch_end(outputs)
    _call(trainer, model, "on_train_epoch_end")


def _accumulated(trainer, epoch):
    """Batches for each optimizer step in this epoch."""
    scheduling = next((one.scheduling for one in trainer.callbacks if hasattr(one, "scheduling")), None)
    if scheduling is None and isinstance(trainer.accumulate_grad_batches, dict):
        scheduling = trainer.accumulate_grad_batches
    if scheduling is None:
        return trainer.accumulate_grad_batches
    count = 1
    for start in sorted(scheduling):
        if epoch >= start:
            count = scheduling[start]
    return count


def _batch(trainer, model, arguments, batch_idx, steps):
    if not model.automatic_optimization:
        with trainer._precision.forward_context(model.device):
            output = model.training_step(*arguments)
        return {"loss": output} if isinstance(output, torch.Tensor) else output or {}
    if len(trainer.optimizers) > 1 and takes(model.training_step, "optimizer_idx", 2):
        # Releases before 2: one step for each optimizer.
        output = {}
        for number, optimizer in enumerate(trainer.optimizers):
            model.toggle_optimizer(optimizer)
            output = _optimized(trainer, model, [*arguments, number], batch_idx, steps, optimizer)
            model.untoggle_optimizer(optimizer)
        return output
    return _optimized(trainer, model, arguments, batch_idx, steps, trainer.optimizers[0])


def _optimized(trainer, model, arguments, batch_idx, steps, optimizer):
    result = {}

    def closure():
        with trainer._precision.forward_context(model.device):
            output = model.training_step(*arguments)
        loss = output["loss"] if isinstance(output, dict) else output
        if loss is None:
            return None
        result.update(output if isinstance(output, dict) else {"loss": loss})
        if trainer.accumulate_grad_batches != 1:
            loss = loss / trainer.accumulate_grad_batches
        if batch_idx == 0 or trainer.accumulate_grad_batches == 1:
            _call(trainer, model, "on_before_zero_grad", optimizer)
            model.optimizer_zero_grad(trainer.current_epoch, batch_idx, optimizer)
        _call(trainer, model, "on_before_backward", loss)
        model.backward(loss)
        _call(trainer, model, "on_after_backward")
        if steps:
            for callback in trainer.callbacks:
                callback.on_before_optimizer_step(trainer, model, optimizer)
            trainer._precision.before_step(model, optimizer)
        return loss

    if steps:
        model.optimizer_step(trainer.current_epoch, batch_idx, optimizer, closure)
        trainer.global_step += 1
    else:
        closure()
    return result


def _call(trainer, model, name, *args):
    for callback in trainer.callbacks:
        getattr(callback, name)(trainer, model, *args)
    own = getattr(model, name)
    # Releases before 2 hand the number of the loader on.
    own(*args, 0) if args and takes(own, "dataloader_idx", len(args)) else own(*args)
