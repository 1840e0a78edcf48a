"""Data sets of images with one label."""
import torch
from _greenai import dataset, labels, symbol
from PIL import Image
from torchvision.datasets.vision import VisionDataset


class Known(VisionDataset):
    _facts = None

    def _load(self, split):
        facts = dataset("torchvision", self._facts or type(self).__name__)
        facts = facts or {}
        # Not every class is described: how many samples it has is unknown then, and their images are as those of a folder.
        self._length = facts.get("splits", {}).get(split) or symbol("N")
        self._shape = facts.get("shape")
        self.classes = [str(i) for i in range(facts["classes"])] if facts.get("classes", 10**6) <= 1000 else None
        self.class_to_idx = {name: i for i, name in enumerate(self.classes)} if self.classes else {}

    def _image(self):
        if self._shape is None:
            return Image.open("image")
        channels, height, width = self._shape
        return Image.Image((width, height), "L" if channels == 1 else "RGB")

    def __getitem__(self, index):
        return self._sample(self._image(), 0)

    def __len__(self):
        return self._length


class _TrainTest(Known):
    # (N, H, W) or (N, H, W, C) bytes, as the classes keep them.
    _stacked = True

    def __init__(self, root=None, train=True, transform=None, target_transform=None, download=False):
        super().__init__(root, transform=transform, target_transform=target_transform)
        self.train = train
        self._load("train" if train else "test")

    @property
    def data(self):
        channels, height, width = self._shape
        shape = (self._length, height, width) if channels == 1 else (self._length, height, width, channels)
        return torch.empty(shape, dtype=torch.uint8)

    @property
    def targets(self):
        return labels((self._length,), len(self.classes)) if self.classes else torch.empty((self._length,), dtype=torch.int64)

    train_data = test_data = data
    train_labels = test_labels = targets


class MNIST(_TrainTest):
    pass


class FashionMNIST(MNIST):
    pass


class KMNIST(MNIST):
    pass


class EMNIST(MNIST):
    def __init__(self, root, split, **kwargs):
        self.split = split
        self._facts = f"EMNIST-{split}"
        super().__init__(root, **kwargs)


class QMNIST(MNIST):
    def __init__(self, root, what=None, compat=True, train=True, **kwargs):
        super().__init__(root, train, **kwargs)
        self._load(what or ("train" if train else "test"))


class CIFAR10(_TrainTest):
    pass


class CIFAR100(CIFAR10):
    pass


class FakeData(VisionDataset):
    def __init__(
        self, size=1000, image_size=(3, 224, 224), num_classes=10, transform=None, target_transform=None, random_offset=0
    ):
        super().__init__(None, transform=transform, target_transform=target_transform)
        self.size = size
        self.num_classes = num_classes
        self.image_size = image_size

    def __getitem__(self, index):
        channels, height, width = self.image_size
        return self._sample(Image.Image((width, height), "L" if channels == 1 else "RGB"), 0)

    def __len__(self):
        return self.size
