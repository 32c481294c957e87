from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.records.spans import Span
from regesta.text.tokens import tokens

#: Words as written, and as the treebank cuts them (parted by spaces).
CASES = [
    ("They don't, can't and won't.", "They do n't , ca n't and wo n't ."),
    ("We cannot go; he's gone, they’ll stay.", "We can not go ; he 's gone , they ’ll stay ."),
    ("Turkey's and Turkey’s envoys", "Turkey 's and Turkey ’s envoys"),
    ("the workers' union", "the workers ' union"),
    ("a nine-month blockade", "a nine - month blockade"),
    ("Al-Qaeda and al-Shabab", "Al - Qaeda and al - Shabab"),
    ("anti-government, pro-Palestinian, re-elected", "anti-government , pro-Palestinian , re-elected"),
    ("U.S.-led raids at 5 a.m. on Mr. Doe", "U.S. - led raids at 5 a.m. on Mr. Doe"),
    ("He left the U.S.", "He left the U.S."),
    ("He said no. She said No.", "He said no . She said No ."),
    ("on Jan. 5 at No. 10", "on Jan. 5 at No. 10"),
    ("J. R. Doe saw plan B.", "J. R. Doe saw plan B ."),
    ("$1,200.50, US$5m, €30 and 4.5%", "$ 1,200.50 , US$ 5 m , € 30 and 4.5 %"),
    ("10:30 on 9/11 in the 1990s, the 21st", "10:30 on 9/11 in the 1990s , the 21st"),
    ("from 2003-2007, on 2024-03-20", "from 2003 - 2007 , on 2024-03-20"),
    ("5pm, 10km, 3D", "5 pm , 10 km , 3D"),
    ("F-16 and S-300 jets", "F - 16 and S - 300 jets"),
    (
        "see https://x.org/a-b?c=d. Or www.x.org, mail a.b@x.org!",
        "see https://x.org/a-b?c=d . Or www.x.org , mail a.b@x.org !",
    ),
    ("Antiwar.com, @doe and #1", "Antiwar.com , @doe and # 1"),
    ('"Wait..." (he said) [sic] “so”', '" Wait ... " ( he said ) [ sic ] “ so ”'),
    ("O'Brien, Shi'ite, Sana'a, Cote d'Ivoire", "O'Brien , Shi'ite , Sana'a , Cote d'Ivoire"),
    ("and/or — that -- is", "and / or — that -- is"),
    ("AT&T in the '90s", "AT&T in the '90s"),
    ("the cafe\u0301 closed", "the cafe\u0301 closed"),
    ("Armeniaʼs", "Armeniaʼs"),
    ("Dont say thats what im told, we cant", "Do nt say that s what i m told , we ca nt"),
    ("Its not its very army, its a state.", "It s not its very army , it s a state ."),
    ("Ive his report.PDF, a .doc and alt.news.iraq", "I ve his report.PDF , a .doc and alt.news.iraq"),
    ("the 1970's, the 80's, 2015's war, 5's", "the 1970's , the 80's , 2015 's war , 5 's"),
    ("b/c of it, w/o $$$, and/or", "b/c of it , w/o $$$ , and / or"),
    ("Its all alot, outta here: (: :D ^_^", "It s all a lot , out ta here : (: :D ^_^"),
    ("John Doe@ACME and Jane Doe@acme.com", "John Doe@ACME and Jane Doe@acme.com"),
    ("Acme Co. and Doe Inc. sold lions, bears etc.", "Acme Co. and Doe Inc. sold lions , bears etc ."),
    ("my mama`s at Acme Inc.", "my mama `s at Acme Inc ."),
    ("Wants, ants, Lima, Ives, heres and hosts", "Wants , ants , Lima , Ives , here s and hosts"),
]


def words(text: str) -> list[str]:
    return [span.of(text) for span in tokens(text, Span(0, len(text)))]


@pytest.mark.parametrize(("text", "cut"), CASES)
def test_cuts_as_the_treebank_does(text: str, cut: str) -> None:
    assert words(text) == cut.split(" ")


def test_only_the_span_is_cut_and_its_end_is_an_end() -> None:
    text = "He said No. 5 was first."
    assert [s.of(text) for s in tokens(text, Span(3, 11))] == ["said", "No", "."]
    assert [s.of(text) for s in tokens(text, Span(3, 13))] == ["said", "No.", "5"]


PIECES = st.lists(
    st.sampled_from(
        ["U.S.", "don't", "’s", " ", "\n", "a-b", "1,000", "...", "é", "e\u0301", "“", "$5", "x.y", "'", "-", "\u200b"]
    )
    | st.text(max_size=4),
    max_size=20,
).map("".join)


@given(PIECES)
def test_tokens_are_in_order_inside_and_lossless(text: str) -> None:
    start, end = len(text) // 4, len(text)
    found = tokens(text, Span(start, end))
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(start <= s.start < s.end <= end for s in found)
    assert "".join(s.of(text) for s in found) == "".join(text[start:end].split())


@pytest.mark.parametrize(
    "piece", ["a", "a.", "a'", "a-", "1,", "www.", "http://", "!", ". ", '"', "a@", "x.y", "e-", "non-", "’s"]
)
def test_time_is_linear(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    began = time.process_time()
    tokens(text, Span(0, len(text)))
    assert time.process_time() - began < 3
