"""Images from folders."""

import torch
from _greenai import symbol
from keras.utils import array_to_img, image_dataset_from_directory, img_to_array, load_img, save_img, smart_resize
from keras.utils._folders import count_in


class ImageDataGenerator:
    def __init__(self, *args, validation_split=0.0, **kwargs):
        self.validation_split = validation_split

    def fit(self, *args, **kwargs):
        pass

    def flow(self, x, y=None, batch_size=32, shuffle=True, subset=None, **kwargs):
        from keras._data import Arrays

        found = Arrays(x if y is None else (x, y), batch_size)
        found.n = found.samples
        return found

    def flow_from_directory(
        self, directory, target_size=(256, 256), color_mode="rgb", classes=None, class_mode="categorical", batch_size=32, subset=None,
        **kwargs
    ):
        from keras._data import Arrays

        count, number = count_in(directory)
        if subset is not None:
            rest = int(count * self.validation_split)
            count = rest if subset == "validation" else count - rest
        images = torch.empty((count, *target_size, 1 if color_mode == "grayscale" else 3))
        number = len(classes) if classes is not None else number
        y = torch.empty((count, number)) if class_mode == "categorical" else torch.empty((count,))
        found = Arrays(images if class_mode is None else (images, y), batch_size)
        found.n = found.samples
        found.num_classes = number
        return found
