"""Data sets that are folders of images: their number and sizes are not known, unless the path names a well-known one."""
from _greenai import dataset_in_folder, symbol, unknown
from PIL import Image
from torchvision.datasets.vision import VisionDataset

IMG_EXTENSIONS = (".jpg", ".jpeg", ".png", ".ppm", ".bmp", ".pgm", ".tif", ".tiff", ".webp")


def default_loader(path):
    return Image.open(path).convert("RGB")


def pil_loader(path):
    return Image.open(path).convert("RGB")


class DatasetFolder(VisionDataset):
    def __init__(
        self, root, loader=None, extensions=None, transform=None, target_transform=None, is_valid_file=None, allow_empty=False
    ):
        super().__init__(root, transform=transform, target_transform=target_transform)
        self.loader = loader if loader is not None else default_loader
        self._length = dataset_in_folder(root) or symbol("N")
        self.classes = unknown("the folders of the data set are not looked at")
        self.class_to_idx = self.samples = self.imgs = self.targets = self.classes

    def __getitem__(self, index):
        return self._sample(self.loader("image"), 0)

    def __len__(self):
        return self._length


class ImageFolder(DatasetFolder):
    def __init__(
        self, root, transform=None, target_transform=None, loader=None, is_valid_file=None, allow_empty=False
    ):
        super().__init__(root, loader, IMG_EXTENSIONS, transform, target_transform, is_valid_file, allow_empty)
