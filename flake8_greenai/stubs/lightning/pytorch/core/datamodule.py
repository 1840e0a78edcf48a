"""Data of all stages in one object."""
from lightning.pytorch.core.hooks import DataHooks
from lightning.pytorch.core.mixins import HyperparametersMixin
from lightning.pytorch.core.saving import ModelIO
from torch.utils.data import DataLoader, IterableDataset


class LightningDataModule(DataHooks, HyperparametersMixin, ModelIO):
    trainer = None
    name = None

    def __init__(self, *args, **kwargs):
        pass

    @classmethod
    def from_datasets(
        cls, train_dataset=None, val_dataset=None, test_dataset=None, predict_dataset=None, batch_size=1, num_workers=0, **kwargs
    ):
        def loader(dataset, shuffle=False):
            return DataLoader(dataset, batch_size=batch_size, shuffle=shuffle and not isinstance(dataset, IterableDataset))

        def loaders(dataset, shuffle=False):
            return [loader(one, shuffle) for one in dataset] if isinstance(dataset, (list, tuple)) else loader(dataset, shuffle)

        module = cls(**kwargs)
        if train_dataset is not None:
            module.train_dataloader = lambda: loaders(train_dataset, True)
        if val_dataset is not None:
            module.val_dataloader = lambda: loaders(val_dataset)
        if test_dataset is not None:
            module.test_dataloader = lambda: loaders(test_dataset)
        if predict_dataset is not None:
            module.predict_dataloader = lambda: loaders(predict_dataset)
        return module

    def state_dict(self):
        return {}

    def load_state_dict(self, state_dict):
        pass
