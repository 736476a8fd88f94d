"""What the environment says of one run."""

from __future__ import annotations

import pytest

from handbook.settings import automatic_job

JOBS = {
    "nothing set": ({}, ""),
    "GitHub, GitLab": ({"CI": "true"}, "CI"),
    "a number": ({"CI": "1"}, "CI"),
    "a word of no system": ({"CI": "woodpecker"}, "CI"),
    "Azure": ({"TF_BUILD": "True"}, "TF_BUILD"),
    "Jenkins": ({"JENKINS_URL": "https://ci.example/"}, "JENKINS_URL"),
    "TeamCity": ({"TEAMCITY_VERSION": "2026.1"}, "TEAMCITY_VERSION"),
    "switched off, but in another": ({"CI": "false", "TF_BUILD": "True"}, "TF_BUILD"),
    "the first of two": ({"TF_BUILD": "True", "CI": "yes"}, "CI"),
    "a variable that only looks alike": ({"CIRCLE": "true", "ci": "true"}, ""),
    **{
        f"switched off by {word!r}": ({"CI": word}, "")
        for word in ("", "0", "false", "False", "FALSE", "no", "No", "NO", "off", " no ", " ")
    },
}


@pytest.mark.parametrize(("environment", "job"), JOBS.values(), ids=JOBS)
def test_an_automatic_job_is_known_unless_it_is_switched_off(
    environment: dict[str, str], job: str
) -> None:
    assert automatic_job(environment) == job
