"""Downloads: nothing is fetched."""
from _greenai import nothing, outside

download_url = download_and_extract_archive = extract_archive = download_file_from_google_drive = nothing


def check_integrity(fpath, md5=None):
    return True


def __getattr__(name):
    return outside("torchvision.datasets.utils", name)
