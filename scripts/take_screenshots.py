"""Take the pictures of the page that the documentation shows: python scripts/take_screenshots.py."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
ARTICLE = """\
Thủ tướng Lào thăm chính thức Việt Nam

Sáng 9/1, tại Hà Nội, Thủ tướng Sonexay Siphandnoe đã hội đàm với Thủ tướng nước chủ nhà. Cùng dự có Bộ trưởng \
Ngoại giao Thongsavanh Phomvihane và ông Bounsavath Phetmixay, Bí thư tỉnh Bô-ly-khăm-xay.

Tổng Bí thư, Chủ tịch nước Thongloun Sisoulith (ທອງລຸນ ສີສຸລິດ) gửi lời chúc mừng. Bà Xủn - thon Xay - nha - chắc cho \
biết đoàn sẽ thăm Viêng Chăn, Savannakhet và Luông Pha-băng.
"""
DESK = {"width": 1200, "height": 720}
PHONE = {"width": 390, "height": 844}
PICTURES: dict[str, dict[str, Any]] = {
    "article-en-light": {"locale": "en-GB", "color_scheme": "light", "viewport": DESK},
    "article-vi-light": {"locale": "vi-VN", "color_scheme": "light", "viewport": DESK},
    "article-vi-phone": {"locale": "vi-VN", "color_scheme": "dark", "viewport": PHONE},
}


def main() -> None:
    from bench.web import server
    from tests.web.browsing import browser, visit

    IMAGES.mkdir(exist_ok=True)
    with server(1) as (_, port), browser() as running:
        for name, options in PICTURES.items():
            with visit(running, f"http://127.0.0.1:{port}/", **options) as visited:
                visited.page.fill("#text", ARTICLE)
                visited.page.wait_for_selector("#findings-list li")
                visited.page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0) }")
                visited.page.screenshot(path=str(IMAGES / f"{name}.png"))


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    main()
