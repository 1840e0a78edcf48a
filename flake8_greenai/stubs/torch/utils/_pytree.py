"""Nested containers as trees."""


def register_pytree_node(*args, **kwargs):
    pass


_register_pytree_node = register_pytree_node


def tree_leaves(tree):
    if isinstance(tree, (list, tuple)):
        return [leaf for item in tree for leaf in tree_leaves(item)]
    if isinstance(tree, dict):
        return [leaf for item in tree.values() for leaf in tree_leaves(item)]
    return [tree]


def tree_map(func, tree, *rests):
    if isinstance(tree, tuple) and hasattr(tree, "_fields"):
        return type(tree)(*[tree_map(func, item) for item in tree])
    if isinstance(tree, (list, tuple)):
        return type(tree)([tree_map(func, item) for item in tree])
    if isinstance(tree, dict):
        return {key: tree_map(func, item) for key, item in tree.items()}
    return func(tree)


def tree_map_only(kind, func, tree):
    return tree_map(lambda leaf: func(leaf) if isinstance(leaf, kind) else leaf, tree)


def tree_flatten(tree):
    return tree_leaves(tree), tree


def tree_unflatten(leaves, treespec):
    iterator = iter(leaves)
    return tree_map(lambda leaf: next(iterator), treespec)


class Context:
    pass
