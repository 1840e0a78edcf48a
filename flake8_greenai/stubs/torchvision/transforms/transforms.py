"""Transforms of images: only sizes and channels are followed."""
import torch
from torchvision.transforms import functional as F
from torchvision.transforms.functional import InterpolationMode


class Compose:
    def __init__(self, transforms):
        self.transforms = transforms

    def __call__(self, img):
        for t in self.transforms:
            img = t(img)
        return img


class ToTensor:
    def __call__(self, pic):
        return F.to_tensor(pic)


class PILToTensor:
    def __call__(self, pic):
        return F.pil_to_tensor(pic)


class ToPILImage:
    def __init__(self, mode=None):
        self.mode = mode

    def __call__(self, pic):
        return F.to_pil_image(pic, self.mode)


class ConvertImageDtype(torch.nn.Module):
    def __init__(self, dtype):
        super().__init__()
        self.dtype = dtype

    def forward(self, image):
        return F.convert_image_dtype(image, self.dtype)


class Lambda:
    def __init__(self, lambd):
        self.lambd = lambd

    def __call__(self, img):
        return self.lambd(img)


class _Same:
    """What changes neither size nor channels."""

    def __init__(self, *args, **kwargs):
        pass

    def __call__(self, img):
        return img

    forward = __call__


class RandomTransforms(_Same):
    def __init__(self, transforms):
        self.transforms = transforms


class RandomApply(_Same):
    # Taken to be applied: the sizes are the same either way in a batch.
    def __init__(self, transforms, p=0.5):
        self.transforms = transforms

    def __call__(self, img):
        for t in self.transforms:
            img = t(img)
        return img


class RandomOrder(RandomApply):
    pass


class RandomChoice(RandomApply):
    def __call__(self, img):
        return self.transforms[0](img)


class Normalize(_Same):
    pass


class RandomHorizontalFlip(_Same):
    pass


class RandomVerticalFlip(_Same):
    pass


class ColorJitter(_Same):
    pass


class RandomRotation(_Same):
    pass


class RandomAffine(_Same):
    pass


class RandomPerspective(_Same):
    pass


class RandomErasing(_Same):
    pass


class GaussianBlur(_Same):
    pass


class RandomInvert(_Same):
    pass


class RandomPosterize(_Same):
    pass


class RandomSolarize(_Same):
    pass


class RandomAdjustSharpness(_Same):
    pass


class RandomAutocontrast(_Same):
    pass


class RandomEqualize(_Same):
    pass


class ElasticTransform(_Same):
    pass


class AutoAugment(_Same):
    pass


class RandAugment(_Same):
    pass


class TrivialAugmentWide(_Same):
    pass


class AugMix(_Same):
    pass


class LinearTransformation(_Same):
    pass


class RandomGrayscale(_Same):
    pass


class Grayscale:
    def __init__(self, num_output_channels=1):
        self.num_output_channels = num_output_channels

    def __call__(self, img):
        return F.rgb_to_grayscale(img, self.num_output_channels)


class Resize:
    def __init__(self, size, interpolation=InterpolationMode.BILINEAR, max_size=None, antialias=True):
        self.size = size
        self.max_size = max_size

    def __call__(self, img):
        return F.resize(img, self.size, max_size=self.max_size)


class CenterCrop:
    def __init__(self, size, *args, **kwargs):
        self.size = size

    def __call__(self, img):
        return F.center_crop(img, self.size)


class RandomCrop(CenterCrop):
    pass


class RandomResizedCrop(CenterCrop):
    pass


class Pad:
    def __init__(self, padding, fill=0, padding_mode="constant"):
        self.padding = padding

    def __call__(self, img):
        return F.pad(img, self.padding)


class FiveCrop:
    def __init__(self, size):
        self.size = size

    def __call__(self, img):
        return F.five_crop(img, self.size)


class TenCrop:
    def __init__(self, size, vertical_flip=False):
        self.size = size

    def __call__(self, img):
        return F.ten_crop(img, self.size)
