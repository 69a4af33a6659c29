import { Search, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";

import { cn } from "@/lib/cn";

interface SearchFieldProps {
  label: string;
  value: string;
  /** Called when typing rests for a moment, and at once on clearing. */
  onSearch: (text: string) => void;
  placeholder?: string;
  className?: string;
}

const RESTING_MS = 200;

export function SearchField({ label, value, onSearch, placeholder, className }: SearchFieldProps) {
  const [text, setText] = useState(value);
  const timer = useRef<number | undefined>(undefined);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => () => window.clearTimeout(timer.current), []);

  const search = (next: string, waitMs: number) => {
    setText(next);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => onSearch(next.trim()), waitMs);
  };

  return (
    <div className={cn("relative", className)}>
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted-foreground"
      />
      <input
        ref={input}
        type="search"
        aria-label={label}
        placeholder={placeholder ?? label}
        value={text}
        onChange={(event) => search(event.target.value, RESTING_MS)}
        className="control control-text w-full rounded-md border border-input bg-card pr-8 pl-8 placeholder:text-muted-foreground [&::-webkit-search-cancel-button]:hidden"
      />
      {text !== "" && (
        <button
          type="button"
          aria-label="Clear search"
          className="absolute top-1/2 right-1 flex size-6 -translate-y-1/2 items-center justify-center rounded text-muted-foreground hover:text-foreground"
          onClick={() => {
            search("", 0);
            input.current?.focus();
          }}
        >
          <X aria-hidden="true" className="size-4" />
        </button>
      )}
    </div>
  );
}
