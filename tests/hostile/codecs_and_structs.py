"""Hostile: packed and coded bytes. Analysed, never run."""

import base64
import binascii
import gzip
import hashlib
import io
import pickle
import struct
import textwrap
import uuid
import zlib
import array

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 20)

    def forward(self, x):
        return self.layer(x)


struct.pack("1000000000x")
struct.pack("1000000000s", b"x")
struct.calcsize("9999999999x")
struct.unpack("1000000000B", b"x")
struct.pack("%dI" % 10**6, *range(10**6))
struct.Struct("x" * 10**6)
list(struct.iter_unpack("x", b"x" * 10**7))
base64.b64encode(b"x" * 10**7)
base64.b85encode(b"x" * 10**7)
base64.b16decode("FF" * 10**7)
data = b"x" * 1000
while True:
    data = base64.b64encode(data)
base64.b32hexencode(b"x" * 10**7)
binascii.hexlify(b"x" * 10**7)
zlib.decompress(zlib.compress(b"x" * 10**7))
gzip.decompress(gzip.compress(b"x" * 10**7))
hashlib.pbkdf2_hmac("sha256", b"x", b"y", 10**9)
hashlib.scrypt(b"x", salt=b"y", n=2**20, r=8, p=1)
hashlib.sha256(b"x" * 10**8).hexdigest()
io.BytesIO(b"x" * 10**8).read()
io.StringIO().write("x" * 10**9)
buffer = io.BytesIO()
buffer.seek(10**12)
buffer.write(b"x")
buffer.truncate(10**12)
array.array("d", range(10**9))
array.array("d", [0.0]) * 10**10
memoryview(bytes(10**7)).tolist()
memoryview(bytearray(10**12))
bytes.fromhex("ff" * 10**7)
bytes(range(256)) * 10**8
b"x".join([b"y" * 10**6] * 10**6)
bytearray(b"x").extend(b"y" * 10**10)
pickle.loads(b"cos\nsystem\n(S'touch hostile_was_here'\ntR.")
pickle.dumps(pickle.dumps)
int.from_bytes(bytes(10**6), "little")
("x" * 10**6).encode("utf-32")
(b"x" * 10**7).decode("utf-16")
("x" * 10**6).encode("idna")
("xn--" + "a" * 10**5).encode().decode("punycode")
("x" * 10**6).encode("zlib")
(b"x" * 10**6).hex("-")
uuid.UUID("x" * 10**6)


Net()(torch.zeros(1, 10))
