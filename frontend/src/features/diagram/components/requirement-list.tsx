import { StatusBadge, type Status } from "@/components/ui/badge";
import type { Schemas } from "@/lib/api/types";

const looks: Record<Schemas["Status"], { status: Status; word: string }> = {
  met: { status: "ok", word: "Met" },
  partly: { status: "warn", word: "Partly met" },
  unmet: { status: "bad", word: "Not met" },
  not_assessable: { status: "skipped", word: "Cannot be judged" },
};

export function RequirementList({ requirements }: { requirements: readonly Schemas["Traced"][] }) {
  return (
    <ul className="flex flex-col gap-2">
      {requirements.map((each) => (
        <li key={each.requirement_id}>
          <StatusBadge status={looks[each.status].status}>{looks[each.status].word}</StatusBadge>
          <p className="font-medium">{each.statement}</p>
          <p className="text-xs text-muted-foreground">{each.evidence}</p>
        </li>
      ))}
    </ul>
  );
}
