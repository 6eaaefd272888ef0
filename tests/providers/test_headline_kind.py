"""Headlines, in sentences of our own, and the kind of event that each tells of, or none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.providers.headline_kind import read_headline

TOLD = {
    "Fed cuts rates by 25 basis points, signals two more cuts": "monetary_policy",
    "Federal Reserve holds interest rates steady for fourth meeting": "monetary_policy",
    "Bank of Japan raises its policy rate to 1%": "monetary_policy",
    "Federal Reserve issues FOMC statement": "monetary_policy",
    "ECB leaves rates unchanged": "monetary_policy",
    "Fed cuts rates by quarter point, as expected": "monetary_policy",
    "U.S. CPI comes in hotter than expected in June": "macro_data",
    "Nonfarm payrolls beat estimates with 254,000 new jobs": "macro_data",
    "US core PCE comes in below consensus": "macro_data",
    "Trump announces 100% tariff on Chinese imports": "trade_policy",
    "China imposes 34% tariffs on U.S. goods": "trade_policy",
    "White House raises import duties on steel": "trade_policy",
    "Trump threatens European Union with 50% tariffs": "trade_policy",
    "Israel strikes Iran nuclear sites": "geopolitics",
    "Iran launches missiles at Israel": "geopolitics",
    "U.S. bombs Iran": "geopolitics",
    "WHO declares global health emergency over new virus": "public_health",
    "SEC sues Binance and its founder": "regulation",
    "DOJ charges KuCoin and two founders with money transmission crimes": "regulation",
    "China bans crypto mining in three more provinces": "regulation",
    "SEC delays decision on spot Solana ETF": "regulation",
    "Bybit loses $1.5 billion in largest crypto hack on record": "security_breach",
    "Hackers drain $290M from KelpDAO bridge": "security_breach",
    "KelpDAO suffers $290 million exploit": "security_breach",
    "Cross-chain bridge exploited for $120M": "security_breach",
    "Lending protocol hit for $292 million": "security_breach",
    "Attackers steal $85 million in ether from a lending protocol": "security_breach",
    "Upbit hacked": "security_breach",
    "Solana halts block production": "outage",
    "Coinbase goes down on busiest trading day": "outage",
    "CME halts trading over data center cooling": "outage",
    "Nexo files for bankruptcy protection": "insolvency",
    "Crypto lender files for bankruptcy with $800 million in debts": "insolvency",
    "Gate.io suspends withdrawals": "insolvency",
    "USDC loses its dollar peg": "depeg",
    "USDe depegs on three exchanges": "depeg",
    "Hyperliquid unlocks $300M in tokens": "token_unlock",
    "German government sells 3,000 BTC": "government_sale",
    "U.S. government moves $2 billion in bitcoin to a new address": "government_sale",
    "Mt. Gox begins repaying creditors": "creditor_distribution",
    "Mt. Gox moves 40,000 bitcoin worth $2.8B": "creditor_distribution",
    "Strategy sells 704 bitcoin": "corporate_treasury",
    "Metaplanet Sells Bitcoin for the First Time": "corporate_treasury",
    "Exchange Hacked, $81M Stolen": "security_breach",
    "German Government Sells More Bitcoin": "government_sale",
    "Jobs report misses expectations": "macro_data",
    "Ethereum Classic hit by 51% attack": "network",
}
"""What is read, and rightly."""
PASSED_OVER = {
    "Bitcoin slides after hack": "a report on prices",
    "Bitcoin falls below $60,000 as Fed holds rates steady": "a report on prices",
    "Ether drops as hackers drain $290M from bridge": "a report on prices",
    "Crypto traders dump coins as Israel strikes Iran": "traders, prices",
    "XRP price jumps as SEC sues Binance": "a report on prices",
    "Stocks rally: Fed cuts rates": "a report on prices",
    "Will the Fed cut rates in June?": "a question",
    "Why hackers drained $290M from a bridge, and what it shows": "an essay",
    "How Bybit lost $1.5 billion in a hack": "an essay",
    "Is USDC about to depeg?": "a question",
    "What happens if Tether depegs": "a question",
    "Fed may cut rates twice this year": "may",
    "China could ban crypto mining again": "could",
    "Trump plans tariffs on European cars": "a plan",
    "SEC expected to delay Solana ETF decision": "expected",
    "Strategy might sell bitcoin, its CEO says": "might",
    "FTX to begin repaying creditors in May": "to come",
    "Fed to cut rates by 25 basis points, economists say": "to come",
    "Bitcoin steady ahead of Fed decision": "to come",
    "Fed's Miran says cut rates now": "an opinion",
    "Trump demands Fed cut rates": "a demand",
    "Opinion: SEC sues Binance, and it is a mistake": "opinion",
    "Explained: hackers steal $90 million from an exchange": "an explainer",
    "Sponsored: Trade with us while Fed cuts rates": "paid for",
    "Live updates: Fed holds rates": "a running report",
    "Weekly recap: Bybit loses $1.5 billion in hack": "a recap",
    "Top 10 hacks: Bybit loses $1.5 billion in theft": "a list",
    "A year ago, hackers drained $1.5B from Bybit": "an anniversary",
    "Bybit hacked: one year later": "an anniversary",
    "Ten years after Mt. Gox moves on, creditors remember": "history",
    "Hackers stole $625M from Ronin in 2022": "another year",
    "Hacker who stole $70M sentenced to five years": "a trial",
    "Two arrested as hackers steal $60M from exchange": "a sequel",
    "Exchange recovers: hackers return $60M": "a sequel",
    "Hackers launder $100M stolen from bridge": "a sequel",
    "Bybit restores reserves after losing $1.5 billion in hack": "a sequel",
    "Solana resumes block production": "a sequel",
    "Binance denies it was hacked": "a denial",
    "Tether denies USDT depegs reports": "a denial",
    "Judge lets protocol move $71M in ether linked to North Korea hack": "a sequel",
    "$3.5B theft from mining pool in 2020 comes to light": "another year",
    "Exchange hit for $80M fine over missing licenses": "no theft",
    "Tesla sold bitcoin too early": "a sale of any age",
    "Saylor: Strategy sells no bitcoin": "the opposite",
    "Inflation beats bitcoin as a hedge, consensus grows": "words far apart",
    "Crypto hackers steal $163M in August": "a sum of many",
    "Hackers steal $140M from Brazilian banks": "no crypto",
    "Binance pauses withdrawals of USDC": "one coin",
    "Coinbase freezes withdrawals for some users": "some users",
    "Hackers steal $2 million from small DeFi protocol": "too small",
    "SEC Charges Texas Man in $5 Million Crypto Fraud": "no large firm",
    "SEC Charges Investment Adviser Over Trading Strategy": "a word, not the firm",
    "SEC drops lawsuit against Coinbase": "the opposite",
    "SEC approves spot Solana ETF": "no fall comes of it",
    "Binance sues SEC": "the other way around",
    "Trump pauses tariffs for 90 days": "the opposite",
    "China lifts tariffs on U.S. goods": "the opposite",
    "Court strikes down Trump tariffs": "the opposite",
    "Israel and Iran agree to ceasefire": "the opposite",
    "U.S. strikes deal with Iran": "the opposite",
    "China bans CBDC wallets from crypto exchanges": "another ban",
    "Strategy buys 704 bitcoin": "a purchase",
    "Metaplanet sells shares to buy bitcoin": "a purchase",
    "German government sells bonds": "no coins",
    "Mt. Gox moves $3 million in bitcoin": "too small",
    "Mt. Gox delays repayments again": "the opposite",
    "Gate.io suspends withdrawals, drained of $90M": "two kinds",
    "Judge tosses case as SEC sues Binance again": "beside the point",
    "Lawyer says SEC charges Kraken unfairly": "somebody's speech",
    "Futures market shows Fed cuts rates in September": "somebody's view",
    "Governor: Fed cuts rates too slowly": "somebody's speech",
    "Former agent helped hackers steal $400M": "a sequel",
    "Hackers target users, steal $65M through social engineering": "single people",
    "Trader loses $50 million in address-poisoning attack": "single people",
    "Lender suffers $8 billion outflow following exploit": "another amount",
    "Wallet maker hit with lawsuit over $285M exploit": "another amount",
    "Solana goes down a new path": "words of other meanings",
    "CME halts trading of older contracts": "a part of it",
    "Genesis files for bankruptcy exit": "the opposite",
    "India bans crypto ads": "a small ban",
    "EU bans crypto transactions with Russia": "a small ban",
    "Texas declares public health emergency": "one state",
    "Genesis distributes tokens in airdrop": "words of other meanings",
    "SpaceX sells dishes for crypto": "no coins",
    "Trump Media sells crypto ETF stake": "no coins",
    "Hackers drain $290M of $1.4 billion pool": "two amounts",
    "Hackers drain $99999999999999 from bridge": "an amount that cannot be",
    "Hackers drain $290Q from bridge": "no amount",
    "Bybit X account hacked": "no breach of the exchange",
    "Coinbase adds three tokens": "nothing",
    "Tokenized funds reach $30 billion": "nothing",
    "U.S. CFTC seeks event contract definitions": "nothing",
    "Circle of friends: base goes down well with users": "words of other meanings",
    "Hackathon winners share $100,000": "nothing",
    "": "nothing",
    "$$$ ... !!!": "nothing",
}
"""What is not read, and why."""


@pytest.mark.parametrize(("title", "kind"), TOLD.items())
def test_headlines_of_events(title: str, kind: str) -> None:
    """A headline that tells of one kind of event is read as that."""
    read = read_headline(title, 2026)
    assert read is not None
    assert read.kind == kind


@pytest.mark.parametrize(("title", "why"), PASSED_OVER.items())
def test_headlines_of_none(title: str, why: str) -> None:
    """A headline that asks, comments, looks back or ahead, or reports on prices is passed over."""
    assert read_headline(title, 2026) is None, why


def test_more_than_half_are_passed_over() -> None:
    """The table tries precision: most of what a feed brings is no event."""
    assert len(TOLD) >= 30
    assert len(PASSED_OVER) > len(TOLD)


SIZES = [
    ("Hackers drain $290M from bridge", 290e6),
    ("Hackers drain $290 million from bridge", 290e6),
    ("Hackers drain $1.5B from bridge", 1.5e9),
    ("Hackers drain $1.5 billion from bridge", 1.5e9),
    ("Hackers drain $85,400,000 from bridge", 85.4e6),
    ("Upbit hacked", None),
    ("China imposes tariffs on $60 billion of U.S. goods", None),
]


@pytest.mark.parametrize(("title", "size"), SIZES)
def test_the_size_of_a_loss(title: str, size: float | None) -> None:
    """An amount is the event's size where the pattern says so, and else means something else."""
    read = read_headline(title, 2026)
    assert read is not None
    assert read.size_usd == size


