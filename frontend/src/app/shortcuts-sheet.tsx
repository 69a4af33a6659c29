import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";

const groups = [
  {
    title: "Everywhere",
    shortcuts: [
      { keys: "Mod+K", does: "Go to a design, a page or an action" },
      { keys: "Mod+/", does: "Show this sheet" },
      { keys: "Esc", does: "Close what is open" },
    ],
  },
  {
    title: "In a design",
    shortcuts: [
      { keys: "Enter", does: "Send" },
      { keys: "Shift+Enter", does: "New line" },
      { keys: "Mod+.", does: "Stop" },
      { keys: "F6", does: "Next pane" },
      { keys: "Shift+F6", does: "Previous pane" },
      { keys: "Alt+1", does: "Brainstorm" },
      { keys: "Alt+2", does: "Analyze" },
      { keys: "Alt+3", does: "Implement" },
    ],
  },
];

export default function ShortcutsSheet({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open onOpenChange={onClose} title="Keyboard shortcuts">
      <div className="flex flex-col gap-4">
        {groups.map((group) => (
          <section key={group.title}>
            <h3 className="mb-1 text-xs font-medium text-muted-foreground">{group.title}</h3>
            <dl className="flex flex-col">
              {group.shortcuts.map(({ keys, does }) => (
                <div key={keys} className="flex min-h-8 items-center justify-between gap-4">
                  <dt>{does}</dt>
                  <dd>
                    <Kbd keys={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
