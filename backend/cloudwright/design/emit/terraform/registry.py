"""All translators, by CloudFormation type, found in `emit.terraform.translators`."""

import pkgutil
from collections.abc import Iterator, Mapping
from importlib import import_module

from cloudwright.design.emit.terraform import translators
from cloudwright.design.emit.terraform.references import Addresses
from cloudwright.design.emit.terraform.translator import Translator


def _found() -> Iterator[Translator]:
    for module in pkgutil.iter_modules(translators.__path__, f"{translators.__name__}."):
        yield from import_module(module.name).TRANSLATORS


TRANSLATORS: Mapping[str, Translator] = {translator.type: translator for translator in _found()}

ADDRESSES = Addresses(TRANSLATORS)
