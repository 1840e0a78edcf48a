"""Attention layers."""

import torch
from keras._host import einsum
from keras import ops
from keras._layer import Layer
from keras.layers.activations import Softmax
from keras.layers.core import EinsumDense
from keras.layers.regularization import Dropout

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def _causal(rows, columns):
    return torch.ones((rows, columns), dtype=torch.bool).tril()


class MultiHeadAttention(Layer):
    supports_masking = True

    def __init__(
        self, num_heads, key_dim, value_dim=None, dropout=0.0, use_bias=True, output_shape=None, attention_axes=None,
        flash_attention=None, kernel_initializer="glorot_uniform", bias_initializer="zeros", kernel_regularizer=None,
        bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, bias_constraint=None, use_gate=False, seed=None, **kwargs
    ):
        super().__init__(**kwargs)
        self.num_heads = self._num_heads = num_heads
        self.key_dim = self._key_dim = key_dim
        self.value_dim = self._value_dim = value_dim or key_dim
        self.dropout = self._dropout = dropout
        self._use_bias = use_bias
        self._output_shape = output_shape
        self._attention_axes = (attention_axes,) if isinstance(attention_axes, int) else attention_axes

    def _projection(self, shape, width, name):
        free = _LETTERS[: len(shape) - 1]
        return EinsumDense(
            f"{free}x,xyz->{free}yz", output_shape=(None,) * (len(shape) - 2) + (self._num_heads, width),
            bias_axes="yz" if self._use_bias else None, name=name, dtype=self.dtype_policy,
        )

    def build(self, query_shape, value_shape=None, key_shape=None):
        value_shape = query_shape if value_shape is None else value_shape
        key_shape = value_shape if key_shape is None else key_shape
        self._query_dense = self._projection(query_shape, self._key_dim, "query")
        self._key_dense = self._projection(key_shape, self._key_dim, "key")
        self._value_dense = self._projection(value_shape, self._value_dim, "value")
        self._query_dense.build(query_shape)
        self._key_dense.build(key_shape)
        self._value_dense.build(value_shape)
        rank = len(query_shape)
        if self._attention_axes is None:
            self._attention_axes = tuple(range(1, rank - 1))
        out = self._output_shape
        out = (query_shape[-1],) if not out else (out,) if isinstance(out, int) else tuple(out)
        free = _LETTERS[: rank - 1]
        tail = "uvw"[: len(out)]
        self._output_dense = EinsumDense(
            f"{free}yz,yz{tail}->{free}{tail}", output_shape=(None,) * (rank - 2) + out, bias_axes=tail if self._use_bias else None,
            name="attention_output", dtype=self.dtype_policy,
        )
        self._output_dense.build((*query_shape[:-1], self._num_heads, self._value_dim))
        self._softmax = Softmax(axis=-1, dtype=self.dtype_policy)
        self._dropout_layer = Dropout(self._dropout, dtype=self.dtype_policy)
        self.built = True

    @property
    def query_dense(self):
        return self._query_dense

    def _flat(self, x):
        # [B, *free, *attended, N, H] with the attended axes made one.
        middle = list(range(1, x.dim() - 2))
        attended = [axis % (x.dim() - 1) for axis in self._attention_axes]
        free = [axis for axis in middle if axis not in attended]
        if not free and len(attended) == 1:
            return x
        x = x.permute(0, *free, *attended, x.dim() - 2, x.dim() - 1)
        batch = x.shape[0]
        for axis in range(len(free)):
            batch = batch * x.shape[1 + axis]
        length = 1
        for axis in range(len(attended)):
            length = length * x.shape[1 + len(free) + axis]
        return x.reshape(batch, length, x.shape[-2], x.shape[-1])

    def _back(self, x, like):
        middle = list(range(1, like.dim() - 2))
        attended = [axis % (like.dim() - 1) for axis in self._attention_axes]
        free = [axis for axis in middle if axis not in attended]
        if not free and len(attended) == 1:
            return x
        order = [0, *free, *attended]
        x = x.reshape(*[like.shape[axis] for axis in order], x.shape[-2], x.shape[-1])
        return x.permute(*[order.index(axis) for axis in range(len(order))], len(order), len(order) + 1)

    def call(
        self, query, value, key=None, query_mask=None, value_mask=None, key_mask=None, attention_mask=None,
        return_attention_scores=False, training=None, use_causal_mask=False
    ):
        key = value if key is None else key
        projected = self._query_dense(query)
        q, k, v = self._flat(projected), self._flat(self._key_dense(key)), self._flat(self._value_dense(value))
        mask = attention_mask
        for one, axis in ((query_mask, 2), (value_mask, 1), (key_mask, 1)):
            if one is not None:
                one = one.unsqueeze(axis)
                mask = one if mask is None else mask.to(torch.bool) & one
        if use_causal_mask:
            causal = _causal(q.shape[1], k.shape[1])
            mask = causal if mask is None else mask.to(torch.bool) & causal
        q = q * self._key_dim**-0.5
        scores = einsum("bsnh,btnh->bnts", k, q)
        if mask is not None and mask.dim() == 3:
            mask = mask.unsqueeze(1)
        weights = self._softmax(scores, mask)
        weights = self._dropout_layer(weights)
        output = self._output_dense(self._back(einsum("bnts,bsnh->btnh", weights, v), projected))
        return (output, weights) if return_attention_scores else output

    def compute_mask(self, query, mask=None):
        return mask[0] if isinstance(mask, (list, tuple)) else mask


