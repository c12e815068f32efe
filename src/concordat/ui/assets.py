"""Static files under names that change with what is in them, so that a browser may keep them for ever."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Hashed names once the files are collected; plain names before that, in tests and while developing.

    Strict all the same: once there is a manifest, a file that is not in it raises ValueError.
    """

    manifest_strict = True

    @property
    def is_collected(self) -> bool:
        """Whether ``collectstatic`` has run; a site that serves people should say so before it starts."""
        return bool(self.hashed_files)

    def stored_name(self, name: str) -> str:
        """The hashed name of a file, or its plain name where nothing was collected."""
        return str(super().stored_name(name)) if self.is_collected else name
