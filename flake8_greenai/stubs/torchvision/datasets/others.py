"""The other data sets: samples by split as published, images of the sizes that they have, labels that are numbers."""
from _greenai import dataset_in_folder, symbol, unknown
from torchvision.datasets.folder import ImageFolder
from torchvision.datasets.known import Known, _TrainTest
from torchvision.datasets.vision import VisionDataset


class _Whole(Known):
    """Not split: ``Set(root, transform)``."""

    def __init__(self, root=None, transform=None, target_transform=None, download=False, **kwargs):
        super().__init__(root, transform=transform, target_transform=target_transform)
        self._load("all")


class _Split(Known):
    """``Set(root, split, transform)``."""

    _default = "train"

    def __init__(self, root=None, split=None, transform=None, target_transform=None, download=False, transforms=None, **kwargs):
        super().__init__(root, transforms, transform, target_transform)
        self.split = self._default if split is None else split
        self._load(self.split)


class _Typed(_Split):
    """``Set(root, split, target_type, transform)``."""

    def __init__(self, root=None, split=None, target_type=None, transform=None, target_transform=None, download=False, **kwargs):
        super().__init__(root, split, transform, target_transform, download, **kwargs)


class Caltech101(_Whole):
    def __init__(self, root=None, target_type="category", transform=None, target_transform=None, download=False):
        super().__init__(root, transform, target_transform)


class CelebA(_Typed):
    def __getitem__(self, index):
        return self._sample(self._image(), unknown("targets are not read"))


class Cityscapes(_Split):
    def __init__(
        self, root=None, split="train", mode="fine", target_type="instance", transform=None, target_transform=None, transforms=None
    ):
        super().__init__(root, split, transform, target_transform, False, transforms)

    def __getitem__(self, index):
        return self._sample(self._image(), self._image())


class Kitti(_Split):
    def __init__(self, root=None, train=True, transform=None, target_transform=None, transforms=None, download=False):
        super().__init__(root, "train" if train else "test", transform, target_transform, download, transforms)

    def __getitem__(self, index):
        return self._sample(self._image(), unknown("targets are not read"))


class INaturalist(_Typed):
    _default = "2021_train"

    def __init__(
        self, root=None, version="2021_train", target_type="full", transform=None, target_transform=None, download=False, loader=None
    ):
        super().__init__(root, version, target_type, transform, target_transform)


class FGVCAircraft(_Typed):
    _default = "trainval"

    def __init__(
        self, root=None, split="trainval", annotation_level="variant", transform=None, target_transform=None, download=False, loader=None
    ):
        super().__init__(root, split, annotation_level, transform, target_transform)


class DTD(_Split):
    def __init__(self, root=None, split="train", partition=1, transform=None, target_transform=None, download=False, loader=None):
        super().__init__(root, split, transform, target_transform)


class OxfordIIITPet(_Typed):
    _default = "trainval"

    def __init__(
        self, root=None, split="trainval", target_types="category", transforms=None, transform=None, target_transform=None, download=False
    ):
        super().__init__(root, split, target_types, transform, target_transform, transforms=transforms)


class Omniglot(_Split):
    def __init__(self, root=None, background=True, transform=None, target_transform=None, download=False, loader=None):
        super().__init__(root, "background" if background else "evaluation", transform, target_transform)


class Places365(_Split):
    _default = "train-standard"

    def __init__(
        self, root=None, split="train-standard", small=False, download=False, transform=None, target_transform=None, loader=None
    ):
        super().__init__(root, split, transform, target_transform)
        if not small:
            self._shape = None


class STL10(_Split):
    def __init__(self, root=None, split="train", folds=None, transform=None, target_transform=None, download=False):
        super().__init__(root, split, transform, target_transform)
        if folds is not None:
            self._length = 1000


class PhotoTour(Known):
    def __init__(self, root=None, name="liberty", train=True, transform=None, download=False):
        super().__init__(root, transform=transform)
        self._load(name)
        self._is_train = train
        if not train:
            self._length = 100000

    def __getitem__(self, index):
        image = self._image() if self.transform is None else self.transform(self._image())
        return image if self._is_train else (image, image, 0)


class _LFW(Known):
    def __init__(
        self, root=None, split="10fold", image_set="funneled", transform=None, target_transform=None, download=False, loader=None
    ):
        super().__init__(root, transform=transform, target_transform=target_transform)
        self._load(split.lower())


class LFWPeople(_LFW):
    pass


class LFWPairs(_LFW):
    def __getitem__(self, index):
        image = self._image() if self.transform is None else self.transform(self._image())
        return image, image, 0


