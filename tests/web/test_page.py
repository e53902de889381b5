"""The page in a real browser, as a journalist uses it: by mouse, by keyboard, by screen reader, on a phone."""

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest

import tenlao
from tests.web.browsing import visit
from tests.web.serving import Server, served

ARTICLE = (
    "Sáng nay, Thủ tướng Sonexay Siphandnoe gặp ông Bounsavath Phetmixay ở Bô-ly-khăm-xay. 😀\n\n"
    "Bà Xủn - thon Xay - nha - chắc đến Viêng Chăn. Ông Thongloun Sisoulith (ທອງລຸນ ສີສຸລິດ) chúc mừng.\n"
)
ALL_RULES = {"rules": {"target-size": {"enabled": True}}}
PAGES = (
    "/",
    "/lookup",
    "/lookup?q=Siphandone",
    "/entry/kaysone-phomvihane?q=Kaysone",
    "/render?q=Bounsavath+Phetmixay",
    "/table?kind=person",
    "/table/statistics",
    "/preview?id=thongloun-sisoulith",
    "/entry/nobody",
)


@pytest.fixture
def desk(running_browser: Any, server: Server) -> Any:
    """The page with an article in it that has been looked through."""
    with visit(running_browser, server.url, permissions=["clipboard-read", "clipboard-write"]) as visited:
        write(visited.page, ARTICLE)
        yield visited.page


def write(page: Any, text: str) -> None:
    page.fill("#text", text)
    page.wait_for_function("() => document.querySelector('#under mark') !== null")


def underlined(page: Any) -> list[tuple[str, str]]:
    marks = page.locator("#under mark")
    return [(mark.get_attribute("class"), mark.text_content()) for mark in marks.all()]


def open_findings(page: Any) -> list[str]:
    return [link.text_content() for link in page.locator("#findings-list .link").all()]


