"""keras.src.utils.image_utils: other names of the same things."""

from keras.utils import array_to_img, img_to_array, load_img, save_img
