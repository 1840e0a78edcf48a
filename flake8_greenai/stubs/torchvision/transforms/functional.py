"""Functions on images: only sizes and channels are followed. An image is a PIL image or a tensor (..., C, H, W)."""
import enum

import torch
from PIL import Image
from torchvision.transforms._sizes import resized


class InterpolationMode(enum.Enum):
    NEAREST = "nearest"
    NEAREST_EXACT = "nearest-exact"
    BILINEAR = "bilinear"
    BICUBIC = "bicubic"
    BOX = "box"
    HAMMING = "hamming"
    LANCZOS = "lanczos"


def get_dimensions(img):
    if isinstance(img, torch.Tensor):
        return [img.shape[-3] if img.ndim > 2 else 1, img.shape[-2], img.shape[-1]]
    return [len(img.getbands()), img.height, img.width]


def get_image_size(img):
    channels, height, width = get_dimensions(img)
    return [width, height]


def get_image_num_channels(img):
    return get_dimensions(img)[0]


def _with_size(img, height, width):
    if isinstance(img, torch.Tensor):
        return torch.empty((*img.shape[:-2], height, width), dtype=img.dtype)
    return Image.Image((width, height), img.mode)


def to_tensor(pic):
    if isinstance(pic, torch.Tensor):
        if pic.ndim == 2:
            pic = pic[:, :, None]
        return torch.empty((pic.shape[2], pic.shape[0], pic.shape[1]))
    channels, height, width = get_dimensions(pic)
    return torch.empty((channels, height, width))


def pil_to_tensor(pic):
    channels, height, width = get_dimensions(pic)
    return torch.empty((channels, height, width), dtype=torch.uint8)


def to_pil_image(pic, mode=None):
    channels, height, width = get_dimensions(pic)
    return Image.Image((width, height), mode or ("L" if channels == 1 else "RGB"))


def convert_image_dtype(image, dtype=torch.float32):
    return torch.empty(image.shape, dtype=dtype)


def normalize(tensor, mean, std, inplace=False):
    return tensor


def resize(img, size, interpolation=InterpolationMode.BILINEAR, max_size=None, antialias=True):
    channels, height, width = get_dimensions(img)
    height, width = resized(height, width, size, max_size)
    return _with_size(img, height, width)


def _pair(size):
    if isinstance(size, (list, tuple)):
        return (size[0], size[0]) if len(size) == 1 else (size[0], size[1])
    return size, size


def center_crop(img, output_size):
    height, width = _pair(output_size)
    return _with_size(img, height, width)


def crop(img, top, left, height, width):
    return _with_size(img, height, width)


def resized_crop(img, top, left, height, width, size, interpolation=InterpolationMode.BILINEAR, antialias=True):
    height, width = _pair(size)
    return _with_size(img, height, width)


def pad(img, padding, fill=0, padding_mode="constant"):
    if isinstance(padding, (list, tuple)):
        sides = list(padding) * 4 if len(padding) == 1 else list(padding) * 2 if len(padding) == 2 else list(padding)
    else:
        sides = [padding] * 4
    left, top, right, bottom = sides[:4]
    channels, height, width = get_dimensions(img)
    return _with_size(img, height + top + bottom, width + left + right)


def to_grayscale(img, num_output_channels=1):
    channels, height, width = get_dimensions(img)
    return Image.Image((width, height), "L" if num_output_channels == 1 else "RGB")


def rgb_to_grayscale(img, num_output_channels=1):
    if isinstance(img, torch.Tensor):
        return torch.empty((*img.shape[:-3], num_output_channels, *img.shape[-2:]), dtype=img.dtype)
    return to_grayscale(img, num_output_channels)


def five_crop(img, size):
    height, width = _pair(size)
    return tuple(_with_size(img, height, width) for _ in range(5))


def ten_crop(img, size, vertical_flip=False):
    return five_crop(img, size) + five_crop(img, size)


def hflip(img, *args, **kwargs):
    return img


vflip = rotate = affine = perspective = adjust_brightness = adjust_contrast = adjust_saturation = adjust_hue = adjust_gamma = hflip
adjust_sharpness = autocontrast = equalize = invert = posterize = solarize = erase = gaussian_blur = elastic_transform = hflip
