"""Tests of built sites, by the command as people run it."""  # noqa: A005 - never imported as `site`