ASSETS = [
    ("Hackers steal $85 million in ether", ("ETH",)),
    ("SEC delays decisions on spot Solana and XRP ETFs", ("SOL", "XRP")),
    ("Ethereum Classic hit by 51% attack", ("ETC",)),
    ("Strategy\N{RIGHT SINGLE QUOTATION MARK}s bet ends, sells 704 BTC", ("BTC",)),
    ("Upbit hacked", ()),
]


@pytest.mark.parametrize(("title", "assets"), ASSETS)
def test_the_coins_that_are_named(title: str, assets: tuple[str, ...]) -> None:
    """Coins are known by name or symbol, of two names the longer one."""
    read = read_headline(title, 2026)
    assert read is not None
    assert read.assets == assets


def test_impact() -> None:
    """Thefts, failures and suits are bad; of a tariff or a decision nothing is said."""
    impacts = {title: read_headline(title, 2026) for title in TOLD}
    bad = {"security_breach", "outage", "insolvency"}
    for title, read in impacts.items():
        assert read is not None
        suit = read.kind == "regulation" and ("sues" in title or "charges" in title)
        assert (read.impact == "negative") == (read.kind in bad or suit), title


@given(st.text(max_size=200), st.integers(2009, 2199))
def test_any_text(title: str, year: int) -> None:
    """No text is a defect of ours."""
    read_headline(title, year)


@given(st.lists(st.sampled_from(" ".join([*TOLD, *PASSED_OVER]).split()), max_size=40))
def test_any_words(words: list[str]) -> None:
    """Words of headlines in any order are read or not, and quickly."""
    read_headline(" ".join(words), 2026)
