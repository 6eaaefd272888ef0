"""Rule packs: the format, reading one, and checking it."""

from explainer.pack.codes import CODES
from explainer.pack.load import Checked, PackReport, check_pack, load_pack
from explainer.pack.schema import RulePack

__all__ = ["CODES", "Checked", "PackReport", "RulePack", "check_pack", "load_pack"]
