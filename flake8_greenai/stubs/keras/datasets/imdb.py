"""Reviews of IMDB as lists of word numbers, of unknown lengths."""

from _greenai import unknown
from keras.datasets._known import texts


def load_data(*args, **kwargs):
    return texts("imdb")


def get_word_index(path="word_index.json"):
    return unknown("the words of a data set")
