"""One file of a bundle."""

from dataclasses import dataclass

_LANGUAGES = {
    "yaml": "yaml",
    "yml": "yaml",
    "html": "html",
    "tf": "hcl",
    "example": "hcl",
    "md": "markdown",
    "json": "json",
    "py": "python",
    "svg": "xml",
    "drawio": "xml",
    "mmd": "mermaid",
}


@dataclass(frozen=True, slots=True)
class BundleFile:
    """`path` is relative, with forward slashes."""

    path: str
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode()

    @property
    def language(self) -> str:
        """The language a preview shows it in; `binary` has no preview."""
        name = self.path.rsplit("/", 1)[-1]
        if name == "Makefile":
            return "makefile"
        suffix = name.rsplit(".", 1)[-1]
        if suffix in {"png", "zip"}:
            return "binary"
        return _LANGUAGES.get(suffix, "text")


def text_file(path: str, text: str) -> BundleFile:
    """Return a text file that ends with exactly one newline."""
    return BundleFile(path, text.rstrip("\n").encode() + b"\n")
