import { errorOf } from "@/lib/api/envelope";
import { reach } from "@/lib/api/reach";
import { api, unwrap } from "@/lib/api/typed-client";
import type { Schemas } from "@/lib/api/types";

export type SharedDesign = Schemas["SharedDesign"];
export type SharedParts = Schemas["SharedParts"];
export type SharedBrief = Schemas["SharedBrief"];
export type View = Schemas["View"];

const said = (token: string) => ({ "x-share-token": token });

export function openShared(token: string, signal: AbortSignal): Promise<SharedDesign> {
  return unwrap(api.GET("/api/v1/shared", { params: { header: said(token) }, signal }));
}

export function fetchSharedDrawing(
  token: string,
  query: { view: View; direction: Schemas["Direction"] },
  signal: AbortSignal,
): Promise<Schemas["Drawing"]> {
  return unwrap(
    api.GET("/api/v1/shared/diagram", { params: { header: said(token), query }, signal }),
  );
}

/** The drawing as an SVG file; a link cannot carry the token, so it is fetched and then kept or shown. */
export async function fetchSharedPicture(
  token: string,
  { view, theme }: { view: View; theme: "light" | "dark" },
  signal?: AbortSignal,
): Promise<Blob> {
  const address = `${location.origin}/api/v1/shared/diagram.svg?view=${view}&theme=${theme}`;
  const answer = await reach(address, { headers: said(token), signal: signal ?? null });
  if (!answer.ok) throw errorOf(answer, null);
  return answer.blob();
}
