import { Search, X } from "lucide-react";
import { useRef } from "react";

import { cn } from "@/lib/cn";

interface SearchFieldProps {
  label: string;
  value: string;
  onValueChange: (text: string) => void;
  placeholder?: string;
  className?: string;
}

export function SearchField({
  label,
  value,
  onValueChange,
  placeholder,
  className,
}: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null);
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
        value={value}
        onChange={(event) => onValueChange(event.target.value)}
        className="control control-text w-full rounded-md border border-input bg-card pr-8 pl-8 placeholder:text-muted-foreground [&::-webkit-search-cancel-button]:hidden"
      />
      {value !== "" && (
        <button
          type="button"
          aria-label="Clear search"
          className="absolute top-1/2 right-1 flex size-6 -translate-y-1/2 items-center justify-center rounded text-muted-foreground hover:text-foreground"
          onClick={() => {
            onValueChange("");
            input.current?.focus();
          }}
        >
          <X aria-hidden="true" className="size-4" />
        </button>
      )}
    </div>
  );
}
