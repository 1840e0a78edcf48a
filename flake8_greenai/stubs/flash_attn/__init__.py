"""FlashAttention: attention on [batch, length, heads, depth]. Ragged batches (varlen) depend on their lengths and are not followed."""
from torch.nn.functional import scaled_dot_product_attention

__version__ = "2.8.0"


def flash_attn_func(
    q, k, v, dropout_p=0.0, softmax_scale=None, causal=False, window_size=(-1, -1), softcap=0.0, alibi_slopes=None, deterministic=False,
    return_attn_probs=False,
):
    q, k, v = q.transpose(1, 2), k.transpose(1, 2), v.transpose(1, 2)
    output = scaled_dot_product_attention(q, k, v, None, dropout_p, causal, scale=softmax_scale, enable_gqa=True)
    return output.transpose(1, 2)


def flash_attn_qkvpacked_func(qkv, dropout_p=0.0, softmax_scale=None, causal=False, *args, **kwargs):
    return flash_attn_func(qkv[:, :, 0], qkv[:, :, 1], qkv[:, :, 2], dropout_p, softmax_scale, causal)


def flash_attn_kvpacked_func(q, kv, dropout_p=0.0, softmax_scale=None, causal=False, *args, **kwargs):
    return flash_attn_func(q, kv[:, :, 0], kv[:, :, 1], dropout_p, softmax_scale, causal)
