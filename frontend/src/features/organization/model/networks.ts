const V4 = /^(\d{1,3})(\.\d{1,3}){3}(\/(\d|[12]\d|3[0-2]))?$/;
const V6 = /^[0-9a-f:]*:[0-9a-f:.]*(\/(\d{1,2}|1[01]\d|12[0-8]))?$/i;

/** One network a line, without empty ones. */
export function networksIn(text: string): string[] {
  return text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** What is wrong with the list, or null. The server looks closer. */
export function networkProblem(networks: readonly string[]): string | null {
  const wrong = networks.find((each) => !isNetwork(each));
  return wrong === undefined
    ? null
    : `“${wrong}” is no network. Write 203.0.113.0/24 or 2001:db8::/32.`;
}

function isNetwork(text: string): boolean {
  if (V6.test(text)) return true;
  if (!V4.test(text)) return false;
  const [address = ""] = text.split("/");
  return address.split(".").every((part) => Number(part) <= 255);
}
