"""Numbers by which people and enterprises are known: cleaned, checked, explained (A-60…A-62)."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from .terms import Term
from .texts import N_, Said, say

MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
COUNTRY = re.compile(r"^(?:\+|00)86-?(?=\d)|^86(?=1[3-9]\d{9}$)", re.ASCII)
SERVICE = re.compile(r"(400(?:-?\d){7}|95\d{3,6})(?:-(\d{1,6}))?", re.ASCII)
LANDLINE = re.compile(r"(0(?:10|2\d|[3-9]\d\d))-?(\d{3,4}-?\d{4})(?:-(\d{1,6}))?", re.ASCII)
EXTENSION = re.compile(r"(?:转接?|分机号?|ext\.?|x|#|,)[:.\-]*(?=\d{1,6}$)", re.IGNORECASE)
EXACT_FLOAT = re.compile(r"(\d+)\.0+", re.ASCII)
SHORT_FLOAT = re.compile(r"(\d)(?:\.(\d+))?E\+?(\d{1,2})", re.IGNORECASE | re.ASCII)

USC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
USC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
USC_LENGTH = 18
SHORTEST_NUMBER = 7

RESIDENT = re.compile(r"\d{17}[\dX]", re.ASCII)
RESIDENT_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
RESIDENT_DIGITS = "10X98765432"

EMAIL = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,63}"
)
EMAIL_LONGEST, EMAIL_NAME_LONGEST = 254, 64

DIGITS_LOST = N_(
    "表格软件把这个号码变成了 {text}，有几位数字已经丢失。请把该列设为文本，再从原始资料重新填写。"
)


class Status(Term):
    """What a check found."""

    OK = "ok", N_("通过")
    WARNING = "warning", N_("待确认")
    REJECTED = "rejected", N_("不接受")


class Gender(Term):
    """The sex an identity number states."""

    MALE = "male", N_("男")
    FEMALE = "female", N_("女")


@dataclass(frozen=True, slots=True)
class Checked:
    """One identifier after its check.

    value    as it is to be stored; what was typed when it is rejected
    message  Chinese sentence that says what to do, "" when all is well; see texts.Said
    code     short name of the finding: empty, digits_lost, length, check_digit …
    """

    value: str
    status: Status = Status.OK
    message: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class CheckedResident(Checked):
    """An identity number, and what it says of its holder unless it is rejected."""

    @property
    def born_on(self) -> date | None:
        """The birthday in the number."""
        return _birthday(self.value) if self.status != Status.REJECTED else None

    @property
    def gender(self) -> Gender | None:
        """An odd seventeenth digit is a man's."""
        if self.status == Status.REJECTED:
            return None
        return Gender.MALE if int(self.value[16]) % 2 else Gender.FEMALE


def mobile(text: str, *, with_plan: bool = False) -> Checked:
    """A mobile number of the mainland, 11 digits (A-60).

    with_plan  also look into the number plan, which only ever warns: plans change
    """
    plain = _plain(text)
    if not plain:
        return _rejected(text, "empty", N_("请填写手机号。"))
    if lost := _lost(text, plain):
        return lost
    number = COUNTRY.sub("", re.sub(r"[-()]", "", _unfloat(plain)))
    if not number.isdecimal():
        return _rejected(text, "characters", N_("手机号只能有数字，请去掉其他字符。"))
    if len(number) != 11:
        wrong = say(N_("手机号应为 11 位，现在是 {count} 位，请核对。"), count=len(number))
        return _rejected(text, "length", wrong)
    if not MOBILE.fullmatch(number):
        return _rejected(
            text, "prefix", N_("手机号应以 13 到 19 开头，请核对；座机请填在电话一栏。")
        )
    if with_plan and not _is_planned(number):
        unknown = say(N_("号段 {prefix} 未见分配，请与客户确认后再保存。"), prefix=number[:4])
        return Checked(number, Status.WARNING, unknown, "plan")
    return Checked(number)


def phone(text: str) -> Checked:
    """A landline with its area code, a 400 or 95 number, or a mobile; 转801 becomes -801 (A-60)."""
    plain = _plain(text)
    if not plain:
        return _rejected(text, "empty", N_("请填写电话号码。"))
    if lost := _lost(text, plain):
        return lost
    plain = re.sub(r"[()]", "-", _unfloat(plain)).strip("-")
    plain = re.sub(r"-+", "-", EXTENSION.sub("-", plain)).strip("-")
    number = COUNTRY.sub("", plain)
    shapes = [number, f"0{number}"] if number != plain else [number]
    for shape in shapes:
        if found := _phone_shape(shape):
            return Checked(found)
    if re.fullmatch(r"[2-8]\d{2,3}-?\d{4}", number):
        return _rejected(text, "area_code", N_("请加上区号，例如 010-88886666。"))
    return _rejected(
        text,
        "shape",
        N_("这不是完整的电话号码。请写成 010-88886666、010-88886666转801 或 4008001234 的样子。"),
    )


def usc_code(text: str) -> Checked:
    """A unified social credit code, GB 32100-2015 (A-61).

    A wrong check digit is a warning that wants a confirmation and a reason, because such
    codes are in use; a wrong length or alphabet is rejected.
    """
    plain = _plain(text).replace("-", "").upper()
    if not plain:
        return _rejected(text, "empty", N_("请填写统一社会信用代码。"))
    if lost := _lost(text, plain):
        return lost
    if len(plain) != USC_LENGTH:
        return _rejected(text, "length", _usc_length(len(plain)))
    if strange := [sign for sign in plain if sign not in USC_ALPHABET]:
        wrong = say(
            N_("统一社会信用代码不会有“{sign}”（不用 I、O、S、V、Z），请对照营业执照核对。"),
            sign=strange[0],
        )
        return _rejected(text, "alphabet", wrong)
    right = usc_check_digit(plain[:-1])
    if plain[-1] != right:
        doubt = say(
            N_("校验位不符：按前 17 位计算，末位应为 {right}，现在是 {found}。"
               "请对照营业执照核对；确认无误的，请写明原因后保存。"),
            right=right,
            found=plain[-1],
        )  # fmt: skip
        return Checked(plain, Status.WARNING, doubt, "check_digit")
    return Checked(plain)


