"""Models of Keras, one for each layer and each way of putting them together; interpreted by the tests and, where Keras is, run by it."""

import keras
from keras import Input, Sequential, layers, ops


def attend_embedded(x):
    x = layers.Embedding(50, 6, mask_zero=True)(x)
    return layers.MultiHeadAttention(2, 4)(x, x)


LAYERS = {
    "conv1d_causal": ((20, 5), "float32", lambda: layers.Conv1D(7, 3, padding="causal", dilation_rate=2)),
    "conv1d_valid_s2": ((21, 5), "float32", lambda: layers.Conv1D(7, 4, strides=2)),
    "conv2d_same_s3": ((17, 23, 3), "float32", lambda: layers.Conv2D(8, (5, 2), strides=3, padding="same", activation="relu")),
    "conv2d_groups": ((16, 16, 8), "float32", lambda: layers.Conv2D(12, 3, groups=4, use_bias=False)),
    "conv2d_dil": ((16, 16, 8), "float32", lambda: layers.Conv2D(12, 3, dilation_rate=(2, 3), padding="same")),
    "conv2d_cf": ((8, 16, 15), "float32", lambda: layers.AveragePooling2D(2, data_format="channels_first")),
    "conv3d": ((9, 16, 16, 2), "float32", lambda: layers.Conv3D(4, 3, strides=2, padding="same")),
    "convt1": ((9, 4), "float32", lambda: layers.Conv1DTranspose(6, 3, strides=2)),
    "convt2_valid": ((7, 9, 4), "float32", lambda: layers.Conv2DTranspose(6, 3, strides=2, padding="valid")),
    "convt2_same_op": ((7, 9, 4), "float32", lambda: layers.Conv2DTranspose(6, 3, strides=2, padding="same", output_padding=1)),
    "convt2_valid_op": ((7, 9, 4), "float32", lambda: layers.Conv2DTranspose(6, (4, 3), strides=3, padding="valid", output_padding=(1, 2))),
    "convt2_k2s3": ((7, 9, 4), "float32", lambda: layers.Conv2DTranspose(6, 2, strides=3)),
    "convt3": ((4, 5, 6, 2), "float32", lambda: layers.Conv3DTranspose(3, 3, strides=2, padding="same")),
    "dw2": ((15, 15, 6), "float32", lambda: layers.DepthwiseConv2D(3, strides=2, padding="same", depth_multiplier=2)),
    "dw1": ((15, 6), "float32", lambda: layers.DepthwiseConv1D(3, padding="same")),
    "sep2": ((15, 15, 6), "float32", lambda: layers.SeparableConv2D(10, 3, padding="valid", depth_multiplier=2)),
    "sep1": ((15, 6), "float32", lambda: layers.SeparableConv1D(10, 3, strides=2, padding="same")),
    "maxp_same": ((15, 13, 6), "float32", lambda: layers.MaxPooling2D(3, strides=2, padding="same")),
    "avgp1": ((15, 6), "float32", lambda: layers.AveragePooling1D(4)),
    "maxp3": ((8, 8, 8, 2), "float32", lambda: layers.MaxPooling3D(2)),
    "gap3": ((8, 8, 8, 2), "float32", lambda: layers.GlobalAveragePooling3D(keepdims=True)),
    "adapt": ((8, 8, 4), "float32", lambda: layers.AdaptiveAveragePooling2D(4)),
    "dense3d": ((5, 7, 9), "float32", lambda: layers.Dense(4, activation="gelu")),
    "einsum_dense": ((5, 32), "float32", lambda: layers.EinsumDense("abc,cde->abde", output_shape=(None, 4, 8), bias_axes="de")),
    "einsum_dense2": ((5, 32), "float32", lambda: layers.EinsumDense("...x,xy->...y", output_shape=64, bias_axes="y")),
    "emb": ((11,), "int32", lambda: layers.Embedding(100, 16)),
    "bn1": ((8, 8, 4), "float32", lambda: layers.BatchNormalization(axis=1, scale=False)),
    "ln2": ((8, 8, 4), "float32", lambda: layers.LayerNormalization(axis=[1, 3])),
    "gn": ((8, 8, 32), "float32", lambda: layers.GroupNormalization(groups=8)),
    "rms": ((8, 32), "float32", layers.RMSNormalization),
    "unit": ((8, 32), "float32", layers.UnitNormalization),
    "spectral": ((8, 8, 3), "float32", lambda: layers.SpectralNormalization(layers.Conv2D(4, 3))),
    "prelu": ((8, 8, 4), "float32", lambda: layers.PReLU(shared_axes=[1, 2])),
    "norm": ((8,), "float32", layers.Normalization),
    "lstm": ((12, 6), "float32", lambda: layers.LSTM(5)),
    "lstm_noub": ((12, 6), "float32", lambda: layers.LSTM(5, use_bias=False, return_sequences=True)),
    "gru": ((12, 6), "float32", lambda: layers.GRU(5, return_sequences=True)),
    "gru_before": ((12, 6), "float32", lambda: layers.GRU(5, reset_after=False)),
    "rnn": ((12, 6), "float32", lambda: layers.SimpleRNN(5, activation="relu")),
    "bi": ((12, 6), "float32", lambda: layers.Bidirectional(layers.LSTM(5, return_sequences=True))),
    "bi_sum": ((12, 6), "float32", lambda: layers.Bidirectional(layers.GRU(5), merge_mode="sum")),
    "stacked": ((6, 4), "float32", lambda: layers.RNN([layers.LSTMCell(5), layers.LSTMCell(7)])),
    "rnncell": ((6, 4), "float32", lambda: layers.RNN(layers.GRUCell(5), return_sequences=True)),
    "td": ((6, 8, 8, 3), "float32", lambda: layers.TimeDistributed(layers.Conv2D(4, 3))),
    "convlstm1": ((5, 8, 3), "float32", lambda: layers.ConvLSTM1D(4, 3, padding="same")),
    "convlstm2": ((5, 8, 8, 3), "float32", lambda: layers.ConvLSTM2D(4, 3, strides=1, return_sequences=True)),
    "up2": ((8, 8, 3), "float32", lambda: layers.UpSampling2D((2, 3), interpolation="bilinear")),
    "crop": ((8, 8, 3), "float32", lambda: layers.Cropping2D(((1, 2), (0, 3)))),
    "zp1": ((8, 3), "float32", lambda: layers.ZeroPadding1D((1, 2))),
    "reshape": ((8, 6), "float32", lambda: layers.Reshape((-1, 3))),
    "permute": ((8, 6, 2), "float32", lambda: layers.Permute((3, 1, 2))),
    "repeatv": ((8,), "float32", lambda: layers.RepeatVector(4)),
    "rescale": ((8, 8, 3), "float32", lambda: layers.Rescaling(1 / 255.0)),
    "resize": ((8, 8, 3), "float32", lambda: layers.Resizing(13, 5)),
    "mha_self": ((10, 24), "float32", lambda: lambda x: layers.MultiHeadAttention(3, 8)(x, x)),
    "mha_out": (
        (10, 24),
        "float32",
        lambda: lambda x: layers.MultiHeadAttention(3, 8, value_dim=5, output_shape=7, use_bias=False)(x, x, use_causal_mask=True),
    ),
    "mha_4d": ((4, 6, 24), "float32", lambda: lambda x: layers.MultiHeadAttention(2, 8, attention_axes=(2,))(x, x)),
    "mha_4d_all": ((4, 6, 24), "float32", lambda: lambda x: layers.MultiHeadAttention(2, 8)(x, x)),
    "gqa": ((10, 24), "float32", lambda: lambda x: layers.GroupQueryAttention(6, 4, 2)(x, x)),
    "att": ((10, 24), "float32", lambda: lambda x: layers.Attention(use_scale=True)([x, x])),
    "addatt": ((10, 24), "float32", lambda: lambda x: layers.AdditiveAttention()([x, x])),
    "dot": ((10, 24), "float32", lambda: lambda x: layers.Dot(axes=2)([x, x])),
    "dot1": ((24,), "float32", lambda: lambda x: layers.Dot(axes=1, normalize=True)([x, x])),
    "catsum": ((10, 4), "float32", lambda: lambda x: layers.Concatenate(axis=1)([x, layers.Average()([x, x]), layers.Maximum()([x, x])])),
    "opsmix": ((10, 4), "float32", lambda: lambda x: ops.transpose(ops.matmul(x, ops.transpose(x, (0, 2, 1))) * 2 + 1, (0, 2, 1))[:, :3]),
    "opseinsum": ((10, 4), "float32", lambda: lambda x: ops.einsum("bij,bkj->bik", x, x)),
    "lambda_": ((10, 4), "float32", lambda: layers.Lambda(lambda t: ops.mean(t, axis=1))),
    "masked": ((10,), "int32", lambda: lambda x: layers.LSTM(4)(layers.Embedding(50, 6, mask_zero=True)(x))),
    "maskedmha": (
        (10,),
        "int32",
        lambda: attend_embedded,
    ),
}
"""Shape of one sample, its dtype, and what makes the layer."""


