/** True when public/landing-diagram.svg, an export of the engine, was there at build time. */
declare const __HAS_LANDING_DIAGRAM__: boolean;
