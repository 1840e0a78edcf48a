"""Images: sizes are unknown until a transform fixes them."""
import enum

from _greenai import symbol


class Resampling(enum.IntEnum):
    NEAREST = 0
    LANCZOS = 1
    BILINEAR = 2
    BICUBIC = 3
    BOX = 4
    HAMMING = 5


class Transpose(enum.IntEnum):
    FLIP_LEFT_RIGHT = 0
    FLIP_TOP_BOTTOM = 1
    ROTATE_90 = 2
    ROTATE_180 = 3
    ROTATE_270 = 4


class Transform(enum.IntEnum):
    AFFINE = 0
    EXTENT = 1
    PERSPECTIVE = 2
    QUAD = 3
    MESH = 4


NEAREST = 0
LANCZOS = 1
BILINEAR = 2
BICUBIC = 3
BOX = 4
HAMMING = 5
ANTIALIAS = 1
FLIP_LEFT_RIGHT = 0
FLIP_TOP_BOTTOM = 1
AFFINE = 0
PERSPECTIVE = 2
MAX_IMAGE_PIXELS = None


_BANDS = {"1": 1, "L": 1, "P": 1, "I": 1, "F": 1, "LA": 2, "RGB": 3, "YCbCr": 3, "LAB": 3, "HSV": 3, "RGBA": 4, "CMYK": 4}


class Image:
    _greenai_is_value = True
    info = {}

    def __init__(self, size=None, mode="RGB"):
        # Files are not read: height and width of their images are symbols.
        self.size = (symbol("W"), symbol("H")) if size is None else size
        self.mode = mode
        self.format = None

    @property
    def width(self):
        return self.size[0]

    @property
    def height(self):
        return self.size[1]

    @property
    def __array_interface__(self):
        bands = _BANDS.get(self.mode, 3)
        shape = (self.size[1], self.size[0]) if bands == 1 else (self.size[1], self.size[0], bands)
        return {"shape": shape, "typestr": "|u1", "version": 3}

    def getbands(self):
        return tuple(self.mode[:1] for _ in range(_BANDS.get(self.mode, 3)))

    def split(self):
        return tuple(Image(self.size, "L") for _ in self.getbands())

    def getchannel(self, channel):
        return Image(self.size, "L")

    def copy(self):
        return Image(self.size, self.mode)

    def convert(self, mode=None, *args, **kwargs):
        return Image(self.size, mode or "RGB")

    def resize(self, size, *args, **kwargs):
        return Image(tuple(size), self.mode)

    def crop(self, box=None):
        return Image((box[2] - box[0], box[3] - box[1]), self.mode) if box is not None else self.copy()

    def rotate(self, *args, **kwargs):
        return self.copy()

    def filter(self, *args, **kwargs):
        return self.copy()

    transpose = rotate

    def load(self):
        pass

    def save(self, fp, *args, **kwargs):
        pass

    def show(self, *args, **kwargs):
        pass

    def close(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass


def open(fp, mode="r", formats=None):
    return Image()


def new(mode, size, color=0):
    return Image(tuple(size), mode)


def merge(mode, bands):
    return Image(bands[0].size, mode)


def fromarray(obj, mode=None):
    return Image((obj.shape[1], obj.shape[0]), mode or ("L" if len(obj.shape) == 2 else "RGB"))