class TestArticle:
    def test_names_are_underlined_by_kind(self, desk: Any) -> None:
        assert underlined(desk) == [
            ("wrong", "Sonexay Siphandnoe"),
            ("unknown", "Bounsavath Phetmixay"),
            ("place", "Bô-ly-khăm-xay"),
            ("wrong", "Xủn - thon Xay - nha - chắc"),
            ("place", "Viêng Chăn"),
            ("person", "Thongloun Sisoulith"),
            ("person", "ທອງລຸນ ສີສຸລິດ"),
        ]

    def test_underlines_stand_where_the_letters_are(self, desk: Any) -> None:
        written, under = (desk.locator(place).bounding_box() for place in ("#text", "#under"))
        assert written == under
        looks = [
            desk.eval_on_selector(
                place, "e => { const s = getComputedStyle(e); return [s.font, s.padding, s.lineHeight] }"
            )
            for place in ("#text", "#under")
        ]
        assert looks[0] == looks[1]

    def test_findings_speak_the_language_of_the_page(self, desk: Any) -> None:
        assert open_findings(desk) == [
            "Sonexay Siphandnoe",
            "Bounsavath Phetmixay",
            "Xủn - thon Xay - nha - chắc",
        ]
        assert "gần giống" in desk.locator("#findings-list .said").first.text_content()
        assert "Bun-xa-vạt Phết-mi-xay*" in desk.locator("#findings-list li.unlisted").text_content()

    def test_a_suggestion_is_taken_ignored_and_undone(self, desk: Any) -> None:
        desk.get_by_role("button", name="Sửa thành “Sonexay Siphandone”").click()
        desk.wait_for_function("() => document.querySelectorAll('#findings-list > li').length === 2")
        assert "Sonexay Siphandone gặp" in desk.input_value("#text")
        desk.locator("#findings-list li.unlisted").get_by_role("button", name="Bỏ qua").click()
        assert open_findings(desk) == ["Xủn - thon Xay - nha - chắc"]
        desk.get_by_role("button", name="Hoàn tác").click()
        desk.focus("#text")
        desk.keyboard.press("Control+z")
        desk.wait_for_function("() => document.querySelectorAll('#findings-list > li').length === 3")
        assert desk.input_value("#text") == ARTICLE

    def test_what_is_found_moves_along_until_the_server_has_answered(self, desk: Any) -> None:
        before = underlined(desk)
        desk.route("**/api/v1/article", lambda route: None)
        desk.focus("#text")
        desk.keyboard.press("Control+Home")
        desk.keyboard.type("Tin: ")
        assert underlined(desk) == before
        desk.get_by_role("button", name="Sửa thành “Sonexay Siphandone”").click()
        assert desk.input_value("#text") == "Tin: " + ARTICLE.replace("Siphandnoe", "Siphandone")
        assert underlined(desk) == before[1:]

    def test_what_was_typed_into_is_not_mended(self, desk: Any) -> None:
        desk.route("**/api/v1/article", lambda route: None)
        desk.focus("#text")
        place = ARTICLE.index("phandnoe")
        desk.evaluate("at => document.querySelector('#text').setSelectionRange(at, at)", place)
        desk.keyboard.type("x")
        desk.get_by_role("button", name="Sửa thành “Sonexay Siphandone”").click()
        assert desk.input_value("#text") == f"{ARTICLE[:place]}x{ARTICLE[place:]}"

    def test_all_that_is_safe_is_taken_at_once(self, desk: Any) -> None:
        desk.locator("#fix-all").click()
        desk.wait_for_function("() => document.querySelectorAll('#findings-list > li').length === 2")
        assert desk.input_value("#text") == ARTICLE.replace(
            "Xủn - thon Xay - nha - chắc", "Xủn-thon Xay-nha-chắc"
        )

    @pytest.mark.parametrize("style", ["gloss", "vietnamese", "latin"])
    def test_a_style_shows_what_would_be_printed(self, desk: Any, style: Any) -> None:
        desk.get_by_role("tab", name="Bản in").click()
        desk.check(f"input[value={style}]")
        desk.wait_for_selector("#printed ins")
        printed = desk.eval_on_selector(
            "#printed",
            "e => [...e.childNodes].filter(n => n.nodeName !== 'DEL').map(n => n.textContent).join('')",
        )
        assert printed == tenlao.annotate(ARTICLE, style)
        desk.get_by_role("button", name="Chép chữ").click()
        desk.wait_for_function("() => document.querySelector('#status').textContent === 'Đã chép'")
        assert desk.evaluate("() => navigator.clipboard.readText()") == printed
        desk.get_by_role("button", name="Chép kèm định dạng").click()
        rich = "async () => (await (await navigator.clipboard.read())[0].getType('text/html')).text()"
        desk.wait_for_function("() => document.querySelector('#copy-rich').textContent === 'Đã chép'")
        assert desk.evaluate(rich).count("<p>") == 2

    def test_a_reload_keeps_the_text_until_it_is_cleared(self, desk: Any) -> None:
        desk.locator("#findings-list li.unlisted").get_by_role("button", name="Bỏ qua").click()
        desk.reload()
        desk.wait_for_selector("#under mark")
        assert desk.input_value("#text") == ARTICLE
        assert len(open_findings(desk)) == 2
        desk.once("dialog", lambda dialog: dialog.accept())
        desk.get_by_role("button", name="Xóa hết").click()
        desk.wait_for_function("() => localStorage.length === 0")
        desk.reload()
        assert desk.input_value("#text") == ""

    def test_names_are_listed_with_their_writings(self, desk: Any) -> None:
        desk.get_by_role("tab", name="Tên").click()
        listed = desk.locator("#names-list").text_content()
        for form in ("Thoong-lun Xi-xu-lít", "ທອງລຸນ ສີສຸລິດ", "Bun-xa-vạt Phết-mi-xay*", "chưa có trong bảng"):
            assert form in listed

    def test_a_finding_leads_to_its_place_and_back(self, desk: Any) -> None:
        desk.locator("#findings-list .link").first.click()
        selected = desk.eval_on_selector("#text", "t => t.value.slice(t.selectionStart, t.selectionEnd)")
        assert selected == "Sonexay Siphandnoe"
        desk.keyboard.press("ArrowRight")
        assert desk.locator("#findings-list > li.here .link").text_content() == "Sonexay Siphandnoe"


