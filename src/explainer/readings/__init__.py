"""The groups of readings in a snapshot: every metric with its unit, window, sign, range and age.

This package is the one place where these are written; the catalogue, the published schema and the
units in prose are read off it.
"""

from explainer.readings.asset import Asset
from explainer.readings.derivatives import Derivatives, Liquidity
from explainer.readings.flows import Etf, Flows, Onchain
from explainer.readings.group import Group, Symbol
from explainer.readings.macro import Macro
from explainer.readings.market import Market
from explainer.readings.sentiment import Sentiment

__all__ = [
    "Asset",
    "Derivatives",
    "Etf",
    "Flows",
    "Group",
    "Liquidity",
    "Macro",
    "Market",
    "Onchain",
    "Sentiment",
    "Symbol",
]
