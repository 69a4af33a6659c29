"""Finds every domain's tables, so that the metadata is whole."""

import importlib
import pkgutil
from importlib.util import find_spec

from sqlalchemy import MetaData

import cloudwright
from cloudwright.database.base import Base


def whole_metadata() -> MetaData:
    """Import `models` of every package that has one, however deep, and return the metadata of all tables."""
    for package in pkgutil.walk_packages(cloudwright.__path__, prefix="cloudwright."):
        name = f"{package.name}.models"
        if package.ispkg and find_spec(name) is not None:
            importlib.import_module(name)
    return Base.metadata
