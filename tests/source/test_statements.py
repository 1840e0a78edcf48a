from flake8_greenai.source.parsing import SourceModule

TEXT = """
table = {}
count = 0
def fill(into):
    local = {}
    local["a"] = 1
    into["b"] = 2
    table["c"] = 3
def start():
    global count
    count = 1
    fill(table)
start()
"""


def test_a_call_of_an_own_function_changes_what_the_function_changes():
    module = SourceModule("module", "module.py", TEXT)
    assert module.statements[-1].names == {"count", "table"}
