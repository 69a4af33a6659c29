/** A TCP relay between browser and server that can be cut, as a lost network is. */
import { once } from "node:events";
import { connect, createServer } from "node:net";

export class Relay {
  #open = new Set();
  #cut = false;
  #server = createServer((browser) => this.#join(browser));

  constructor(targetPort) {
    this.targetPort = targetPort;
  }

  async start(port) {
    this.#server.listen(port, "127.0.0.1");
    await once(this.#server, "listening");
    this.url = `http://localhost:${port}`;
  }

  /** Every connection dies, and new ones are refused until `mend`. */
  cut() {
    this.#cut = true;
    for (const socket of this.#open) socket.destroy();
  }

  mend() {
    this.#cut = false;
  }

  async stop() {
    this.cut();
    this.#server.close();
    await once(this.#server, "close");
  }

  #join(browser) {
    if (this.#cut) {
      browser.destroy();
      return;
    }
    const server = connect(this.targetPort, "127.0.0.1");
    for (const [from, to] of [
      [browser, server],
      [server, browser],
    ]) {
      this.#open.add(from);
      from.on("error", () => to.destroy());
      from.on("close", () => {
        this.#open.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  }
}
