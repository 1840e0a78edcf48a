"""fire: a program is analysed as its command line says, without one as called without arguments."""
from _greenai import arguments


def Fire(component=None, command=None, name=None, serialize=None):
    words = list(arguments()) if command is None else (command.split() if isinstance(command, str) else list(command))
    while words or callable(component):
        if callable(component):
            positional, named = _split(words)
            return component(*positional, **named)
        word = words.pop(0).replace("-", "_")
        component = component[word] if isinstance(component, dict) else getattr(component, word)
    return component


def _split(words):
    positional, named = [], {}
    while words:
        word = words.pop(0)
        if not word.startswith("--"):
            positional.append(_value(word))
            continue
        key, equals, text = word[2:].partition("=")
        if equals:
            named[key.replace("-", "_")] = _value(text)
        elif words and not words[0].startswith("--"):
            named[key.replace("-", "_")] = _value(words.pop(0))
        else:
            named[key.replace("-", "_")] = True
    return positional, named


def _value(text):
    import ast

    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return text
