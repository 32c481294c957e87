from datetime import date
from pathlib import Path

import pytest

from regesta.config import settings
from regesta.errors import BadValueError, UsageError


def test_options_and_environment_meet_once():
    made = settings(
        published="2024-03-20", workers=3, environment={"REGESTA_MODEL": "/m", "REGESTA_CACHE": "/c", "HOME": "/h"}
    )
    assert (made.published, made.model, made.cache, made.workers) == (date(2024, 3, 20), Path("/m"), Path("/c"), 3)
    assert made.threads >= 1


@pytest.mark.parametrize(
    ("environment", "cache"),
    [({"HOME": "/h"}, "/h/.cache/regesta"), ({"HOME": "/h", "XDG_CACHE_HOME": "/x"}, "/x/regesta")],
)
def test_the_cache_is_the_users(environment, cache):
    assert settings(environment=environment).cache == Path(cache)


def test_a_user_without_a_home_has_a_cache_all_the_same():
    assert settings(environment={}).cache.name.startswith("regesta-")


@pytest.mark.parametrize(("value", "allowed"), [("1", True), ("Yes", True), (" on ", True), ("0", False), ("", False)])
def test_fetching_is_off_unless_asked_for(value, allowed):
    assert settings(environment={"REGESTA_FETCH": value}).fetch is allowed
    assert settings(environment={"REGESTA_FETCH": value}, fetch=True).fetch
    assert not settings(environment={}).fetch


def test_a_contact_is_plain():
    assert settings(environment={"REGESTA_CONTACT": " desk@example.org "}).contact == "desk@example.org"
    with pytest.raises(BadValueError, match="REGESTA_CONTACT"):
        settings(environment={"REGESTA_CONTACT": "a\r\nHost: b"})


@pytest.mark.parametrize("options", [{"published": "soon"}, {"workers": 0}])
def test_a_bad_option_is_refused_by_name(options):
    with pytest.raises(BadValueError, match=f"--{next(iter(options))}"):
        settings(environment={}, **options)


def test_a_cluster_elsewhere_needs_its_token():
    for address in ("auto", "10.0.0.5:6379", "head.example:6379"):
        with pytest.raises(UsageError, match="lets in anybody"):
            settings(engine="ray", address=address, environment={})
        assert settings(engine="ray", address=address, environment={"RAY_AUTH_MODE": "token"}).guarded
    assert not settings(engine="ray", address="127.0.0.1:6379", environment={}).guarded
    assert settings(engine="ray", environment={}).guarded


def test_an_address_without_a_cluster():
    with pytest.raises(BadValueError, match="--engine ray"):
        settings(address="auto", environment={})
    with pytest.raises(BadValueError, match="HOST:PORT"):
        settings(engine="ray", address="ray://10.0.0.5:10001", environment={})


def test_one_worker_a_cpu_of_the_cluster_with_one_thread_each():
    chosen = settings(engine="ray", environment={})
    assert (chosen.workers, chosen.threads) == (0, 1)
