/** The REST API as a program sees it: a sign-in of its own, the envelope taken off. */

export class Api {
  #cookie = "";

  constructor(url) {
    this.url = url;
  }

  async signIn() {
    const answer = await this.ask("POST", "/sign-in/local");
    this.#cookie = answer.headers.get("set-cookie").split(";")[0];
    return this;
  }

  /** The bare answer. */
  ask(method, path, body) {
    const raw = typeof body === "string";
    return fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        "x-cloudwright": "1",
        cookie: this.#cookie,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: raw ? body : JSON.stringify(body) }),
      signal: AbortSignal.timeout(30_000),
    });
  }

  /** The data of a good answer. */
  async get(path) {
    return this.#data(await this.ask("GET", path));
  }

  async post(path, body = {}) {
    return this.#data(await this.ask("POST", path, body));
  }

  async #data(answer) {
    const { success, data, error } = await answer.json();
    if (!success) throw new Error(`${answer.status} ${error.code}: ${error.message}`);
    return data;
  }
}
