"""OKX: prices, candles and the book of its spot market, and all of its derivatives."""

from explainer.providers.okx.calls import OKX
from explainer.providers.okx.contracts import funding, open_interest
from explainer.providers.okx.liquidations import liquidations
from explainer.providers.okx.options import options
from explainer.providers.okx.spot import candles_btc, candles_eth, depth, prices

__all__ = [
    "OKX",
    "candles_btc",
    "candles_eth",
    "depth",
    "funding",
    "liquidations",
    "open_interest",
    "options",
    "prices",
]
