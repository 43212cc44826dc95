"""Names for documents that never were: 200 organisations and any number of people."""

from __future__ import annotations

import numpy as np

PROVINCES = (
    *("河北省", "山西省", "辽宁省", "吉林省", "江苏省", "浙江省", "安徽省", "福建省", "江西省"),
    *("山东省", "河南省", "湖北省", "湖南省", "广东省", "四川省", "贵州省", "云南省", "陕西省"),
    *("甘肃省", "青海省"),
)
CITIES = (
    *("石家庄市", "太原市", "沈阳市", "长春市", "南京市", "苏州市", "杭州市", "宁波市", "合肥市"),
    *("福州市", "南昌市", "青岛市", "郑州市", "武汉市", "长沙市", "深圳市", "成都市", "贵阳市"),
    *("昆明市", "西安市"),
)
PROVINCE_BODIES = ("总工会", "妇女联合会", "人民政府办公厅", "教育厅", "财政厅")
CITY_BODIES = ("总工会", "妇女联合会", "人民政府办公室", "教育局", "财政局")
POSTS = ("主任", "副主任", "主席", "副主席", "书记", "处长", "负责人", "代表")
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡"
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国志文晓雪春海燕振东光辉宏"
    "家俊成德永庆福祥云龙凤琴珍彬浩宇博涵思佳怡欣悦嘉诚瑞泽晨阳锦程鸿远卫民立新继先学锋"
)


def organisations() -> tuple[str, ...]:
    """Return the 200 organisations: 20 provinces and 20 cities with five bodies each.

    Provinces and cities take turns, so that both are among the first, which speak most.
    """
    regions = [region for pair in zip(PROVINCES, CITIES, strict=True) for region in pair]
    return tuple(
        region + (PROVINCE_BODIES if region in PROVINCES else CITY_BODIES)[place]
        for place in range(len(PROVINCE_BODIES))
        for region in regions
    )


def shares(count: int) -> np.ndarray:
    """Return how often each of ``count`` names is taken, the first most; shape (count,), sum 1.

    The n-th weighs 1 / (n + 1): of 200 the first has 10 %, the last 0.1 %.
    """
    weights = 1 / np.arange(2, count + 2)
    return weights / weights.sum()


def person(generator: np.random.Generator) -> str:
    """Return a post with a name of three characters: 副主任张建华."""
    post = POSTS[generator.integers(len(POSTS))]
    surname = SURNAMES[generator.integers(len(SURNAMES))]
    first, second = generator.integers(len(GIVEN), size=2)
    return f"{post}{surname}{GIVEN[first]}{GIVEN[second]}"
