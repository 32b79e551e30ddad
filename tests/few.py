"""Cells for the stand-in that leave Fanø with few children notified about in one year."""

FANOE = "563"


def few(year):
    """Cells that leave Fanø with seven children and nine notifications in the year."""
    children, notifications = {"1": 6, "3": 1}, {"2": 9}
    place = {"ADMKOM": FANOE, "Tid": str(year)}
    ages = [*(str(age) for age in range(19)), "U0", "999"]
    return {
        table: [
            (
                {**place, variable: code, "ALDER1": age, "KON": sex},
                kept.get(code, 0) if (age, sex) == ("5", "D") else 0,
            )
            for code in codes.split()
            for age in ages
            for sex in "DP9U"
        ]
        for table, variable, codes, kept in (
            ("UND1", "UNDERRETERE", "1 2 3 4 5 6 7 8 9 10 11 12 13 99", notifications),
            ("UND2", "UNDERRET", "1 2 3 4 5 6", children),
        )
    }
