"""Memory-efficient operations: attention on [batch, length, heads, depth] or [batch, length, depth]."""
from torch.nn.functional import scaled_dot_product_attention


class AttentionBias:
    pass


class LowerTriangularMask(AttentionBias):
    pass


def memory_efficient_attention(query, key, value, attn_bias=None, p=0.0, scale=None, *, op=None, output_dtype=None):
    if query.dim() == 4:
        query, key, value = query.transpose(1, 2), key.transpose(1, 2), value.transpose(1, 2)
    mask = None if isinstance(attn_bias, AttentionBias) else attn_bias
    output = scaled_dot_product_attention(query, key, value, mask, p, scale=scale)
    return output.transpose(1, 2) if query.dim() == 4 else output


memory_efficient_attention_forward = memory_efficient_attention
