"""`cloudwright mcp`: the knowledge server over standard input and output."""

from cloudwright.agents.knowledge.server import knowledge_server
from cloudwright.design.facts.load import load_facts


def main() -> None:
    """Serve until standard input ends."""
    knowledge_server(load_facts()).run()
