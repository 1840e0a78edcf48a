"""Validation, test and prediction: batches without gradients."""
import torch
from lightning.pytorch.loops.data import converted, first, listed, takes

_greenai_loops = True


def evaluate(trainer, model, loaders, stage, limit):
    """All batches of all loaders, or ``limit`` of each."""
    step = getattr(model, f"{stage}_step")
    with_index = takes(step, "batch_idx", 1)
    loaders = [trainer.strategy.shared(one) for one in listed(loaders)]
    flag = {"validation": "validating", "test": "testing", "predict": "predicting"}[stage]
    setattr(trainer, flag, True)
    getattr(model, f"on_{stage}_model_eval")()
    gathered = []
    with torch.inference_mode() if trainer.inference_mode else torch.no_grad():
        _hook(trainer, model, f"on_{stage}_start")
        _hook(trainer, model, f"on_{stage}_epoch_start")
        for number, loader in enumerate(loaders):
            outputs = []
            for batch_idx, batch in enumerate(first(loader, limit)):
                batch = converted(batch, trainer._precision.dtype)
                batch = model.on_after_batch_transfer(model.on_before_batch_transfer(batch, number), number)
                _hook(trainer, model, f"on_{stage}_batch_start", batch, batch_idx, number)
                arguments = [batch, batch_idx] if with_index else [batch]
                if len(loaders) > 1 and takes(step, "dataloader_idx", 2):
                    arguments.append(number)
                with trainer._precision.forward_context(model.device):
                    output = step(*arguments)
                _hook(trainer, model, f"on_{stage}_batch_end", output, batch, batch_idx, number)
                outputs.append(output)
            gathered.append(outputs)
        outputs = gathered[0] if len(gathered) == 1 else gathered
        if hasattr(model, f"{stage}_epoch_end"):
            getattr(model, f"{stage}_epoch_end")(outputs)
        _hook(trainer, model, f"on_{stage}_epoch_end")
        _hook(trainer, model, f"on_{stage}_end")
    setattr(trainer, flag, False)
    if trainer.training:
        getattr(model, f"on_{stage}_model_train")()
    return outputs if stage == "predict" else [trainer.callback_metrics]


def _hook(trainer, model, name, *args):
    for callback in trainer.callbacks:
        getattr(callback, name)(trainer, model, *args)
    own = getattr(model, name)
    own(*args[:-1]) if args and not takes(own, "dataloader_idx", len(args) - 1) else own(*args)
