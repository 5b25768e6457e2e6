"""WIL's code rule by rule, in our own words. The rules themselves are in the data file beside this one."""

from importlib.resources import files

from wederhoor.hookspecs import read_articles

from .sources import CODE

OF_CODE = read_articles(files(__package__).joinpath("articles.toml").read_text(encoding="utf-8"), CODE)
