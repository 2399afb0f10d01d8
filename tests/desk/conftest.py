"""The company whose numbers analyses count, for boards."""

from tests.insight.conftest import numbers as numbers
