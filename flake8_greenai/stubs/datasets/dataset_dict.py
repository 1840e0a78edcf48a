"""Splits of a data set."""
from _greenai import nothing


class DatasetDict(dict):
    save_to_disk = push_to_hub = cleanup_cache_files = nothing

    def _each(self, method, *args, **kwargs):
        return type(self)({name: getattr(part, method)(*args, **kwargs) for name, part in self.items()})

    def map(self, *args, **kwargs):
        return self._each("map", *args, **kwargs)

    def filter(self, *args, **kwargs):
        return self._each("filter", *args, **kwargs)

    def shuffle(self, *args, **kwargs):
        return self

    def remove_columns(self, column_names):
        return self._each("remove_columns", column_names)

    def rename_column(self, original, new):
        return self._each("rename_column", original, new)

    def rename_columns(self, mapping):
        return self._each("rename_columns", mapping)

    def select_columns(self, column_names):
        return self._each("select_columns", column_names)

    def cast(self, *args, **kwargs):
        return self

    cast_column = class_encode_column = flatten = sort = cast

    def set_format(self, *args, **kwargs):
        for part in self.values():
            part.set_format(*args, **kwargs)

    def set_transform(self, transform, **kwargs):
        for part in self.values():
            part.set_transform(transform)

    def with_format(self, *args, **kwargs):
        return self._each("with_format", *args, **kwargs)

    def with_transform(self, transform, **kwargs):
        return self._each("with_transform", transform)

    @property
    def column_names(self):
        return {name: part.column_names for name, part in self.items()}

    @property
    def num_rows(self):
        return {name: part.num_rows for name, part in self.items()}


class IterableDatasetDict(DatasetDict):
    pass
