"""The curve from reading to strength, where the engine's modules look for it."""

from explainer.pack.curve import DECIMALS, Curve, reading_at

__all__ = ["DECIMALS", "Curve", "reading_at"]
