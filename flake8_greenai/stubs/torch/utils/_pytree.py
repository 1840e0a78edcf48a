"""Nested containers as trees, with the types that programs register as nodes."""


class NodeDef:
    def __init__(self, type, flatten_fn, unflatten_fn):
        self.type = type
        self.flatten_fn = flatten_fn
        self.unflatten_fn = unflatten_fn


def _dict_flatten(d):
    return list(d.values()), list(d.keys())


def _dict_flatten_with_keys(d):
    return [(MappingKey(key), value) for key, value in d.items()], list(d.keys())


def _dict_unflatten(values, context):
    return dict(zip(context, values))


def _list_flatten(items):
    return list(items), None


SUPPORTED_NODES = {
    dict: NodeDef(dict, _dict_flatten, _dict_unflatten),
    list: NodeDef(list, _list_flatten, lambda values, context: list(values)),
    tuple: NodeDef(tuple, _list_flatten, lambda values, context: tuple(values)),
}


class MappingKey:
    def __init__(self, key):
        self.key = key


class SequenceKey:
    def __init__(self, idx):
        self.idx = idx


class GetAttrKey:
    def __init__(self, name):
        self.name = name


class Context:
    pass


class TreeSpec:
    def __init__(self, type, context, children):
        self.type = type
        self.context = context
        self.children = children

    @property
    def num_leaves(self):
        return 1 if self.type is None else sum(child.num_leaves for child in self.children)

    def is_leaf(self):
        return self.type is None


class LeafSpec(TreeSpec):
    def __init__(self):
        super().__init__(None, None, [])


def register_pytree_node(cls, flatten_fn, unflatten_fn, **kwargs):
    SUPPORTED_NODES[cls] = NodeDef(cls, flatten_fn, unflatten_fn)


_register_pytree_node = register_pytree_node


def register_pytree_flatten_spec(*args, **kwargs):
    pass


def _is_namedtuple(tree):
    return isinstance(tree, tuple) and hasattr(tree, "_fields")


def tree_flatten(tree, is_leaf=None):
    if is_leaf is not None and is_leaf(tree):
        return [tree], LeafSpec()
    if _is_namedtuple(tree):
        kind, children, context = tuple, list(tree), type(tree)
    elif type(tree) in SUPPORTED_NODES:
        kind = type(tree)
        children, context = SUPPORTED_NODES[kind].flatten_fn(tree)
    else:
        return [tree], LeafSpec()
    leaves, specs = [], []
    for child in children:
        found, spec = tree_flatten(child, is_leaf)
        leaves.extend(found)
        specs.append(spec)
    return leaves, TreeSpec(kind, context, specs)


def _unflatten(iterator, treespec):
    if treespec.type is None:
        return next(iterator)
    children = [_unflatten(iterator, child) for child in treespec.children]
    if treespec.type is tuple and treespec.context is not None:
        return treespec.context(*children)
    return SUPPORTED_NODES[treespec.type].unflatten_fn(children, treespec.context)


def tree_unflatten(leaves, treespec):
    return _unflatten(iter(leaves), treespec)


def tree_leaves(tree, is_leaf=None):
    return tree_flatten(tree, is_leaf)[0]


tree_iter = tree_leaves


def tree_structure(tree, is_leaf=None):
    return tree_flatten(tree, is_leaf)[1]


def tree_map(func, tree, *rests, is_leaf=None):
    leaves, treespec = tree_flatten(tree, is_leaf)
    others = [tree_leaves(rest) for rest in rests]
    return tree_unflatten([func(*each) for each in zip(leaves, *others)], treespec)


def tree_map_(func, tree, *rests):
    tree_map(func, tree, *rests)
    return tree


def tree_map_only(kind, func, tree, is_leaf=None):
    return tree_map(lambda leaf: func(leaf) if isinstance(leaf, kind) else leaf, tree, is_leaf=is_leaf)


def tree_any(pred, tree):
    return any(map(pred, tree_leaves(tree)))


def tree_all(pred, tree):
    return all(map(pred, tree_leaves(tree)))
