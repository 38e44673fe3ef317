"""What the rule says of pairs that are known: of one thing, of two, and of what is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aigraph.identity.deciding import compare

if TYPE_CHECKING:
    from collections.abc import Callable

    from aigraph.identity.shelves import Collection
    from aigraph.identity.things import Thing

ONE = [
    ("models", "LLaMA 2", "Llama 2"),
    ("models", "Claude 3.5 Sonnet", "Claude-3.5-Sonnet"),
    ("models", "DALL·E 3", "DALL-E 3"),
    ("models", "Sora 2", "Sora 2.0"),
    ("models", "Qwen2.5-Coder (32B)", "Qwen2.5-Coder-32B"),
    ("models", "文心一言", "Ernie Bot"),
    ("models", "通义千问", "Qwen"),
    ("chips", "B200", "NVIDIA B200"),
    ("chips", "NVIDIA B200 GPUs", "B200"),
    ("chips", "AMD MI300X", "AMD Radeon Instinct MI300X"),
    ("chips", "Ascend (昇腾) 910B", "Huawei Ascend 910B"),
    ("chips", "Intel Gaudi 3", "Intel Habana Gaudi3"),
    ("chips", "Google TPU v6e", "Google TPU v6e Trillium"),
    ("chips", "Nvidia A100 SXM4 80GB", "NVIDIA A100 SXM4 80 GB"),
    ("chips", "NVIDIA H100/H200", "H100/H200"),
    ("organisations", "Google Deepmind", "Google DeepMind"),
    ("organisations", "寒武纪", "Cambricon"),
    ("organisations", "寒武紀", "Cambricon"),
    ("organisations", "Huawei Technologies Co., Ltd", "Huawei"),
    ("organisations", "Zhipu AI (Z.ai)", "Z.ai (Zhipu AI)"),
    ("organisations", "Zhejiang University (ZJU)", "浙江大学"),
    ("organisations", "Massachusetts Institute of Technology (MIT)", "MIT"),
    ("organisations", "Moscow State Univeristy", "Moscow State University"),
    ("facilities", "Google Omaha Nebraska", "Google Omaha"),
]

TWO = [
    ("chips", "H100", "H100 NVL"),
    ("chips", "NVIDIA H100 PCIe", "NVIDIA H100 SXM5"),
    ("chips", "NVIDIA A100 40GB", "NVIDIA A100 80GB"),
    ("chips", "NVIDIA H20", "NVIDIA H200"),
    ("chips", "NVIDIA B200", "NVIDIA GB200"),
    ("chips", "NVIDIA A100", "NVIDIA H100"),
    ("chips", "Google TPU v5e", "Google TPU v5p"),
    ("chips", "Google TPU v6e Trillium", "Google TPU v7 Ironwood"),
    ("chips", "GeForce GTX 1080", "GeForce GTX 1080 Ti"),
    ("chips", "NVIDIA H100/H200", "NVIDIA H100"),
    ("models", "Qwen2", "Qwen2.5"),
    ("models", "GPT-4", "GPT-4o"),
    ("models", "GPT-4", "GPT-4 Turbo"),
    ("models", "LLaMA-7B", "LLaMA-13B"),
    ("models", "Llama 2-7B", "Llama 27B"),
    ("models", "Command R", "Command R+"),
    ("models", "Qwen2.5-72B", "Qwen2.5-72B-Instruct"),
    ("models", "PaLM 2", "Med-PaLM 2"),
    ("models", "GPT-4 Turbo (Apr 2024)", "GPT-4 Turbo (Nov 2023)"),
    ("organisations", "Northeastern University", "Northeastern University (China)"),
    ("organisations", "Google", "Google Research"),
    ("organisations", "China Mobile", "China Telecom"),
    ("organisations", "OpenAI", "OpenI"),
    ("organisations", "Meta", "MetaX"),
    ("facilities", "Alibaba Cloud in Germany", "Alibaba Cloud in India"),
    ("facilities", "Alps Supercomputer Phase 1", "Alps Supercomputer Phase 2"),
    ("facilities", "Voltage Park Utah", "Voltage Park Virginia"),
    ("datasets", "CIFAR-10", "CIFAR-100"),
    ("datasets", "Wikipedia", "Wikimedia"),
]

OPEN = [
    ("chips", "NVIDIA A800 PCIe", "NVIDIA A800 PCIe 80 GB"),
    ("models", "Llama 2", "Llama 2-70B"),
    ("models", "GPT-4o", "GPT-4o (Aug 2024)"),
    ("organisations", "Meta", "Meta AI"),
    ("organisations", "University of Sydney", "University of Technology Sydney"),
]


def judged(curated: Collection, left: Thing, right: Thing) -> str:
    forth = compare(left, right, curated.known)
    back = compare(right, left, curated.known)
    assert (forth.judgement, forth.score) == (back.judgement, back.score)
    assert forth.reasons
    assert 0 <= forth.score <= 1
    return forth.judgement


@pytest.mark.parametrize(
    ("table", "left", "right", "expected"),
    [
        *((*pair, "same") for pair in ONE),
        *((*pair, "different") for pair in TWO),
        *((*pair, "unsure") for pair in OPEN),
    ],
)
def test_names_alone(
    table: str,
    left: str,
    right: str,
    expected: str,
    curated: Collection,
    thing: Callable[..., Thing],
) -> None:
    assert judged(curated, thing(table, left), thing(table, right)) == expected


def test_two_makers_of_one_name_are_not_one(
    curated: Collection, thing: Callable[..., Thing]
) -> None:
    one = thing("models", "Dragonfly", "OpenAI", released="2023-02-01")
    other = thing("models", "Dragonfly", "Together", released="2024-06-06")
    assert judged(curated, one, other) == "different"


def test_one_name_on_one_day_is_one_whoever_is_listed(
    curated: Collection, thing: Callable[..., Thing]
) -> None:
    one = thing("models", "StarCoder", "Hugging Face", released="2023-05-09")
    other = thing("models", "StarCoder", "BigCode", released="2023-05-09")
    assert judged(curated, one, other) == "same"


def test_firms_of_one_name_in_two_countries_are_left_open(
    curated: Collection, thing: Callable[..., Thing]
) -> None:
    one = thing("organisations", "Horizon", place="united-states")
    other = thing("organisations", "Horizon", place="china")
    assert judged(curated, one, other) == "unsure"
    inside = thing("organisations", "Horizon", place="beijing")
    assert judged(curated, other, inside) == "same"


def test_a_chinese_name_as_it_is_spoken_needs_a_maker(
    curated: Collection, thing: Callable[..., Thing]
) -> None:
    assert judged(curated, thing("models", "星尘"), thing("models", "Xing Chen")) == "unsure"
    one, other = thing("models", "星尘", "网易"), thing("models", "Xing Chen", "NetEase")
    assert judged(curated, one, other) == "same"


def test_a_family_is_not_the_model_that_came_out_under_its_name(
    curated: Collection, thing: Callable[..., Thing]
) -> None:
    one = thing("models", "Claude (family)", "Anthropic")
    other = thing("models", "Claude", "Anthropic", released="2023-03-14")
    assert judged(curated, one, other) == "unsure"


def test_releases_far_apart_leave_it_open(curated: Collection, thing: Callable[..., Thing]) -> None:
    one = thing("models", "Phoenix 1", "Adept", released="2021-01-01")
    other = thing("models", "Phoenix 1", "Adept", released="2024-01-01")
    assert judged(curated, one, other) == "unsure"


def test_a_judgement_makes_two_names_those_of_one_thing(thing: Callable[..., Thing]) -> None:
    from aigraph.identity.known import Known

    one, other = thing("organisations", "xAI"), thing("organisations", "SpaceXAI")
    assert compare(one, other, Known([one, other])).judgement == "different"
    assert compare(one, other, Known([one, other], [(other.id, one.id)])).judgement == "same"


def test_things_of_two_kinds_are_two(curated: Collection, thing: Callable[..., Thing]) -> None:
    one, other = thing("applications", "Harvey"), thing("organisations", "Harvey")
    assert judged(curated, one, other) == "different"


def test_reasons_are_said_in_chinese(curated: Collection, thing: Callable[..., Thing]) -> None:
    verdict = compare(thing("chips", "H100"), thing("chips", "H100 NVL"), curated.known)
    assert verdict.to("en") == "only one has the form factor nvl"
    assert verdict.to("zh") == "只有一方带外形规格nvl"
