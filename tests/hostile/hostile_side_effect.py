"""Hostile: shows that it was run."""

import os

RAN = True
os.environ["HOSTILE_WAS_HERE"] = "1"
with open("hostile_was_here", "w") as stream:
    stream.write("x")


def run():
    os.system("touch hostile_was_here")
