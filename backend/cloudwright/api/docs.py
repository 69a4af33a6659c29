"""A page that lists every operation: plain HTML, so that it needs no script and no other site."""

from collections.abc import Iterator
from html import escape

from fastapi import APIRouter, FastAPI, Request
from pydantic import BaseModel
from starlette.responses import HTMLResponse

router = APIRouter(include_in_schema=False)

_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title} API</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }}
table {{ border-collapse: collapse; width: 100% }}
th, td {{ text-align: left; vertical-align: top; padding: .4rem .8rem .4rem 0; border-top: 1px solid #8885 }}
code {{ font: 14px ui-monospace, monospace }}
</style>
<h1>{title} API {version}</h1>
<p>The machine-readable description is <a href="{openapi}">{openapi}</a>. Answers come in an envelope;
changing requests need the header <code>x-cloudwright: 1</code>.</p>
<table>
<thead><tr><th scope="col">Method</th><th scope="col">Path</th><th scope="col">What it does</th></tr></thead>
<tbody>
{rows}
</tbody>
</table>
</html>
"""


class _Operation(BaseModel):
    description: str = ""
    summary: str = ""


class _Document(BaseModel):
    paths: dict[str, dict[str, _Operation]]


@router.get("/docs", response_model=None)
async def docs(request: Request) -> HTMLResponse:
    """Return the page."""
    app: FastAPI = request.app
    page = _PAGE.format(
        title=escape(app.title),
        version=escape(app.version),
        openapi=escape(app.openapi_url or ""),
        rows="\n".join(_rows(_Document.model_validate(app.openapi()))),
    )
    return HTMLResponse(page)


def _rows(document: _Document) -> Iterator[str]:
    for path, operations in document.paths.items():
        for method, operation in operations.items():
            what = escape(operation.description or operation.summary)
            yield f"<tr><td>{method.upper()}</td><td><code>{escape(path)}</code></td><td>{what}</td></tr>"
