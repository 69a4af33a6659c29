import { ShownOnce } from "@/components/settings/shown-once";

interface RecoveryCodesDialogProps {
  codes: readonly string[];
  onClose: () => void;
}

export function RecoveryCodesDialog({ codes, onClose }: RecoveryCodesDialogProps) {
  return (
    <ShownOnce
      title="Keep these recovery codes"
      description="Each signs you in once when the authenticator is lost. They are shown only now."
      keptLabel="I have kept them"
      text={codes.join("\n")}
      copyLabel="Copy all codes"
      onClose={onClose}
    >
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(11rem,1fr))] gap-x-4 gap-y-1 rounded-md border bg-muted p-3 font-mono text-sm">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
    </ShownOnce>
  );
}