class MovingMNIST(Known):
    def __init__(self, root=None, split=None, split_ratio=10, download=False, transform=None):
        super().__init__(root, transform=transform)
        self._load("all")
        frames = self._shape[0]
        self._frames = frames if split is None else split_ratio if split == "train" else frames - split_ratio

    def __getitem__(self, index):
        import torch

        clip = torch.empty((self._frames, *self._shape[1:]), dtype=torch.uint8)
        return clip if self.transform is None else self.transform(clip)


class _VOC(Known):
    def __init__(
        self, root=None, year="2012", image_set="train", download=False, transform=None, target_transform=None, transforms=None
    ):
        super().__init__(root, transforms, transform, target_transform)
        self._load(f"{year}-{image_set}")


class VOCSegmentation(_VOC):
    def __getitem__(self, index):
        return self._sample(self._image(), self._image())


class VOCDetection(_VOC):
    def __getitem__(self, index):
        return self._sample(self._image(), unknown("annotations are not read"))


class SBDataset(Known):
    def __init__(self, root=None, image_set="train", mode="boundaries", download=False, transforms=None):
        super().__init__(root, transforms)
        self._load(image_set)

    def __getitem__(self, index):
        return self._sample(self._image(), self._image())


class WIDERFace(_Split):
    def __getitem__(self, index):
        return self._sample(self._image(), unknown("annotations are not read"))


class CocoDetection(VisionDataset):
    def __init__(self, root=None, annFile=None, transform=None, target_transform=None, transforms=None):
        super().__init__(root, transforms, transform, target_transform)
        self._length = dataset_in_folder(root) or symbol("N")

    def __getitem__(self, index):
        from torchvision.datasets.folder import default_loader

        return self._sample(default_loader("image"), unknown("annotations are not read"))

    def __len__(self):
        return self._length


class CocoCaptions(CocoDetection):
    pass


class _Captions(_Whole):
    def __init__(self, root=None, ann_file=None, transform=None, target_transform=None, **kwargs):
        super().__init__(root, transform, target_transform)

    def __getitem__(self, index):
        return self._sample(self._image(), unknown("captions are not read"))


class Flickr8k(_Captions):
    pass


class Flickr30k(_Captions):
    pass


class SBU(_Captions):
    def __init__(self, root=None, transform=None, target_transform=None, download=True, loader=None):
        super().__init__(root, None, transform, target_transform)


class _Flow(Known):
    """Pairs of images and their optical flow; a test split has no flow."""

    _fixed = None

    def __init__(self, root=None, split="train", transforms=None, **kwargs):
        super().__init__(root)
        self.split, self._both = split, kwargs.get("transforms", transforms)
        self._load(split)

    def __getitem__(self, index):
        image = self._image()
        return (image, image, unknown("flows are not read")) if self.split != "test" else (image, image, None)


class _Videos(VisionDataset):
    """Clips of videos: their number and sizes are not known."""

    def __init__(self, root=None, *args, transform=None, **kwargs):
        super().__init__(root, transform=transform)
        self._length = symbol("N")

    def __getitem__(self, index):
        return unknown("videos are not read")

    def __len__(self):
        return self._length


class USPS(_TrainTest):
    pass


class CLEVRClassification(_Split): pass
class Country211(ImageFolder):
    def __init__(self, root=None, split="train", transform=None, target_transform=None, download=False, loader=None):
        super().__init__(root, transform, target_transform)
        from _greenai import dataset

        self._length = dataset("torchvision", "Country211")["splits"][split]


class FER2013(_Split): pass
class Flowers102(_Split): pass
class Food101(_Split): pass
class GTSRB(_Split): pass
class ImageNet(_Split): pass
class Imagenette(_Split):
    def __init__(self, root=None, split="train", size="full", download=False, transform=None, target_transform=None, loader=None):
        super().__init__(root, split, transform, target_transform)


class PCAM(_Split): pass
class RenderedSST2(_Split): pass
class StanfordCars(_Split): pass
class SVHN(_Split): pass
class Caltech256(_Whole): pass
class EuroSAT(_Whole): pass
class SEMEION(_Whole): pass
class SUN397(_Whole): pass
class FlyingChairs(_Flow): pass
class FlyingThings3D(_Flow): pass
class HD1K(_Flow): pass
class KittiFlow(_Flow): pass
class Sintel(_Flow): pass
class HMDB51(_Videos): pass
class Kinetics(_Videos): pass
class UCF101(_Videos): pass
class LSUN(_Videos): pass
class LSUNClass(_Videos): pass
class CarlaStereo(_Videos): pass
class CREStereo(_Videos): pass
class ETH3DStereo(_Videos): pass
class FallingThingsStereo(_Videos): pass
class InStereo2k(_Videos): pass
class Kitti2012Stereo(_Videos): pass
class Kitti2015Stereo(_Videos): pass
class Middlebury2014Stereo(_Videos): pass
class SceneFlowStereo(_Videos): pass
class SintelStereo(_Videos): pass
