from flake8_greenai.source.exports import exports_of
from flake8_greenai.source.parsing import SourceModule


def exports(text, name="package.module", *, is_package=False):
    return exports_of(SourceModule(name, "module.py", text, is_package=is_package))


def test_a_literal_all_says_everything():
    found = exports('import os\n\n__all__ = ["first", "second"]\nfirst = second = third = 1\n')
    assert found.may_bind("second")
    assert not found.may_bind("third")
    assert found.stars == ()


def test_a_list_that_grows_says_nothing_for_sure():
    assert exports('__all__ = ["first"]\n__all__ += other.__all__\nthird = 1\n').may_bind("third")


def test_any_word_of_the_text_may_be_a_name():
    found = exports("first = 1\n")
    assert found.may_bind("first")
    assert not found.may_bind("second")


def test_star_imports_are_followed_by_their_absolute_names():
    assert exports("from .sibling import *\nfrom ..other import *  # noqa\n").stars == ("package.sibling", "other")
    assert exports("from .child import *\n", "package", is_package=True).stars == ("package.child",)
    assert exports("if True:\n    from absolute.name import *\n").stars == ("absolute.name",)


def test_a_star_import_that_is_not_plain_leaves_it_open():
    assert exports("from .sibling import \\\n    *\n").stars is None
