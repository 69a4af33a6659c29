import { CopyButton } from "@/components/ui/copy-button";
import { Input } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";

/** The address of a new link, which nobody can see again. */
export function MadeLink({ url }: { url: string }) {
  return (
    <Notice tone="ok">
      <p className="mb-2 font-medium">The link is ready. Copy it now: it is shown this once.</p>
      <div className="flex items-center gap-1">
        <Input
          label="Address of the link"
          labelHidden
          readOnly
          value={url}
          className="min-w-0 flex-1"
          // So that nothing of it is missed when it is copied by hand.
          onFocus={(event) => event.target.select()}
        />
        <CopyButton text={url} label="Copy the link" />
      </div>
    </Notice>
  );
}
