"""Arrays that NumPy reads from files: their sizes are those of well-known files, else a symbol for each file."""
from _greenai import file_facts, remark, symbol

_sizes = {}


def shape_of(file, rank):
    """The shape of the array in a file that holds one of ``rank`` dims."""
    name = str(getattr(file, "name", file))
    facts = file_facts(name)
    if facts is not None and "shape" in facts:
        return tuple(facts["shape"])
    if name not in _sizes:
        _sizes[name] = tuple([symbol("N") for _ in range(rank)])
        remark(f"the sizes of the array in {name} are not known: {', '.join([str(size) for size in _sizes[name]])}")
    return _sizes[name]


def distinct_in(file):
    """How many different entries the columns of a well-known table have, by column."""
    facts = file_facts(str(getattr(file, "name", file)))
    return facts.get("distinct", {}) if facts is not None else {}
