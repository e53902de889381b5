"""Build the documentation site into build/site, in English and, under vi/, in Vietnamese.

python scripts/build_site.py     lays out the pages under build/pages, then builds each language; warnings are errors

A page is a document of the checkout: NAME.vi.md is the Vietnamese version of NAME.md. Documents link to each other as
files of the checkout; on the site, a link to what is no page leads to the file in the repository.
Pictures are on the site.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "build" / "pages"
SITE = "https://tenlao.github.io/tenlao/"
REPOSITORY = "https://github.com/tenlao/tenlao"
CONFIGURATIONS = {"en": "mkdocs.en.yml", "vi": "mkdocs.vi.yml"}
PICTURES = (".png",)
ONLY_ENGLISH = '!!! note "Trang này chưa có bản tiếng Việt"\n\n    Dưới đây là bản tiếng Anh.\n\n'

FENCE_OR_LINK = re.compile(
    r"^(?P<fence>```+).*?^(?P=fence)$|(?<=\]\()(?!\w+:|#)(?P<path>[^)\s#]+)(?P<anchor>#[^)\s]*)?(?=\))",
    re.MULTILINE | re.DOTALL,
)


def pages(language: str) -> dict[str, str]:
    """Find the document of each page in a language, both as paths with slashes, in the checkout and on the site.

    >>> pages("vi")["index.md"], pages("en")["rules/TL001.md"]
    ('README.vi.md', 'docs/rules/TL001.md')
    """
    found = {}
    for path in sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]):
        document = path.relative_to(ROOT).as_posix()
        name, translated = re.subn(r"\.vi\.md$", ".md", document.removeprefix("docs/"))
        if not translated or language == "vi":  # README.vi.md comes after README.md, and takes its place
            found["index.md" if name == "README.md" else name] = document
    return dict(sorted(found.items()))


def with_links_of_the_site(text: str, page: str, language: str) -> str:
    """Make the links of a document lead to pages of the site, or else to files of the repository.

    >>> with_links_of_the_site("[score](docs/score.md#cases), [licence](LICENSE)", "index.md", "en")
    '[score](score.md#cases), [licence](https://github.com/tenlao/tenlao/blob/main/LICENSE)'

    A document that links to itself in the other language leads there.

    >>> with_links_of_the_site("[English](check.md)", "check.md", "vi")
    '[English](https://tenlao.github.io/tenlao/check.html)'
    """
    documents = pages(language)
    document = documents[page]
    page_of = {other: name for name, other in documents.items()}
    page_of |= {other: name for name, other in pages("en").items()}
    english = pages("en")[page]
    versions = {english: "", f"{english.removesuffix('.md')}.vi.md": "vi/"}

    def on_site(link: re.Match[str]) -> str:
        if link["fence"]:
            return link[0]
        path = os.path.normpath(PurePosixPath(document).parent / link["path"]).replace(os.sep, "/")
        if path in versions and path != document:
            target = f"{SITE}{versions[path]}{page.removesuffix('.md')}.html"
        elif path.endswith(PICTURES):
            folder = PurePosixPath(page).parent
            target = os.path.relpath(path.removeprefix("docs/"), folder).replace(os.sep, "/")
        elif path in page_of:
            target = os.path.relpath(page_of[path], PurePosixPath(page).parent).replace(os.sep, "/")
        else:
            target = f"{REPOSITORY}/{'tree' if (ROOT / path).is_dir() else 'blob'}/main/{path}"
        return target + (link["anchor"] or "")

    return FENCE_OR_LINK.sub(on_site, text)


def lay_out(language: str) -> None:
    """Write the pages of a language to the folder from which its site is built."""
    shutil.rmtree(PAGES / language, ignore_errors=True)
    for page, document in pages(language).items():
        text = with_links_of_the_site((ROOT / document).read_text(encoding="utf-8"), page, language)
        if language == "vi" and not document.endswith(".vi.md"):
            title, _, rest = text.partition("\n\n")
            text = f"{title}\n\n{ONLY_ENGLISH}{rest}"
        target = PAGES / language / page
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    for picture in (ROOT / "docs").rglob("*"):
        if picture.name.endswith(PICTURES):
            target = PAGES / language / picture.relative_to(ROOT / "docs")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(picture, target)


def main() -> None:
    if sys.version_info < (3, 11):
        print("The site is not built: its generator needs Python 3.11 or newer.")
        return
    for language, configuration in CONFIGURATIONS.items():
        lay_out(language)
        command = [sys.executable, "-m", "zensical", "build", "--strict", "--clean", "-f", configuration]
        subprocess.run(command, cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
