"""The table of characters: what the dictionaries say, and small."""

import subprocess
import sys

import pytest

from maizi.kernel.pinyin import spelled, syllables, tables
from maizi.kernel.pinyin.tables import FIRST, LAST
from scripts import pinyin_table

pytestmark = pytest.mark.once

GROWTH = """
import resource
def size(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
from maizi.kernel.pinyin import spelled, syllables
before = size()
spelled("郑州华宁科技有限公司"), syllables()
print(size() - before)
"""


def test_the_table_is_what_the_script_writes():
    assert pinyin_table.PLACE.read_text(encoding="utf-8") == pinyin_table.table()


def test_every_common_character_can_be_read():
    common = [chr(code) for code in range(0x4E00, 0x9FA6)]
    unread = [c for c in common if not tables().readings(c) and ord(c) not in tables().folds]
    assert len(unread) < 20  # kilo-, deci-: characters of units
    assert tables().readings("a") == tables().readings(chr(LAST + 1)) == ()
    assert tables().readings(chr(FIRST))


def test_names_are_spelled_as_they_are_said():
    assert spelled("张三") == "zhangsan"
    assert spelled("張三") == "zhangsan"
    assert spelled("重庆长安ABC") == "chongqingchanganABC"
    assert spelled("单于晴", is_person=True) == "chanyuqing"
    assert spelled("") == ""


def test_syllables_are_those_of_the_language():
    assert 390 < len(syllables()) < 420
    assert {"a", "o", "e", "zhuang", "nv", "lve", "er"} <= syllables()
    assert not {"", "m", "n", "ng", "v"} & syllables()


def test_the_table_takes_little_memory():
    told = subprocess.run(
        [sys.executable, "-c", GROWTH], capture_output=True, text=True, check=True
    )
    assert int(told.stdout) < 8_000  # kB, of one process
