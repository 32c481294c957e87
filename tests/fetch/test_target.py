"""Web addresses taken apart: every way to write one's own machine, and what a sender's words may not do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.errors import RefusedError
from regesta.fetch.target import redirected, shown, target

REFUSED = [
    # the machine itself and its neighbours, in all forms that some program understands
    "http://127.0.0.1/", "http://127.1/", "http://127.0.1/", "http://2130706433/", "http://0x7f000001/",
    "http://0x7f.0.0.1/", "http://0x7F.1/", "http://0177.0.0.1/", "http://017700000001/", "http://127.0.0.01/",
    "http://0/", "http://0.0.0.0/", "http://[::]/", "http://[::1]/", "http://[::ffff:7f00:1]/",
    "http://[::ffff:127.0.0.1]/", "http://[::127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/",
    "http://[2001:0:4136:e378:8000:63bf:80ff:fffe]/", "http://[fe80::1]/", "http://[fe80::1%25eth0]/",
    "http://[ff02::1]/", "http://169.254.169.254/latest/meta-data/", "http://224.0.0.1/", "http://255.255.255.255/",
    "http://4294967296/", "http://1.2.3/", "http://1.2.3.4.5/", "http://256.1.1.1/", "http://0x/", "http://1.1.1.0x1/",
    "http://127.0.0.1./", "http://2130706433./",
    # dots and digits of other scripts
    "http://127\u30020\u30020\u30021/", "http://127\uff0e0\uff0e0\uff0e1/", "http://127\uff610\uff610\uff611/",
    "http://\uff11\uff12\uff17.0.0.1/", "http://\u2460\u2461\u2466.0.0.1/", "http://\u24da\u24e7\u2466f.1/",
    # names of a local network
    "http://localhost/", "http://LOCALHOST/", "http://localhost./", "http://intranet/", "http://\u217fetadata/",
    # user information, and what looks like it
    "http://user@example.org/", "http://user:password@example.org/", "http://example.org@127.0.0.1/",
    "http://127.0.0.1@example.org/", "http://example.org%40127.0.0.1/", "http://@example.org/",
    "http://example.org\\@127.0.0.1/", "http://example.org\\.evil.org/", "http:\\\\example.org/",
    # other schemes
    "file:///etc/passwd", "ftp://example.org/", "gopher://example.org/", "data:text/plain,hello", "javascript:alert(1)",
    "jar:http://example.org!/", "dict://example.org:11211/", "//example.org/", "example.org/", "", "http:", "http:///a",
    "https:example.org",
    # other ports, and what is none
    "http://example.org:22/", "http://example.org:8080/", "http://example.org:0/", "http://example.org:65536/",
    "http://example.org:80x/", "http://example.org:-80/", "http://example.org:\u0668\u0660/",
    # control characters, white space, line ends
    "http://example.org/a b", "http://exam\tple.org/", "http://example.org/\r\nHost: evil.org", "http://example.org/\x00",
    "http://example.org/\u2028", "http://exa\u00a0mple.org/", "http://example.org /",
    # names that are none
    "http://-example.org/", "http://example-.org/", "http://exa$mple.org/", "http://example..org/", "http://.org/",
    "http://%31%32%37.0.0.1/", "http://example.org%00.evil.org/", "http://" + "a" * 64 + ".org/",
    "http://" + "a." * 130 + "org/", "http://[example.org]/", "http://[::1/", "http://::1/", "http://example.org[1]/",
    "http://fa\u00df.de/", "http://a\u200db.org/", "http://a\u2100b.org/", "http://example.org/" + "a" * 4000,
]  # fmt: skip


@pytest.mark.parametrize("url", REFUSED)
def test_refused_before_anything_is_asked(url):
    with pytest.raises(RefusedError) as caught:
        target(url)
    assert len(caught.value.where) <= 200


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("HTTP://Example.ORG", "http://example.org/"),
        ("http://example.org:80/a?b=c#d", "http://example.org/a?b=c"),
        ("https://example.org:443/", "https://example.org/"),
        ("https://example.org:80/", "https://example.org:80/"),
        ("http://example.org:443/", "http://example.org:443/"),
        (" https://example.org/a \n", "https://example.org/a"),
        ("https://example.org./a", "https://example.org/a"),
        ("https://b\u00fccher.example/\u00fc?q=\u00e9", "https://xn--bcher-kva.example/%C3%BC?q=%C3%A9"),
        ("https://example.org/a%20b?c=%2F&d=e;f", "https://example.org/a%20b?c=%2F&d=e;f"),
        ("https://example.org?a=b", "https://example.org/?a=b"),
        ("http://8.8.8.8/", "http://8.8.8.8/"),
        ("http://[2606:4700:4700::1111]/", "http://[2606:4700:4700::1111]/"),
        ("https://example.org//double/../x", "https://example.org//double/../x"),
        ("https://example\u3002org/", "https://example.org/"),
    ],
)  # fmt: skip
def test_one_form(url, plain):
    assert target(url).url == plain
    assert target(plain).url == plain


@given(st.integers(0, 0xFF), st.integers(0, 0xFFFFFF), st.sampled_from(["d", "o", "x", "X"]), st.integers(1, 3))
def test_no_number_is_a_name(first, rest, base, parts):
    """An IPv4 address in any form but four plain decimals is refused, whatever the address."""
    write = {"d": str, "o": lambda n: f"0{n:o}", "x": hex, "X": lambda n: f"0X{n:X}"}[base]
    number = (first << 24) | rest
    heads = [(number >> shift) & 0xFF for shift in (24, 16)][: parts - 1]
    tail = number & ((1 << (32 - 8 * len(heads))) - 1)
    with pytest.raises(RefusedError):
        target(f"http://{'.'.join(write(n) for n in [*heads, tail])}/")


@given(st.text(max_size=60))
def test_whatever_is_written_is_refused_or_has_one_form(text):
    for url in (
        text,
        f"http://{text}",
        f"https://{text}/a",
        f"http://example.org/{text}",
        f"http://example.org?{text}",
    ):
        try:
            found = target(url)
        except RefusedError:
            continue
        assert found.url.isascii() and found.url.isprintable() and " " not in found.url
        assert target(found.url) == found


@given(st.text(max_size=40))
def test_a_path_never_becomes_a_host(path):
    try:
        found = target(f"https://example.org/{path}")
    except RefusedError:
        return
    assert (found.host, found.scheme, found.port) == ("example.org", "https", 443)


@pytest.mark.parametrize(
    ("location", "plain"),
    [
        ("/b", "https://example.org/b"), ("c?d", "https://example.org/a/c?d"), ("//other.org/e", "https://other.org/e"),
        ("https://other.org", "https://other.org/"), ("", "https://example.org/a/"),
    ],
)  # fmt: skip
def test_redirects(location, plain):
    assert redirected(target("https://example.org/a/"), location).url == plain


@pytest.mark.parametrize(
    "location",
    [
        "http://example.org/", "file:///etc/passwd", "//127.0.0.1/", "https://u@h.org/", "//[", "\\\\127.0.0.1/",
        "//2130706433",
    ],
)  # fmt: skip
def test_redirects_that_are_refused(location):
    with pytest.raises(RefusedError):
        redirected(target("https://example.org/a/"), location)


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("http://u:p@h.org/a@b", "http://...@h.org/a@b"), ("https://u:p@q@h.org", "https://...@h.org"),
        ("http:u:p@h.org", "http:...@h.org"), ("https://h.org/a@b", "https://h.org/a@b"), (" x ", "x"),
    ],
)  # fmt: skip
def test_passwords_are_not_shown(url, plain):
    assert shown(url) == plain


def test_from_http_to_https_and_on():
    assert redirected(target("http://example.org/"), "https://example.org/").scheme == "https"


def test_half_a_character_cannot_be_sent():
    for url in ("http://example.org/\udcff", "http://example.org/?\ud800"):
        with pytest.raises(RefusedError, match="half a character"):
            target(url)
        with pytest.raises(RefusedError):
            redirected(target("http://example.org/"), url)