class GroupedQueryAttention(Layer):
    supports_masking = True

    def __init__(
        self, head_dim, num_query_heads, num_key_value_heads, dropout=0.0, use_bias=True, flash_attention=None, use_gate=False, seed=None,
        **kwargs
    ):
        for name in ("kernel", "bias"):
            for part in ("initializer", "regularizer", "constraint"):
                kwargs.pop(f"{name}_{part}", None)
        super().__init__(**kwargs)
        self.head_dim = head_dim
        self.num_query_heads = num_query_heads
        self.num_key_value_heads = num_key_value_heads
        self.dropout = dropout
        self.use_bias = use_bias

    def _projection(self, heads, name):
        return EinsumDense("bqm,muh->bquh", output_shape=(None, heads, self.head_dim), bias_axes="uh" if self.use_bias else None, name=name)

    def build(self, query_shape, value_shape=None, key_shape=None):
        value_shape = query_shape if value_shape is None else value_shape
        self._query_dense = self._projection(self.num_query_heads, "query")
        self._key_dense = self._projection(self.num_key_value_heads, "key")
        self._value_dense = self._projection(self.num_key_value_heads, "value")
        self._query_dense.build(query_shape)
        self._key_dense.build(value_shape if key_shape is None else key_shape)
        self._value_dense.build(value_shape)
        self._output_dense = EinsumDense(
            "bquh,uhm->bqm", output_shape=(None, query_shape[-1]), bias_axes="m" if self.use_bias else None, name="attention_output"
        )
        self._output_dense.build((query_shape[0], query_shape[1], self.num_query_heads, self.head_dim))
        self._softmax = Softmax(axis=-1)
        self._dropout_layer = Dropout(self.dropout)
        self.built = True

    def call(
        self, query, value, key=None, query_mask=None, value_mask=None, key_mask=None, attention_mask=None,
        return_attention_scores=False, training=None, use_causal_mask=False
    ):
        key = value if key is None else key
        q, k, v = self._query_dense(query), self._key_dense(key), self._value_dense(value)
        repeats = self.num_query_heads // self.num_key_value_heads
        k, v = k.repeat_interleave(repeats, 2), v.repeat_interleave(repeats, 2)
        mask = attention_mask
        if use_causal_mask:
            causal = _causal(q.shape[1], k.shape[1])
            mask = causal if mask is None else mask.to(torch.bool) & causal
        scores = einsum("bquh,bkuh->buqk", q, k) * self.head_dim**-0.5
        weights = self._dropout_layer(self._softmax(scores, mask.unsqueeze(1) if mask is not None and mask.dim() == 3 else mask))
        output = self._output_dense(einsum("buqk,bkuh->bquh", weights, v))
        return (output, weights) if return_attention_scores else output


GroupQueryAttention = GroupedQueryAttention


class Attention(Layer):
    supports_masking = True

    def __init__(self, use_scale=False, score_mode="dot", dropout=0.0, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.use_scale = use_scale
        self.score_mode = score_mode
        self.dropout = dropout
        self.scale = self.concat_score_weight = None

    def build(self, input_shape):
        if self.use_scale:
            self.scale = self.add_weight(name="scale", shape=())
        if self.score_mode == "concat":
            self.concat_score_weight = self.add_weight(name="concat_score_weight", shape=())
        self.built = True

    def _calculate_scores(self, query, key):
        if self.score_mode == "concat":
            return self.concat_score_weight * torch.tanh(query.unsqueeze(-2) + key.unsqueeze(-3)).sum(-1)
        scores = torch.matmul(query, key.transpose(1, 2))
        return scores if self.scale is None else scores * self.scale

    def call(self, inputs, mask=None, training=False, return_attention_scores=False, use_causal_mask=False):
        query, value = inputs[0], inputs[1]
        key = inputs[2] if len(inputs) > 2 else value
        scores = self._calculate_scores(query, key)
        allowed = None
        if mask is not None and mask[1] is not None:
            allowed = mask[1].unsqueeze(-2)
        if use_causal_mask:
            causal = _causal(scores.shape[-2], scores.shape[-1])
            allowed = causal if allowed is None else allowed & causal
        if allowed is not None:
            scores = scores - 1e9 * (~allowed).to(scores.dtype)
        weights = scores.softmax(-1)
        if training and self.dropout:
            weights = torch.nn.functional.dropout(weights, self.dropout, True)
        output = torch.matmul(weights, value)
        if mask is not None and mask[0] is not None:
            output = output * mask[0].unsqueeze(-1).to(output.dtype)
        return (output, weights) if return_attention_scores else output

    def compute_mask(self, inputs, mask=None):
        return None if mask is None else mask[0]


class AdditiveAttention(Attention):
    def __init__(self, use_scale=True, dropout=0.0, **kwargs):
        super().__init__(use_scale=use_scale, dropout=dropout, **kwargs)

    def build(self, input_shape):
        if self.use_scale:
            self.scale = self.add_weight(name="scale", shape=(input_shape[0][-1],))
        self.built = True

    def _calculate_scores(self, query, key):
        x = torch.tanh(query.unsqueeze(-2) + key.unsqueeze(-3))
        return (x if self.scale is None else x * self.scale).sum(-1)
