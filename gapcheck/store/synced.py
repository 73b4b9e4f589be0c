"""Folders that other programs copy about behind our back."""

import os
import sys
from pathlib import Path

_BY_NAME = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "mobile documents": "iCloud Drive",
    "icloud drive": "iCloud Drive",
    "iclouddrive": "iCloud Drive",
    "cloudstorage": "a cloud drive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
}
_BY_MARKER = {".stfolder": "Syncthing", ".dropbox": "Dropbox", ".dropbox.cache": "Dropbox"}
_NETWORK_SYSTEMS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "9p", "ncpfs", "davfs", "fuse.sshfs", "fuse.rclone"}
_REMOTE_DRIVE = 4  # DRIVE_REMOTE of GetDriveTypeW


def synced_folder_warning(path: Path) -> str:
    """A sentence when a folder is synchronised or on a network, where locks may fail to hold; else an empty text."""
    keeper = _synchronised_by(path)
    if keeper:
        return (
            f"{path} is kept in step by {keeper}, which can mix up two people's work; "
            "keep engagements on this machine and hand them over as bundles."
        )
    if _on_network(path):
        return (
            f"{path} is on a network drive, where two people may write at once without noticing; "
            "keep engagements on this machine and hand them over as bundles."
        )
    return ""


def _synchronised_by(path: Path) -> str:
    here = path.expanduser().absolute()
    for folder in (here, *here.parents):
        # companies get "OneDrive - Acme" and "Dropbox (Acme)"
        name = folder.name.casefold().split(" - ")[0].split(" (")[0]
        if name in _BY_NAME:
            return _BY_NAME[name]
        for marker, keeper in _BY_MARKER.items():
            # the home folder holds Dropbox's settings under the same name
            if folder != Path.home() and os.path.lexists(folder / marker):
                return keeper
    return ""


def _on_network(path: Path) -> bool:
    here = path.expanduser().absolute()
    if here.drive.startswith("\\\\"):
        return True
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.kernel32.GetDriveTypeW(here.anchor) == _REMOTE_DRIVE)
    return _file_system(here) in _NETWORK_SYSTEMS


def _file_system(path: Path) -> str:
    """The kind of file system below a path, as Linux names it; empty where it does not say."""
    try:
        mounts = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    found, kind = Path("/"), ""
    for mount in mounts:
        _, point, system, *_ = mount.split(" ")
        at = Path(point.replace("\\040", " "))
        if path.is_relative_to(at) and at.is_relative_to(found):
            found, kind = at, system
    return kind
