"""Readers that misbehave; a process of its own finds them here by name."""

import os
import time


def hang(name, data, *, path, options):
    time.sleep(600)


def crash(name, data, *, path, options):
    os.abort()


def devour(name, data, *, path, options):
    return bytearray(1 << 40)


def break_down(name, data, *, path, options):
    message = "no such thing"
    raise KeyError(message)


def fail(*arguments):
    message = f"not {arguments}"
    raise ValueError(message)
