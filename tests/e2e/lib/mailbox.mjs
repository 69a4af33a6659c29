/** Mails as the console of a server shows them, and the codes of an authenticator. */
import { createHmac } from "node:crypto";

import { eventually } from "./deadline.mjs";

/** Settings of a server that has accounts and shows its mails at once. */
export const WITH_ACCOUNTS = {
  CLOUDWRIGHT_SIGN_IN__PASSWORD: "true",
  CLOUDWRIGHT_LOG__LEVEL: "INFO",
  CLOUDWRIGHT_NOTIFICATIONS__POLL_SECONDS: "0.05",
};

/** The path of the newest link, beginning with `start`, that the server sent to an address. */
export function linkTo(server, address, start) {
  return eventually(`a mail to ${address}`, () => {
    const mails = mailsTo(server, address).reverse();
    const links = mails.flatMap((text) => text.match(/https?:\/\/\S+/g) ?? []);
    const found = links.map((link) => link.replace(/^https?:\/\/[^/]+/, "")).find((path) => path.startsWith(start));
    return found;
  });
}

/** The texts of the mails to an address, the oldest first. */
export function mailsTo(server, address) {
  const mails = [];
  for (const line of server.output.split("\n")) {
    if (!line.includes('"e-mail')) continue;
    const told = JSON.parse(line);
    if (told.event.startsWith("e-mail, shown")) mails.push({ to: told.to, text: told.subject });
    else mails.at(-1).text += `\n${told.text}`;
  }
  return mails.filter(({ to }) => to === address).map(({ text }) => text);
}

/** What an authenticator shows, `ahead` half minutes from now (RFC 6238). */
export function codeOf(secret, ahead = 0) {
  const bits = [...secret.replace(/\s/g, "")].map((letter) =>
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"),
  );
  const key = Buffer.from(bits.join("").match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead));
  const digest = createHmac("sha1", key).update(step).digest();
  const number = digest.readUInt32BE(digest.at(-1) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}
