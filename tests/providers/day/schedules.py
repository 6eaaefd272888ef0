"""Dates ahead and decisions made, as offices publish them."""

from __future__ import annotations

from datetime import timedelta

from tests.providers.day.asking import DAY, Answers, Asked, Payload, as_json
from tests.providers.day.flows import feed
from tests.providers.day.macro import decision

FRED_RELEASES = {"10": 3, "46": 4, "50": 25, "53": 23, "54": 23}
"""Days ahead of each release, by its number."""


def _calendar(asked: Asked) -> Payload:
    at = decision(asked.now)
    events = [
        {
            "title": "FOMC Meeting",
            "time": "2:00 p.m.",
            "month": f"{at:%Y-%m}",
            "days": f"{at.day}",
            "type": "FOMC",
            "description": "&lt;p&gt;Two-day meeting&lt;/p&gt;",
        },
        {"title": "Beige Book", "time": "", "month": f"{at:%Y-%m}", "days": "1", "type": "Beige"},
        {},
    ]
    payload = as_json({"events": events})
    return Payload(body=b"\xef\xbb\xbf" + payload.body)


def _meetings(asked: Asked) -> Payload:
    at = decision(asked.now)
    page = (
        f"<html><body><h4>{at.year} FOMC Meetings</h4>"
        f"<div><strong>{at:%B}</strong></div><div>{at.day}</div></body></html>"
    )
    return Payload(body=page.encode(), content_type="text/html")


def _press(asked: Asked) -> Payload:
    items = [(500.0, "Federal Reserve issues FOMC statement"), (30.0, "Minutes are published")]
    return feed(asked, "Monetary policy", items)


def _bls(asked: Asked) -> Payload:
    lines = ["BEGIN:VCALENDAR", "PRODID:-//BLS//EN", "VERSION:2.0"]
    for days, title in ((3, "Consumer Price Index"), (25, "Employment Situation")):
        day = asked.now.date() + timedelta(days=days)
        lines += [
            "BEGIN:VEVENT",
            f"UID:{days}",
            f"DTSTART;TZID=US-Eastern:{day:%Y%m%d}T083000",
            f"SUMMARY:{title}",
            "END:VEVENT",
        ]
    text = "\r\n".join([*lines, "END:VCALENDAR", ""])
    return Payload(body=text.encode(), content_type="text/calendar")


def _bea(asked: Asked) -> Payload:
    day = asked.now.date() + DAY * 23
    dates = {"release_dates": [f"{day}T08:30:00-04:00"] * 2}
    return as_json(
        {
            "file_last_updated": f"{asked.now:%Y-%m-%d %H:%M:%S}",
            "Gross Domestic Product": dates,
            "Personal Income and Outlays": dates,
        }
    )


def _fred_dates(asked: Asked) -> Payload:
    ahead = FRED_RELEASES[asked.query["release_id"]]
    day = asked.now.date() + timedelta(days=ahead)
    return as_json({"release_dates": [{"release_id": 1, "date": day.isoformat()}]})


ANSWERS: Answers = {
    "/federalreserve/json/calendar.json": _calendar,
    "/federalreserve/monetarypolicy/fomccalendars.htm": _meetings,
    "/federalreserve/feeds/press_monetary.xml": _press,
    "/bls/schedule/news_release/bls.ics": _bls,
    "/bea/API/signup/release_dates.json": _bea,
    "/fred/fred/release/dates": _fred_dates,
}
