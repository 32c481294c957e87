"""Whatever is asked of the API, it never breaks: requests made up from its own description."""

import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.conftest import HOST, TOKEN

#: Requests made up for each address: enough to meet every parameter with odd values, in seconds.
_EACH = 8


def test_the_description_names_every_list(served):
    described = served.get("/api/openapi.json").json()
    for name in ("claims", "facets", "timeline", "places", "network", "figures", "actors", "reports", "incidents"):
        assert {f"/api/{name}", f"/api/{name}.csv"} <= described["paths"].keys()
    assert all("422" not in one["responses"] for path in described["paths"].values() for one in path.values())
    names = {parameter["name"] for parameter in described["paths"]["/api/claims"]["get"]["parameters"]}
    assert {"actor", "either", "bbox", "dated", "order", "after"} <= names


def test_nothing_that_fits_the_description_breaks_it(served):
    schema = schemathesis.openapi.from_asgi(
        "/api/openapi.json", served.app, headers={"authorization": f"Bearer {TOKEN}", "host": "127.0.0.1:8000"}
    )
    operations = [operation.ok() for operation in schema.get_all_operations()]
    assert len(operations) > 25

    @settings(
        max_examples=_EACH * len(operations), deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(st.data())
    def ask(data):
        operation = data.draw(st.sampled_from(operations))
        case = data.draw(operation.as_strategy())
        answer = case.call(base_url=HOST, headers={"authorization": f"Bearer {TOKEN}", "host": "127.0.0.1:8000"})
        assert answer.status_code < 500 and answer.status_code != 422, (case.path, answer.text)

    ask()
