"""Gold answers to the questions about the five documents, found in the answers of the queries."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from aigraph.paths import ontology_dir
from aigraph.questions.lookup.sparql import run
from aigraph.questions.names import fold

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aigraph.api import Chain

DAY = date(2026, 11, 25)
ANSWERED_BY = {
    # question: query, and the words of the gold answer that the rows must tell
    "SA01": ("CQ02", "11.65|15.18|88.71|33.63"),
    "SA03": ("CQ03", "33.63|9.43|22.19"),
    "SA05": (
        "CQ59",
        "Advertising|Automotive|Education|Entertainment|Gaming|Healthcare|Retail|Manufacturing"
        "|Healthcare & life sciences|Media & entertainment|Retail & e-commerce"
        "|specialized hardware",
    ),
    "SA07": ("CQ04", "Latency-sensitive|regulated workloads"),
    "SA09": (
        "CQ05",
        "Supplier diversification|procurement timelines|modular pipelines"
        "|reproducible workflows|vendor-agnostic toolchains|modular multivendor architectures"
        "|software-level efficiency|flexible deployment modes",
    ),
    "SA11": ("CQ06", "Software compatibility|service-level commitments"),
    "SA13": ("CQ13", "favorable industrial policy or local manufacturing"),
    "SA15": ("CQ07", "Healthcare|automotive"),
    "SA17": ("CQ08", "Localized model training|edge computing|tailored conversational agents"),
    "SA19": (
        "CQ09",
        "PixelRNN|RNN|DDPM|latent diffusion|DCGAN|StyleGAN|BERT|GPT|T5|Beta VAE|conditional VAE",
    ),
    "SA21": ("CQ10", "Healthcare|Retail|entertainment"),
    "SA23": (
        "CQ11",
        "Managed model hosting|elastic inference|integrated MLOps platforms|vendor lock-in"
        "|data governance",
    ),
    "SA25": (
        "CQ12",
        "strategy formation|governance|system-level implementation|turnkey performance"
        "|vendor-managed updates|customization",
    ),
    "SB-CQ01": ("CQ14", "基础层|foundation|技术层|core|应用层|extension"),
    "SB-CQ03": (
        "CQ30",
        "AI算法|计算机视觉|语音合成|计算硬件|存储硬件|AI芯片|生成式AI平台与开发|终端应用"
        "|媒体与娱乐|广告与营销|教育|医疗健康|金融|制造业",
    ),
    "SB-CQ05": ("CQ15", "Alibaba Cloud|Tencent Cloud|China Mobile|China Telecom"),
    "SB-CQ07": ("CQ16", "百度文心|阿里通义|DeepSeek-R1|混元|可灵|GPT-1|BERT"),
    "SB-CQ09": (
        "CQ17",
        "短视频生成|快手可灵|AI写作|腾讯混元|教育个性化|Speak语言导师|代码生成|Cognition AI"
        "|供应链优化|阿里云|智能客服|GigaIL|医疗影像诊断|依图科技|金融风控|蚂蚁集团|工业质检"
        "|百度智能云",
    ),
    "SB-CQ11": ("CQ18", "Operator|OpenAI|customer service|programming"),
    "SB-CQ13": ("CQ19", "5.5"),
    "SB-CQ15": ("CQ20", "256|16"),
    "SB-CQ17": ("CQ21", "40.5|29.1|11.4|20-29"),
    "SB-CQ19": ("CQ22", "346|159"),
    "SB-CQ21": ("CQ23", "安徽|福建|河南|黑龙江|湖北|江西|辽宁|宁夏|陕西|云南"),
    "SB-CQ23": ("CQ31", "Interim Measures|action plan"),
    "SB-CQ25": ("CQ24", "Transformer|GPT-1|BERT|Google|OpenAI"),
    "SB-R01": ("CQ25", "技术创新引领|产业升级需求|政策支持与资金投入|消费者认知的提升"),
    "SB-R03": (
        "CQ26",
        "网络安全法|数据安全法|个人信息保护法|技术分级分类管理|数据安全与隐私保护|内容生成责任归属",
    ),
    "SB-R05": ("CQ29", "SAMR|Ministry of Commerce|信号升格"),
    "SB-R07": ("CQ27", "4.8|3.5"),
    "SB-R09": ("CQ28", "科技企业|互联网巨头|人工智能初创公司|科研机构|高校|研究院所|风险投资"),
}


@pytest.fixture(scope="module")
def gold(root: Path, absent: Callable[[str], None]) -> dict[str, str]:
    path = root.parent / "shared" / "gold" / "questions.jsonl"
    if not path.exists():
        absent("the list of questions with gold answers")
    questions = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return {item["id"]: item["gold"] for item in questions if item["set"].startswith("seeds")}


def test_every_question_about_the_documents_is_asked(gold: dict[str, str]) -> None:
    assert set(gold) == set(ANSWERED_BY)


@pytest.mark.parametrize("question", ANSWERED_BY)
def test_the_rows_tell_what_the_gold_answer_tells(
    chain: Chain, gold: dict[str, str], question: str
) -> None:
    query, words = ANSWERED_BY[question]
    (path,) = (ontology_dir() / "questions").glob(f"{query}-*.rq")
    _, rows = run(chain.release, path.read_text(encoding="utf-8"), DAY)
    names: dict[str, list[str]] = {}
    for name in chain.release.view.names:
        names.setdefault(name.thing, []).append(name.label)
    told = fold(
        " ".join(
            " ".join([str(value), *names.get(str(value), ())])
            for row in rows
            for value in row.values()
        )
    )
    for word in words.split("|"):
        assert fold(word) in fold(gold[question]), "the gold answer does not say so"
        assert fold(word) in told
