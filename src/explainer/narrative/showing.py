"""Readings beside the evidence they belong to, as the text shows them."""

from collections.abc import Mapping

from msgspec import structs

from explainer.assessment import DriverFinding


def with_words(
    drivers: tuple[DriverFinding, ...], shown: Mapping[str, Mapping[int, str]]
) -> tuple[DriverFinding, ...]:
    """The findings, each evidence that *shown* names with its reading in words.

    *shown* gives the words by driver and by the place of the evidence in it.
    """
    if not shown:
        return drivers
    worded: list[DriverFinding] = []
    for driver in drivers:
        if driver.id not in shown:
            worded.append(driver)
            continue
        words = shown[driver.id]
        evidence = tuple(
            structs.replace(item, shown=words[place]) if place in words else item
            for place, item in enumerate(driver.evidence)
        )
        worded.append(structs.replace(driver, evidence=evidence))
    return tuple(worded)
