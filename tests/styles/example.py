"""A small table for tests of styles."""

from tenlao import Entry, Form, Gazetteer, Table
from tenlao.base.vocabulary import WRITINGS, Kind


def entry(
    id: str,
    kind: Kind,
    latin: str = "",
    vietnamese: str = "",
    lao: str = "",
    same_name_as: tuple[str, ...] = (),
) -> Entry:
    """An entry with at most one form in each writing."""
    texts = zip(WRITINGS, (latin, vietnamese, lao), strict=True)
    forms = tuple(Form(text, writing) for writing, text in texts if text)
    return Entry(id, kind, forms, same_name_as=same_name_as)


JARS = entry("jars", "place", "Plain of Jars", "Cánh đồng Chum", "ທົ່ງໄຫຫີນ")
TABLE = Gazetteer(
    Table(
        (
            entry("thongloun", "person", "Thongloun Sisoulith", "Thoong-lun Xi-xu-lít", "ທອງລຸນ ສີສຸລິດ"),
            entry("sonexay", "person", "Sonexay Siphandone", "Xỏn-xay Xỉ-phăn-đon", "ສອນໄຊ ສີພັນດອນ"),
            entry("saleumxay", "person", "Saleumxay Kommasith", "Xa-lởm-xay Côm-mạ-xít", "ສະເຫຼີມໄຊ ກົມມະສິດ"),
            entry("phoxay", "person", "Phoxay Khaykhamphithoune", "Phô-xay Khảy-khăm-phi-thun"),
            entry("khamtay", "person", "Khamtay Siphandone", "Khăm Tày Xi Phăn Đon"),
            entry("bounpone", "person", "Bounpone Bouttanavong"),
            entry("khamphanh", "person", "", "Khăm-phăn Vông-pha-chăn", "ຄຳພັນ ວົງພະຈັນ"),
            entry("vientiane", "place", "Vientiane", "Viêng Chăn", "ວຽງຈັນ"),
            entry("savannakhet", "place", "Savannakhet", "Xa-vẳn-na-khệt", "ສະຫວັນນະເຂດ"),
            entry("pakse", "place", "Pakse", "PAK-SE"),
            JARS,
            entry("pathet-lao", "organization", "Pathet Lao", "Pa-thét Lào", "ປະເທດລາວ"),
            entry("anou-king", "person", "", "Chẩu-A-Nụ", "ອະນຸວົງ", same_name_as=("anou-district",)),
            entry("anou-district", "place", "Anouvong", "A-nu-vông", "ອະນຸວົງ", same_name_as=("anou-king",)),
        )
    )
)
