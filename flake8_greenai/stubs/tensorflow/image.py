"""``tf.image``."""

import torch
from _greenai import unknown
from keras._graph import operation
from keras.ops.image import _resized
from keras.ops.image import windows as _patches


class ResizeMethod:
    BILINEAR = "bilinear"
    NEAREST_NEIGHBOR = "nearest"
    BICUBIC = "bicubic"
    AREA = "area"
    LANCZOS3 = "lanczos3"


@operation
def resize(images, size, method="bilinear", preserve_aspect_ratio=False, antialias=False, name=None):
    return _resized(torch.as_tensor(images), tuple(size) if isinstance(size, (list, tuple)) else (size, size), method)


@operation
def resize_with_crop_or_pad(image, target_height, target_width):
    return torch.empty((*image.shape[:-3], target_height, target_width, image.shape[-1]), dtype=image.dtype)


crop_to_bounding_box = pad_to_bounding_box = operation(
    lambda image, offset_height, offset_width, target_height, target_width: torch.empty(
        (*image.shape[:-3], target_height, target_width, image.shape[-1]), dtype=image.dtype
    )
)
resize_with_pad = operation(
    lambda image, target_height, target_width, **kwargs: torch.empty((*image.shape[:-3], target_height, target_width, image.shape[-1]))
)


def _central(size, fraction):
    start = int((size - size * fraction) / 2)
    return start, size - 2 * start


@operation
def central_crop(image, central_fraction):
    top, height = _central(image.shape[-3], central_fraction)
    left, width = _central(image.shape[-2], central_fraction)
    return image.narrow(-3, top, height).narrow(-2, left, width)


@operation
def random_crop(value, size, seed=None, name=None):
    return torch.empty(tuple(size), dtype=value.dtype)


stateless_random_crop = random_crop


@operation
def flip_left_right(image):
    return image.flip(-2)


@operation
def flip_up_down(image):
    return image.flip(-3)


@operation
def random_flip_left_right(image, seed=None):
    return image.flip(-2)


@operation
def random_flip_up_down(image, seed=None):
    return image.flip(-3)


@operation
def rot90(image, k=1, name=None):
    return torch.rot90(image, k, (-3, -2))


@operation
def transpose(image, name=None):
    return image.transpose(-3, -2)


def _pointwise(image, *args, **kwargs):
    return image * 1


adjust_brightness = random_brightness = adjust_contrast = random_contrast = adjust_hue = random_hue = operation(_pointwise)
adjust_saturation = random_saturation = adjust_gamma = per_image_standardization = operation(_pointwise)
stateless_random_brightness = stateless_random_contrast = operation(_pointwise)
stateless_random_flip_left_right = random_flip_left_right


@operation
def rgb_to_grayscale(images, name=None):
    return images.to(torch.float32).mean(-1, keepdim=True)


@operation
def grayscale_to_rgb(images, name=None):
    return images.expand((*images.shape[:-1], 3)).clone()


@operation
def rgb_to_yuv(images):
    return torch.matmul(images, torch.empty((3, 3)))


yuv_to_rgb = rgb_to_hsv = hsv_to_rgb = rgb_to_yuv


@operation
def convert_image_dtype(image, dtype, saturate=False, name=None):
    from keras.backend import torch_dtype

    return image.to(torch_dtype(dtype)) / 255 if image.dtype == torch.uint8 else image.to(torch_dtype(dtype))


@operation
def extract_patches(images, sizes, strides, rates, padding, name=None):
    return _patches(images, (sizes[1], sizes[2]), (strides[1], strides[2]), padding.lower())


@operation
def psnr(a, b, max_val, name=None):
    return ((torch.as_tensor(a) - torch.as_tensor(b)) ** 2).mean((-3, -2, -1))


@operation
def ssim(img1, img2, max_val, **kwargs):
    return ((img1 - img2) ** 2).mean((-3, -2, -1))


def non_max_suppression(*args, **kwargs):
    return unknown("which boxes are kept")


combined_non_max_suppression = non_max_suppression


def decode_image(contents, channels=None, **kwargs):
    return torch.zeros((unknown("the height of a picture"), unknown("the width of a picture"), channels or 3), dtype=torch.uint8)


decode_jpeg = decode_png = decode_image