def usc_check_digit(body: str) -> str:
    """The eighteenth character that belongs to the first seventeen (A-61)."""
    total = sum(
        USC_ALPHABET.index(sign) * weight for sign, weight in zip(body, USC_WEIGHTS, strict=True)
    )
    return USC_ALPHABET[(31 - total % 31) % 31]


def resident_id(text: str, *, today: date) -> CheckedResident:
    """A resident identity number of 18 characters (A-62)."""
    plain = _plain(text).replace("-", "").upper()
    code, message = _resident_fault(plain, today)
    if lost := _lost(text, plain):
        code, message = lost.code, lost.message
    if code:
        return CheckedResident(str(text), Status.REJECTED, message, code)
    return CheckedResident(plain)


def email(text: str) -> Checked:
    """An e-mail address; its domain is stored in small letters."""
    plain = unicodedata.normalize("NFKC", str(text)).strip().replace("。", ".")
    if not plain:
        return _rejected(text, "empty", N_("请填写邮箱地址。"))
    name, _, host = plain.rpartition("@")
    if len(plain) > EMAIL_LONGEST or len(name) > EMAIL_NAME_LONGEST:
        return _rejected(text, "length", N_("邮箱地址过长，请核对。"))
    if not EMAIL.fullmatch(plain):
        return _rejected(text, "shape", N_("邮箱地址不完整，请写成 name@example.com 的样子。"))
    return Checked(f"{name}@{host.lower()}")


def _plain(text: str) -> str:
    """Half width, one kind of dash, no spaces and no invisible signs."""
    text = unicodedata.normalize("NFKC", str(text))
    text = "".join(sign for sign in text if unicodedata.category(sign) not in ("Cf", "Cc", "Zs"))
    return re.sub(r"[\u2010-\u2015\u2212]", "-", text)


def _unfloat(plain: str) -> str:
    """A number that a spreadsheet kept whole: 13800138000.0, 1.3800138000E+10."""
    if exact := EXACT_FLOAT.fullmatch(plain):
        return exact[1]
    if short := SHORT_FLOAT.fullmatch(plain):
        return (short[1] + (short[2] or ""))[: int(short[3]) + 1]
    return plain


def _lost(text: str, plain: str) -> Checked | None:
    """The refusal of a number whose last digits a spreadsheet threw away: 1.38E+10."""
    short = SHORT_FLOAT.fullmatch(plain)
    if short and len(short[2] or "") < int(short[3]):
        return _rejected(text, "digits_lost", say(DIGITS_LOST, text=plain))
    return None


def _phone_shape(plain: str) -> str:
    """The number as stored, "" when it is none."""
    if MOBILE.fullmatch(plain.replace("-", "")):
        return plain.replace("-", "")
    if service := SERVICE.fullmatch(plain):
        number, extension = service[1].replace("-", ""), service[2]
    elif line := LANDLINE.fullmatch(plain):
        number, extension = f"{line[1]}-{line[2].replace('-', '')}", line[3]
    else:
        return ""
    return f"{number}-{extension}" if extension else number


def _is_planned(number: str) -> bool:
    import phonenumbers

    return phonenumbers.is_valid_number(phonenumbers.parse(number, "CN"))


def _usc_length(count: int) -> Said:
    if count == 15:
        return say(N_("15 位的是旧营业执照注册号。请填写新营业执照上的 18 位统一社会信用代码。"))
    return say(
        N_("统一社会信用代码应为 18 位，现在是 {count} 位，请对照营业执照核对。"), count=count
    )


def _resident_fault(plain: str, today: date) -> tuple[str, str]:
    """(code, message) of what is wrong with an identity number; both "" when nothing is."""
    if not plain:
        return "empty", N_("请填写身份证号。")
    if len(plain) == 15 and plain.isdecimal():
        return "old", N_("15 位的第一代身份证已停用，请填写 18 位的新号码。")
    if not RESIDENT.fullmatch(plain):
        return "shape", N_("身份证号应为 18 位：前 17 位是数字，末位是数字或 X，请核对。")
    born_on = _birthday(plain)
    if born_on is None or born_on > today:
        wrong = say(
            N_("身份证号中的出生日期 {birthday} 不存在或晚于今天，请核对。"), birthday=plain[6:14]
        )
        return "birthday", wrong
    total = sum(int(d) * w for d, w in zip(plain[:17], RESIDENT_WEIGHTS, strict=True))
    if plain[17] != RESIDENT_DIGITS[total % 11]:
        return "check_digit", N_("身份证号的校验位不符，有数字填错了，请对照证件核对。")
    return "", ""


def _birthday(number: str) -> date | None:
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def _rejected(text: str, code: str, message: str) -> Checked:
    return Checked(str(text), Status.REJECTED, message, code)


def number_kept(words: str) -> str:
    """A whole number as the archive keeps it; "" for part of one."""
    text = words.strip()[:40]
    if sum(char.isdigit() for char in text) < SHORTEST_NUMBER:
        return ""
    for read in (mobile, phone):
        found = read(text)
        if found.status != "rejected" and found.value:
            return found.value
    return ""