def model_of(name):
    """A functional model of one layer."""
    shape, dtype, make = LAYERS[name]
    inputs = Input(shape, dtype=dtype)
    return keras.Model(inputs, make()(inputs))


class Block(layers.Layer):
    """Layers in a list and in a dict, weights of its own."""

    def __init__(self, units, count=3, **options):
        super().__init__(**options)
        self.blocks = [layers.Dense(units, activation="relu") for _ in range(count)]
        self.ends = {"norm": layers.LayerNormalization(), "drop": layers.Dropout(0.1)}
        self.units = units

    def build(self, input_shape):
        self.w = self.add_weight(shape=(input_shape[-1], self.units), initializer="random_normal", name="w", trainable=True)
        self.c = self.add_weight(shape=(self.units,), trainable=False)

    def call(self, x, training=None):
        y = ops.matmul(x, self.w) + self.c
        for block in self.blocks:
            y = block(y)
        return self.ends["drop"](self.ends["norm"](y), training=training)


class Subclassed(keras.Model):
    """A list that grows after it is an attribute."""

    def __init__(self):
        super().__init__()
        self.block = Block(8)
        self.head = layers.Dense(3)
        self.convolutions = []
        for _ in range(2):
            self.convolutions.append(layers.Conv1D(4, 3, padding="same"))

    def call(self, x, training=False):
        for convolution in self.convolutions:
            x = convolution(x)
        return self.head(self.block(x))


