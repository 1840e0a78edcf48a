"""MNIST."""
import torchvision
from lightning.pytorch.core.datamodule import LightningDataModule
from torch.utils.data import DataLoader, random_split
from torchvision import transforms

MNIST = torchvision.datasets.MNIST


class MNISTDataModule(LightningDataModule):
    def __init__(self, data_dir="", val_split=5000, num_workers=16, normalize=False, seed=42, batch_size=32, *args, **kwargs):
        super().__init__()
        self.data_dir = data_dir
        self.val_split = val_split
        self.batch_size = batch_size

    def setup(self, stage=None):
        train = MNIST(self.data_dir, train=True, transform=transforms.ToTensor())
        self.dataset_train, self.dataset_val = random_split(train, [len(train) - self.val_split, self.val_split])
        self.dataset_test = MNIST(self.data_dir, train=False, transform=transforms.ToTensor())

    def train_dataloader(self):
        return DataLoader(self.dataset_train, batch_size=self.batch_size, shuffle=True, drop_last=True)

    def val_dataloader(self):
        return DataLoader(self.dataset_val, batch_size=self.batch_size, drop_last=True)

    def test_dataloader(self):
        return DataLoader(self.dataset_test, batch_size=self.batch_size, drop_last=True)
