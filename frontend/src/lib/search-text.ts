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

  const type = (text: string) => {
    setTyped(text);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => search(text.trim()), RESTING_MS);
  };

  const clear = () => {
    window.clearTimeout(timer.current);
    setTyped("");
    search("");
  };

  return { typed, type, searched, clear };
}
