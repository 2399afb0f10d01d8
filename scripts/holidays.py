"""Write the mainland's holidays that maizi ships: `python -m scripts.holidays`.

The facts are those the chinesecalendar package collects from the State Council's notices.
"""

from pathlib import Path

from chinese_calendar import constants

PLACE = Path(__file__).parents[1] / "maizi" / "clocks" / "calendars" / "cn.csv"

NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节",
    "Anti-Fascist 70th Day": "抗战胜利纪念日",
}


def text() -> str:
    """The whole file: date, kind (see maizi.kernel.calendar.DayKind), name."""
    lines = {
        **{day: ("holiday", name) for day, name in constants.holidays.items()},
        **{day: ("rest", name) for day, name in constants.in_lieu_days.items()},
        **{day: ("makeup", name) for day, name in constants.workdays.items()},
    }
    rows = [f"{day},{kind},{NAMES[name]}" for day, (kind, name) in sorted(lines.items())]
    return "\n".join(["date,kind,name", *rows, ""])


if __name__ == "__main__":
    PLACE.write_text(text(), encoding="utf-8")
