"""Hostile: attempts to run programs, write files and open connections. Analysed, never run."""

import asyncio
import atexit
import ctypes
import gc
import io
import logging
import multiprocessing
import os
import pathlib
import pickle
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
import webbrowser

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 20)

    def forward(self, x):
        return self.layer(x)


os.system("touch hostile_was_here")
subprocess.run(["touch", "hostile_was_here"])
subprocess.Popen("touch hostile_was_here", shell=True)
os.popen("touch hostile_was_here").read()
os.execv("/bin/touch", ["touch", "hostile_was_here"])
os.fork()
os.remove("/tmp/hostile_target")
os.mkdir("hostile_was_here")
os.environ["HOSTILE"] = "1"
os.putenv("HOSTILE", "1")
os.kill(os.getpid(), 9)
os.chdir("/")
shutil.rmtree("/tmp/hostile_target")
socket.create_connection(("127.0.0.1", 9))
urllib.request.urlopen("http://127.0.0.1:9/")
pathlib.Path("hostile_was_here").write_text("x")
pathlib.Path("hostile_was_here").mkdir(parents=True)
with open("hostile_was_here", "w") as stream:
    stream.write("x")
open("/etc/passwd").read()
io.open("hostile_was_here", "wb").write(b"x")
tempfile.mkdtemp()
pickle.loads(b"cos\nsystem\n(S'touch hostile_was_here'\ntR.")
torch.save(Net().state_dict(), "hostile_was_here")
torch.load("hostile_was_here")
torch.hub.load("hostile/hostile", "model")
torch.utils.cpp_extension.load(name="hostile", sources=["hostile.cpp"])
ctypes.CDLL("libc.so.6").system(b"touch hostile_was_here")
signal.raise_signal(9)
threading.Thread(target=os.abort).start()
multiprocessing.Process(target=os.abort).start()
atexit.register(os.abort)
asyncio.run(asyncio.create_subprocess_shell("touch hostile_was_here"))
logging.FileHandler("hostile_was_here")
sqlite3.connect("hostile_was_here")
webbrowser.open("http://127.0.0.1:9/")
sys.path.insert(0, "/tmp")
sys.setrecursionlimit(10**9)
sys.settrace(lambda *args: None)
gc.disable()
time.sleep(10**9)
input("waiting")
breakpoint()
sys.stdin.read()
sys.stdout.write("hostile_was_here\n" * 3)
sys.exit(9)
os._exit(9)


Net()(torch.zeros(1, 10))
