"""People, a folder for contents, uploads."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from maizi.accounts.models import OrgUnit, User
from maizi.files.actions import store
from maizi.files.models import StoredFile
from maizi.files.terms import Purpose

from . import samples


@pytest.fixture(autouse=True)
def root(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    return settings.FILES_ROOT


@pytest.fixture
def unit(db) -> OrgUnit:
    return OrgUnit.objects.create(name="华东", path="/1/")


@pytest.fixture
def ann(unit) -> User:
    return User.objects.create(username="ann", name="安然", unit=unit)


@pytest.fixture
def bob(unit) -> User:
    return User.objects.create(username="bob", name="鲍勃", unit=unit)


@pytest.fixture
def upload(ann):
    """Store some bytes as Ann's."""

    def stored(content: bytes | None = None, name: str = "a.png", **more) -> StoredFile:
        file = SimpleUploadedFile(name, samples.png() if content is None else content)
        return store(file, **{"by": ann, "purpose": Purpose.ATTACHMENT, **more})

    return stored


def contents(root) -> list[str]:
    return sorted(p.name for p in root.rglob("*") if p.is_file())
