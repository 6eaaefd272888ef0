"""The reference that `explainer rules docs` writes: every page and picture by its file's name."""

from __future__ import annotations

from explainer.pack.schema import Driver
from explainer.workbench.code_pages import code_pages
from explainer.workbench.pages.driver import driver_page
from explainer.workbench.pages.evidence import picture_name
from explainer.workbench.pages.index import index_page
from explainer.workbench.pages.material import Material
from explainer.workbench.pages.metrics import metrics_page
from explainer.workbench.pages.pictures import picture
from explainer.workbench.pages.signals import signals_page


def reference(material: Material) -> dict[str, str]:
    """Every page and picture, by its path in the folder of the pages."""
    written = lists(material)
    for driver in material.drivers:
        written |= driver_files(driver, material)
    return written | code_pages() if material.codes else written


def lists(material: Material) -> dict[str, str]:
    """The pages that list all of one kind."""
    return {
        "drivers.md": index_page(material),
        "metrics.md": metrics_page(material.pack),
        "signals.md": signals_page(material),
    }


def driver_files(driver: Driver, material: Material) -> dict[str, str]:
    """The page of a driver and the pictures on it."""
    fires_at = material.fires_at(driver)
    pictures = {
        f"drivers/{picture_name(driver.id, name)}": picture(
            f"{driver.title}: {name}", rule, fires_at
        )
        for name, rule in driver.evidence.items()
    }
    return {f"drivers/{driver.id}.md": driver_page(driver, material)} | pictures
