"""Lumens' documents rule by rule, in our own words. The rules themselves are in the data files beside
this one.
"""

from importlib.resources import files

from wederhoor.hookspecs import read_articles

from .sources import CODE_2016, CODE_NEW, REGULATION


def _text(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


OF_2016 = read_articles(_text("articles_2016.toml"), CODE_2016)
OF_NEW = read_articles(_text("articles_new.toml"), CODE_NEW)
OF_REGULATION = read_articles(_text("articles_regulation.toml"), REGULATION)
