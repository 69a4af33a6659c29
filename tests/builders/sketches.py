"""Designs as the reader of sentences sees them."""

from cloudwright.design.intake.changes.sketch import Sketch
from cloudwright.design.model.architecture import Architecture
from cloudwright.design.patterns.image_pipeline import ImagePipeline, image_pipeline
from cloudwright.design.patterns.web_app import WebApp, web_app


def a_web_app() -> Architecture:
    return web_app(WebApp(name="web-app", title="Web application", region="us-east-1"))


def an_image_pipeline() -> Architecture:
    return image_pipeline(ImagePipeline(name="images", title="Images", region="us-east-1"))


def sketch_of(architecture: Architecture) -> Sketch:
    return Sketch.model_validate(
        {
            "region": architecture.region,
            "components": [c.model_dump(mode="json") for c in architecture.components],
            "connections": [c.model_dump(mode="json") for c in architecture.connections],
            "boundaries": [b.model_dump(mode="json") for b in architecture.boundaries],
        }
    )
