"""Strict dataclasses: values are not validated, extra keyword arguments are accepted."""
from dataclasses import MISSING, field, fields


def strict(cls=None, *, accept_kwargs=False):
    def wrap(cls):
        if accept_kwargs:
            cls.__init__ = _init
            if not hasattr(cls, "__post_init__"):
                cls.__post_init__ = _post_init
        if not hasattr(cls, "validate"):
            cls.validate = _validate
        return cls

    return wrap(cls) if cls is not None else wrap


def _init(self, **kwargs):
    for f in fields(type(self)):
        if f.name in kwargs:
            setattr(self, f.name, kwargs.pop(f.name))
        elif f.default is not MISSING:
            setattr(self, f.name, f.default)
        elif f.default_factory is not MISSING:
            setattr(self, f.name, f.default_factory())
        else:
            raise TypeError(f"Missing required field - '{f.name}'")
    self.__post_init__(**kwargs)


def _post_init(self, **kwargs):
    for name, value in kwargs.items():
        setattr(self, name, value)


def _validate(self):
    pass


def validate_typed_dict(schema, data):
    pass


def validated_field(validator, default=MISSING, default_factory=MISSING, **kwargs):
    return field(default=default, default_factory=default_factory)


def as_validated_field(validator):
    def make(default=MISSING, default_factory=MISSING, **kwargs):
        return field(default=default, default_factory=default_factory)

    return make
