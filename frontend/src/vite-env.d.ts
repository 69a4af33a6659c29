/** True when public/landing-diagram-light.svg and -dark.svg, exports of the engine, were there at build time. */
declare const __HAS_LANDING_DIAGRAM__: boolean;
