"""Attention with functions of the scores: the operation is the engine's; which blocks a mask skips is not followed."""
import torch

_DEFAULT_SPARSE_BLOCK_SIZE = 128


class AuxRequest:
    def __init__(self, lse=False, max_scores=False):
        self.lse = lse
        self.max_scores = max_scores


class BlockMask:
    def __init__(self, shape, block_size, mask_mod):
        self.shape = tuple(shape)
        self.seq_lengths = self.shape[-2:]
        self.BLOCK_SIZE = (block_size, block_size) if isinstance(block_size, int) else tuple(block_size)
        self.mask_mod = mask_mod

    def __getitem__(self, index):
        return self

    def _adjust(self, new_q_len, new_kv_len):
        return BlockMask((*self.shape[:-2], new_q_len, new_kv_len), self.BLOCK_SIZE, self.mask_mod)

    def numel(self):
        result = 1
        for size in self.shape:
            result *= size
        return result

    def to(self, device):
        return self


def create_block_mask(mask_mod, B, H, Q_LEN, KV_LEN, device=None, BLOCK_SIZE=_DEFAULT_SPARSE_BLOCK_SIZE, _compile=False, **kwargs):
    return BlockMask((1 if B is None else B, 1 if H is None else H, Q_LEN, KV_LEN), BLOCK_SIZE, mask_mod)


def create_mask(mod_fn, B, H, Q_LEN, KV_LEN, device=None):
    return torch.ones(1 if B is None else B, 1 if H is None else H, Q_LEN, KV_LEN, dtype=torch.bool, device=device)


def create_nested_block_mask(mask_mod, B, H, q_nt, kv_nt=None, BLOCK_SIZE=_DEFAULT_SPARSE_BLOCK_SIZE, _compile=False):
    keys = q_nt if kv_nt is None else kv_nt
    return create_block_mask(mask_mod, B, H, q_nt.shape[-2], keys.shape[-2], BLOCK_SIZE=BLOCK_SIZE)


def noop_mask(batch, head, token_q, token_kv):
    return batch.new_ones((), dtype=torch.bool)


def and_masks(*mask_mods):
    def and_mask(b, h, q_idx, kv_idx):
        result = b.new_ones((), dtype=torch.bool)
        for mask in mask_mods:
            result = result & mask(b, h, q_idx, kv_idx)
        return result

    return and_mask


def or_masks(*mask_mods):
    def or_mask(b, h, q_idx, kv_idx):
        result = b.new_zeros((), dtype=torch.bool)
        for mask in mask_mods:
            result = result | mask(b, h, q_idx, kv_idx)
        return result

    return or_mask
