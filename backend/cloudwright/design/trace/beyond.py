"""What no reference architecture here is made for, by the words for it and what is said instead."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Beyond:
    """`id` is the requirement's id and, with underscores, its value; `missing` says what is not drawn."""

    id: str
    statement: str
    missing: str
    words: str


_ALL = (
    Beyond(
        "other-cloud",
        "Runs on another cloud",
        "Only AWS is designed here.",
        r"(?:on|in|to|using|with|for) (?:microsoft |ms |google )?(?:azure|gcp|"
        r"google cloud(?: platform)?|oracle cloud|ibm cloud|alibaba cloud|hetzner|digital ?ocean|"
        r"openstack)|"
        r"cosmos ?db|azure functions?|azure (?:sql|devops|kubernetes)\w{0,8}|big ?query|cloud run|"
        r"firestore|cloud spanner|bare metal kubernetes",
    ),
    Beyond(
        "machine-learning",
        "Trains models",
        "Training of models on accelerators is not drawn here.",
        r"(?:train|training|fine-?tun\w{1,4}) (?:\w+ ){0,3}(?:models?|transformers?|neural net\w{0,5}|"
        r"networks?|llms?)|model training|machine[- ]learning|deep learning|GPUs?|reinforcement learning",
    ),
    Beyond(
        "live-video",
        "Carries live video or audio",
        "Live video is not drawn here.",
        r"(?:live|video) (?:video )?streaming|live ?streams?|rtmp|webrtc|transcod\w{1,4}|"
        r"video ?(?:calls?|conferenc\w{1,4})|hls|telephony|voip|sip trunks?",
    ),
    Beyond(
        "data-warehouse",
        "Answers questions about all data in a warehouse",
        "A data warehouse is not drawn here.",
        r"data ?warehouses?|redshift|snowflake|quick ?sight|olap|tableau|power ?bi|databricks",
    ),
    Beyond(
        "kubernetes-platform",
        "Runs a platform on Kubernetes",
        "Kubernetes is not drawn here; containers on Fargate are the closest.",
        r"EKS|istio|karpenter|argo ?cd|helm charts?|kubernetes (?:clusters?|platform)|(?:own|"
        r"managed) kubernetes|openshift",
    ),
    Beyond(
        "mainframe",
        "Runs on a mainframe",
        "Mainframes and what they run are not drawn here.",
        r"mainframes?|cobol|z/os|as/?400|db2|jcl",
    ),
    Beyond(
        "desktops",
        "Gives people desktops",
        "Desktops are not drawn here.",
        r"virtual desktops?|vdi|amazon workspaces|citrix|remote desktops?",
    ),
    Beyond(
        "blockchain",
        "Keeps a blockchain",
        "Blockchains are not drawn here.",
        r"blockchains?|smart contracts?|ethereum|bitcoin|hyperledger|crypto ?mining",
    ),
    Beyond(
        "high-performance-computing",
        "Computes on many machines at once",
        "Clusters for tightly coupled computing are not drawn here.",
        r"hpc|mpi|slurm|supercomput\w{1,4}|(?:cfd|finite element|weather|fluid|molecular) simulations?|"
        r"render farms?",
    ),
    Beyond(
        "game-servers",
        "Runs sessions of a real-time game",
        "Servers for real-time games are not drawn here.",
        r"game ?servers?|game ?lift|matchmaking|(?:fps|first[- ]person|battle royale|"
        r"mmo\w{0,4}) (?:game|shooter)s?|udp",
    ),
)  # fmt: skip
BEYOND: Mapping[str, Beyond] = {each.id.replace("-", "_"): each for each in _ALL}
