"""Argument expansion shared by layers; _single, _pair, ... are host functions (flake8_greenai/ops/modules.py)."""


def consume_prefix_in_state_dict_if_present(state_dict, prefix):
    for key in list(state_dict.keys()):
        if key.startswith(prefix):
            state_dict[key[len(prefix):]] = state_dict.pop(key)
