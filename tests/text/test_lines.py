from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.records.reports import PartKind
from regesta.text.lines import is_biography, line_kind, wire_dateline

CASES = {
    PartKind.BYLINE: [
        "By Jane Doe",
        "BY JANE DOE AND JOHN ROE",
        "By Jane Doe, Example News",
        "By Ana de la Cruz, March 4, 2019",
        "Author: Jane Doe",
        "Written by: Jane Doe",
        "(Reporting by Jane Doe; Editing by John Roe)",
        "Additional reporting by Jane Doe in Rome",
    ],
    PartKind.DATELINE: ["Wednesday, July 10, 2019", "Published: 4 March 2019", "2019-03-04"],
    PartKind.CAPTION: [
        "Map showing the border, with the town in red",
        "Photo: Jane Doe/Example",
        "FILE - A soldier stands near the bridge in 2019. (AP Photo/Jane Doe)",
        "File photo: soldiers near the bridge.",
        "A soldier stands near the bridge [Jane Doe/Reuters]",
        "Image: Jane Doe.",
        "Caption: the bridge at dawn",
    ],
    PartKind.PROMOTION: [
        "Read more: The long road to the bridge",
        "Follow us on Twitter",
        "Related stories:",
        "Subscribe to our newsletter",
        "© 2024 Example News",
        "This article was first published by Example News.",
        "Jane Doe is a reporter for Example News. Follow her on Twitter @janedoe.",
        "John Roe is the foreign editor of Example News and can be reached at roe@example.org",
    ],
    PartKind.BODY: [
        "By Monday the army had taken the town.",
        "By land and sea they came, and by nightfall the town was theirs.",
        "Images of the attack spread within hours.",
        "Photos taken by satellites show the damage.",
        "Maps showing the border were published on Monday.",
        "Sponsored by a neighbour, the militia crossed the border.",
        "This report is the first to name the general.",
        "Like us, they fled at night.",
        "The reporter was arrested on Monday.",
        "John Roe was the editor of a banned newspaper before he fled.",
        "The team won the first half. The second half was lost by a wide margin. (Image: Jane Doe)",
        "What comes next",
        "On 4 March 2019 the army left.",
    ],
}


@pytest.mark.parametrize(("kind", "line"), [(kind, line) for kind, lines in CASES.items() for line in lines])
def test_kind(kind: PartKind, line: str) -> None:
    assert line_kind(line) is kind


def test_the_author_of_the_byline_is_known_by_name() -> None:
    words = "Jane Doe is a senior analyst at a think tank in Rome."
    assert is_biography(words, author="By Jane Doe")
    assert not is_biography(words, author="By Ann Poe")
    assert not is_biography(words)


@pytest.mark.parametrize(
    ("paragraph", "dateline"),
    [
        ("GENEVA (AP) — The talks began.", "GENEVA (AP) — "),
        ("KYIV, March 3 - The talks began.", "KYIV, March 3 - "),
        ("WASHINGTON — “So be it,” he said.", "WASHINGTON — "),
        ("ROCHESTER, Minn. -- Sheriffs said so.", "ROCHESTER, Minn. -- "),
        ("Geneva (Reuters) - The talks began.", "Geneva (Reuters) - "),
        ("UNITED NATIONS, New York, 4 May (IPS) - A vote came.", "UNITED NATIONS, New York, 4 May (IPS) - "),
        ("GAZA/JERUSALEM, Jan 5 (Reuters) - Troops left.", "GAZA/JERUSALEM, Jan 5 (Reuters) - "),
        ("BAGHDAD: Troops left.", "BAGHDAD: "),
        ("NATO — the alliance — met.", ""),
        ("US - led forces left.", ""),
        ("The war — a long one — ended.", ""),
        ("New Delhi: The talks began.", ""),
        ("Troops left.", ""),
    ],
)
def test_wire_dateline(paragraph: str, dateline: str) -> None:
    assert paragraph[: wire_dateline(paragraph)] == dateline


@given(st.text(max_size=600))
def test_never_raises(line: str) -> None:
    line_kind(line.strip())
    assert 0 <= wire_dateline(line) <= len(line)
