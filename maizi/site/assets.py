"""Static files under names that carry their content's hash, so browsers keep them for good."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Falls back to plain names for files that were not collected (tests, first start)."""

    manifest_strict = False
    support_js_module_import_aggregation = True  # else a module loads twice, under two names

    def stored_name(self, name: str) -> str:
        return self.hashed_files.get(self.hash_key(self.clean_name(name)), name)
