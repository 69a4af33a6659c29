import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const backend = process.env.CLOUDWRIGHT_BACKEND ?? "http://127.0.0.1:8000";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** What every page but the landing page needs, in one file instead of a dozen that compress badly. */
const chunks = [
  { name: "react", test: /\/node_modules\/(react|react-dom|scheduler|clsx)\//, priority: 2 },
  {
    name: "shell",
    test: /src\/components\/ui\/(dropdown-menu|icon-button|kbd|tooltip)\.tsx|\/frontend\/node_modules\/(@tanstack|react-router|zustand)\//,
    priority: 1,
  },
];

export default defineConfig({
  plugins: [react(), tailwindcss()],
  define: {
    __HAS_LANDING_DIAGRAM__: JSON.stringify(existsSync(at("public/landing-diagram-light.svg"))),
  },
  resolve: { alias: { "@": at("src") } },
  build: {
    manifest: true,
    // The content security policy allows no data: fonts and no inlined SVG files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: { groups: chunks } } },
  },
  server: {
    port: 5173,
    proxy: { "/api": { target: backend, ws: true } },
  },
  preview: {
    headers: {
      "content-security-policy":
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
    },
  },
  test: {
    environment: "jsdom",
    globals: true,
    setupFiles: ["src/testing/setup.ts"],
    css: false,
    restoreMocks: true,
    // One jsdom for many files: making it costs more than the tests in it.
    isolate: false,
    maxWorkers: 1,
    testTimeout: 30_000,
  },
});
