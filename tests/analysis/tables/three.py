"""Two documents that speak of three bodies, one of them in traditional characters."""

from analysis.schema import FIGURE, Metadata
from tests.analysis.tables.small import Text, organisation, small_corpus, theme

UNION, YOUTH, WOMEN = "中华全国总工会", "共青团中央", "中华全国妇女联合会"
ORGANISATIONS = (
    organisation(UNION, "全国总工会", "全总", short="全国总工会"),
    organisation(YOUTH, "共青团中央", "团中央", short="团中央"),
    organisation(WOMEN, "全国妇联", short="全国妇联"),
)
THEMES = (theme("整改", "整改", "整治"), theme("基层"), theme("服务"))
SUMMARY = Text(
    "三家群团",
    "全总|赴|46个|基层|工会|调研|，|梳理|35个|问题|。|全总|落实|整改|责任|，|整改|到位|。\n"
    "团中央|收到|200|余|条|意见|，|专项整治|推进|。\n"
    "服务|大局|，|服务|职工|。",
    owners=(UNION, UNION, YOUTH, None),
    facts=(
        ("46个", 46, "个", "基层工会", UNION, FIGURE),
        ("35个", 35, "个", "问题", UNION, FIGURE),
        ("200余条", 200, "条", "意见", YOUTH, FIGURE),
    ),
    metadata=Metadata(title="三家群团整改落实", date="2019-11-22"),
)
DISTRICT = Text(
    "区总工会",
    "區|總工會|服務|基層|職工|８５０|人|。|第一|批|整改|完成|3項|。",
    owners=(UNION, UNION),
    facts=(
        ("８５０人", 850, "人", "基层职工", UNION, FIGURE),
        ("第一批", 1, "批", "", None, "ordinal"),
        ("3項", 3, "项", "整改", None, FIGURE),
    ),
    metadata=Metadata(title="區總工會工作", date="2013-07"),
)


def three_bodies():
    return small_corpus(
        (SUMMARY, DISTRICT),
        organisations=ORGANISATIONS,
        themes=THEMES,
        main={0: (0, 1), 1: (0,)},
    )
