import { useEffect, useRef, useState } from "react";
import { useSearchParams } from "react-router";

const RESTING_MS = 200;

interface SearchText {
  /** What stands in the field. */
  typed: string;
  type: (text: string) => void;
  /** What the list is searched by: the address's `?q=`, which follows when typing rests. */
  searched: string;
  clear: () => void;
}

export function useSearchText(): SearchText {
  const [params, setParams] = useSearchParams();
  const searched = params.get("q") ?? "";
  const [typed, setTyped] = useState(searched);
  const timer = useRef<number | undefined>(undefined);
  useEffect(() => () => window.clearTimeout(timer.current), []);

  const search = (text: string) => {
    setParams(
      (now) => {
        const next = new URLSearchParams(now);
        if (text === "") next.delete("q");
        else next.set("q", text);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  };

  const newest = useRef(search);
  useEffect(() => {
    newest.current = search;
  });

  // Who follows a link meanwhile is not brought back: what `search` knows of the address would be old.
  const searchLater = (text: string) => {
    const address = window.location.href;
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(
      () => (window.location.href === address ? newest.current(text) : searchLater(text)),
      RESTING_MS,
    );
  };

  const type = (text: string) => {
    setTyped(text);
    searchLater(text.trim());
  };

  const clear = () => {
    window.clearTimeout(timer.current);
    setTyped("");
    search("");
  };

  return { typed, type, searched, clear };
}
