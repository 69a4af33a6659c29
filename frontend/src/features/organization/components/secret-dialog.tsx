import { ShownOnce } from "@/components/settings/shown-once";

export function SecretDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  return (
    <ShownOnce
      title="Copy the key now"
      description="It is shown only this once. Whoever has it can do what it may."
      keptLabel="I have kept it"
      text={secret}
      copyLabel="Copy the key"
      onClose={onClose}
    >
      <code className="block rounded-md border bg-muted p-3 font-mono text-sm break-all">
        {secret}
      </code>
    </ShownOnce>
  );
}
