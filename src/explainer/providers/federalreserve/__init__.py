"""The Federal Reserve: its meetings and minutes to come, and what it has decided."""

from explainer.providers.federalreserve.calendar import agenda
from explainer.providers.federalreserve.press import headlines
from explainer.providers.federalreserve.source import FEDERAL_RESERVE

__all__ = ["FEDERAL_RESERVE", "agenda", "headlines"]
