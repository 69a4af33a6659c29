"""The layout subprocess: ELK in QuickJS, one JSON request per line in, one JSON reply per line out.

Started as a script (`python engine.py elk.bundled.js`), so that it loads nothing but QuickJS. ELK's bundle
expects a browser: `console` and `setTimeout` are given by small shims, and its worker falls back to a fake
one whose messages are delivered by pumping timers and promise jobs until both are empty.
"""

import sys
from pathlib import Path

import quickjs

_SHIMS = """
globalThis.self = globalThis;
globalThis.console = {log() {}, info() {}, warn() {}, error() {}, debug() {}};
const __timers = [];
globalThis.setTimeout = (callback, _delay, ...rest) => __timers.push(() => callback(...rest));
globalThis.clearTimeout = (id) => { __timers[id - 1] = null; };
globalThis.__runTimers = () => {
  const due = __timers.splice(0);
  for (const callback of due) if (callback) callback();
  return due.length;
};
"""

_ENTRY = """
const __elk = new ELK();
globalThis.__result = null;
globalThis.__layOut = (text) => {
  globalThis.__result = null;
  __elk.layout(JSON.parse(text)).then(
    (graph) => { globalThis.__result = JSON.stringify({graph}); },
    (error) => { globalThis.__result = JSON.stringify({error: String(error && error.message || error)}); },
  );
};
"""

_MAX_ROUNDS = 10_000
_STACK_BYTES = 4 * 1024 * 1024


def _load(bundle: Path) -> quickjs.Context:
    context = quickjs.Context()
    context.set_max_stack_size(_STACK_BYTES)
    context.eval(_SHIMS)
    context.eval(bundle.read_text(encoding="utf-8"))
    context.eval(_ENTRY)
    return context


def _lay_out(context: quickjs.Context, request: str) -> str:
    context.get("__layOut")(request)
    for _ in range(_MAX_ROUNDS):
        while context.execute_pending_job():
            pass
        result = context.get("__result")
        if result is not None:
            return str(result)
        context.get("__runTimers")()
    return '{"error": "the layout never finished"}'


def main() -> None:
    """Answer requests until standard input closes."""
    context = _load(Path(sys.argv[1]))
    for line in sys.stdin:
        sys.stdout.write(_lay_out(context, line) + "\n")
        sys.stdout.flush()
        context.gc()


if __name__ == "__main__":
    main()