class TestFiles:
    def test_a_word_document_is_opened_changed_and_saved(
        self, running_browser: Any, server: Server, tmp_path: Path
    ) -> None:
        file = tmp_path / "bài.docx"
        made = docx.Document()
        paragraph = made.add_paragraph("Thủ tướng Sonexay ")
        paragraph.add_run("Siphandone").bold = True
        paragraph.add_run(" và bà Xủn - thon Xay - nha - chắc.")
        made.add_paragraph("Hết.")
        made.save(str(file))
        with visit(running_browser, server.url) as visited:
            page = visited.page
            page.set_input_files("#file", file)
            page.wait_for_selector("#findings-list > li")
            assert page.locator("#file-name").text_content() == "bài.docx"
            page.locator("#fix-all").click()
            page.wait_for_function("() => document.querySelectorAll('#findings-list > li').length === 0")
            page.reload()
            page.get_by_role("tab", name="Bản in").click()
            page.check("input[value=gloss]")
            page.wait_for_selector("#printed ins")
            with page.expect_download() as download:
                page.get_by_role("button", name="Tải về").click()
            content = Path(download.value.path()).read_bytes()
            assert download.value.suggested_filename == "bài.docx"
        new = docx.Document(io.BytesIO(content))
        assert [p.text for p in new.paragraphs] == [
            "Thủ tướng Sonexay Siphandone (Xỏn-xay Xỉ-phăn-đon) và bà Xủn-thon Xay-nha-chắc (Sounthone Xayachack).",
            "Hết.",
        ]
        assert [run.bold for run in new.paragraphs[0].runs][1] is True
        with zipfile.ZipFile(file) as before, zipfile.ZipFile(io.BytesIO(content)) as after:
            same = [name for name in before.namelist() if before.read(name) == after.read(name)]
            assert set(before.namelist()) - set(same) == {"word/document.xml"}

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("tin.srt", "1\r\n00:00:01,000 --> 00:00:02,000\r\n<i>NAME</i> đến.\r\n"),
            ("tin.vtt", "WEBVTT\n\nNOTE của HIDDEN\n\n00:01.000 --> 00:02.000\n<v HIDDEN>NAME đến.\n"),
            (
                "tin.html",
                "<!doctype html>\n<p title='HIDDEN'>Bà <b>NAME</b> đến&nbsp;Lào.\n<!-- HIDDEN -->\n",
            ),
            ("tin.md", "# Tin\n\nBà **NAME** đến [Lào](</HIDDEN>).\n"),
        ],
    )
    def test_a_document_comes_back_with_its_names_mended_and_nothing_else(
        self, running_browser: Any, server: Server, name: str, content: str
    ) -> None:
        with visit(running_browser, server.url) as visited:
            page = visited.page
            content = content.replace("HIDDEN", "Xủn - thon Xay - nha - chắc")
            wrong = content.replace("NAME", "Xủn - thon Xay - nha - chắc")
            page.set_input_files("#file", {"name": name, "mimeType": "", "buffer": wrong.encode()})
            page.locator("#fix-all").click()
            page.wait_for_function("() => document.querySelectorAll('#findings-list > li').length === 0")
            page.get_by_role("tab", name="Bản in").click()
            with page.expect_download() as download:
                page.get_by_role("button", name="Tải về").click()
            mended = Path(download.value.path()).read_bytes().decode()
        assert download.value.suggested_filename == name
        assert mended == content.replace("NAME", "Xủn-thon Xay-nha-chắc")

    def test_a_text_that_is_dropped_keeps_its_line_ends(self, running_browser: Any, server: Server) -> None:
        with visit(running_browser, server.url) as visited:
            page = visited.page
            page.evaluate(
                """() => {
                    const data = new DataTransfer();
                    const content = "\\ufeffÔng Xỏn - xay Xỉ-phăn-đon.\\r\\nHết.\\r\\n";
                    data.items.add(new File([content], "tin.md"));
                    const drop = new DragEvent("drop", {dataTransfer: data, bubbles: true});
                    document.querySelector("#paper").dispatchEvent(drop);
                }"""
            )
            page.wait_for_selector("#fix-all:not([hidden])")
            page.locator("#fix-all").click()
            page.wait_for_function("() => document.querySelectorAll('#findings-list > li').length === 0")
            page.get_by_role("tab", name="Bản in").click()
            with page.expect_download() as download:
                page.get_by_role("button", name="Tải về").click()
            content = Path(download.value.path()).read_bytes()
        assert content == "\ufeffÔng Xỏn-xay Xỉ-phăn-đon.\r\nHết.\r\n".encode()

    def test_what_cannot_be_read_is_said(self, running_browser: Any, server: Server) -> None:
        with visit(running_browser, server.url) as visited:
            file = {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
            visited.page.set_input_files("#file", file)
            visited.page.wait_for_function(
                "() => document.querySelector('#status').textContent.includes('tệp PDF')"
            )
            visited.complaints = [c for c in visited.complaints if "422" not in c]


class TestAsking:
    def test_a_name_is_looked_up_as_one_types(self, running_browser: Any, server: Server) -> None:
        with visit(running_browser, f"{server.url}/lookup") as visited:
            visited.page.locator("#q").press_sequentially("Thonglun Sisulit")
            visited.page.wait_for_selector(".card")
            visited.page.get_by_role("link", name="Thongloun Sisoulith").click()
            assert visited.page.url.startswith(f"{server.url}/entry/thongloun-sisoulith?q=")
            assert "đọc giống nhau" in visited.page.locator(".why").text_content()

    def test_a_year_tells_who_held_an_office_then(self, running_browser: Any, server: Server) -> None:
        with visit(running_browser, f"{server.url}/lookup?q=Tỉnh trưởng Attapư") as visited:
            visited.page.get_by_placeholder("Năm").press_sequentially("2020")
            visited.page.wait_for_selector("h2:has-text('giữ chức vụ này năm 2020')")
            assert visited.page.locator(".card .role").first.text_content().count("Attapeu")
            assert visited.page.locator(".card .score").count() == 0

    def test_pages_answer_without_scripts(self, running_browser: Any, server: Server) -> None:
        with visit(running_browser, f"{server.url}/lookup", java_script_enabled=False) as visited:
            visited.page.fill("#q", "ວຽງຈັນ")
            visited.page.get_by_role("button", name="Tra cứu").click()
            assert visited.page.locator(".card h3").first.text_content() == "Vientiane"

    def test_a_suggestion_is_copied_with_its_mark(self, running_browser: Any, server: Server) -> None:
        with visit(
            running_browser,
            f"{server.url}/render?q=Bounsavath+Phetmixay",
            permissions=["clipboard-read", "clipboard-write"],
        ) as visited:
            visited.page.locator(".rendering .copy").first.click()
            visited.page.wait_for_function(
                "() => document.querySelector('.rendering .copy').textContent === '✓'"
            )
            assert visited.page.evaluate("() => navigator.clipboard.readText()") == "Bun-xa-vạt Phết-mi-xay*"

    def test_the_language_is_that_of_the_browser_until_one_is_chosen(
        self, running_browser: Any, server: Server
    ) -> None:
        with visit(running_browser, f"{server.url}/table", locale="en-GB") as visited:
            page = visited.page
            assert page.get_attribute("html", "lang") == "en"
            page.get_by_role("link", name="Tiếng Việt").click()
            page.get_by_role("link", name="Tra cứu").click()
            assert page.get_attribute("html", "lang") == "vi"

    def test_the_page_asks_for_the_key_once(self, running_browser: Any, tmp_path: Path) -> None:
        (tmp_path / "keys").write_text("0123456789abcdef\n", encoding="utf-8")
        with (
            served("--api-key-file", tmp_path / "keys") as server,
            visit(running_browser, server.url) as visited,
        ):
            asked = []

            def give_key(dialog: Any) -> None:
                asked.append(dialog.message)
                dialog.accept("0123456789abcdef")

            visited.page.on("dialog", give_key)
            for text in ("Ở Viêng Chăn.", "Ở Viêng Chăn và Luông Pha-băng."):
                visited.page.fill("#text", text)
                visited.page.wait_for_function(
                    f"() => document.querySelectorAll('#under mark').length === {text.count(' và') + 1}"
                )
            assert len(asked) == 1
            visited.complaints = [c for c in visited.complaints if "401" not in c]


@pytest.mark.parametrize(("theme", "width", "locale"), [("light", 390, "vi-VN"), ("dark", 1440, "en-GB")])
def test_nothing_keeps_people_out(
    running_browser: Any, server: Server, theme: str, width: int, locale: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    options = {"color_scheme": theme, "locale": locale, "viewport": {"width": width, "height": 844}}
    with visit(running_browser, server.url, **options) as visited:
        page = visited.page
        for path in PAGES:
            page.goto(server.url + path)
            if path == "/":
                write(page, ARTICLE)
                for tab in page.locator("[role=tab]").all():
                    tab.click()
                    assert axe.run(page, options=ALL_RULES).response["violations"] == [], tab.text_content()
            assert axe.run(page, options=ALL_RULES).response["violations"] == [], path
            assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), path
        visited.complaints = [c for c in visited.complaints if "404" not in c]


def test_everything_is_reached_by_keyboard(running_browser: Any, server: Server) -> None:
    with visit(running_browser, server.url) as visited:
        page = visited.page
        write(page, ARTICLE)
        page.goto(server.url)
        page.wait_for_selector("#under mark")
        page.keyboard.press("Tab")
        assert page.evaluate("() => document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        reached = []
        for _ in range(40):
            page.keyboard.press("Tab")
            reached.append(
                page.evaluate("() => document.activeElement.id || document.activeElement.textContent.trim()")
            )
        assert {"open", "clear", "text", "tab-findings", "fix-all", "Sửa thành “Sonexay Siphandone”"} <= set(
            reached
        )
        page.locator("#findings-list").get_by_role("button", name="Bỏ qua").first.focus()
        page.keyboard.press("Enter")
        assert page.evaluate("() => document.activeElement.textContent") == "Bounsavath Phetmixay"
        page.focus("#tab-findings")
        page.keyboard.press("ArrowRight")
        assert page.evaluate("() => document.activeElement.id") == "tab-result"
        assert page.locator("#result").is_visible()


def test_a_page_is_light_and_sets_lao_in_its_own_font(running_browser: Any, server: Server) -> None:
    with visit(running_browser, server.url) as visited:
        write(visited.page, ARTICLE)
        visited.page.wait_for_function("() => document.fonts.check('1em \"tenlao lao\"', 'ລາວ')")
        visited.page.wait_for_load_state("networkidle")
        assert sum(visited.loaded.values()) < 250_000
        families = [font for font in visited.loaded if font.endswith(".woff2")]
        assert families