def custom():
    inputs = Input((7, 5))
    return keras.Model(inputs, Block(6)(inputs))


def submodel():
    return Subclassed()


def nested():
    base = keras.applications.MobileNetV2(weights=None, include_top=False, input_shape=(96, 96, 3))
    base.trainable = False
    inputs = Input((96, 96, 3))
    x = base(inputs, training=False)
    x = layers.GlobalAveragePooling2D()(x)
    return keras.Model(inputs, layers.Dense(5)(x))


def feat():
    base = keras.applications.VGG16(weights=None, include_top=False, input_shape=(64, 64, 3))
    return keras.Model(base.input, [base.get_layer("block2_pool").output, base.layers[-1].output])


def unet():
    inputs = Input((None, None, 3))
    skips = []
    x = inputs
    for filters in (8, 16):
        x = layers.Conv2D(filters, 3, padding="same", activation="relu")(x)
        skips.append(x)
        x = layers.MaxPooling2D()(x)
    x = layers.Conv2D(32, 3, padding="same")(x)
    for filters, skip in zip((16, 8), reversed(skips), strict=True):
        x = layers.UpSampling2D()(x)
        x = layers.concatenate([x, skip])
        x = layers.Conv2D(filters, 3, padding="same")(x)
    return keras.Model(inputs, layers.Conv2D(1, 1, activation="sigmoid")(x))


def seq_deferred():
    return Sequential([layers.Dense(5, activation="relu"), layers.Dropout(0.2), layers.Dense(2)])


def seqmix():
    model = Sequential()
    model.add(Input((28, 28, 1)))
    model.add(layers.Conv2D(4, 3))
    model.add(Sequential([layers.MaxPooling2D(), layers.Flatten()]))
    model.add(layers.Dense(10))
    return model


def frozen():
    model = Sequential([Input((8,)), layers.Dense(6, name="a"), layers.BatchNormalization(), layers.Dense(3)])
    model.layers[0].trainable = False
    model.get_layer("a").trainable = False
    return model
