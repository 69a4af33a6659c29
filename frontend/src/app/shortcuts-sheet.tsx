import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { shortcutsByPlace, switchSingleKeys, useSingleKeys } from "@/lib/shortcuts";

export default function ShortcutsSheet({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open onOpenChange={onClose} title="Keyboard shortcuts" wide footer={<SingleKeys />}>
      <div
        role="group"
        aria-label="Shortcuts by place"
        // The list scrolls on small screens, and the keyboard must reach it.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className="-mx-2 gap-x-8 rounded-md px-2 -outline-offset-2 sm:columns-2"
      >
        {shortcutsByPlace().map(([place, shortcuts]) => (
          <section key={place} className="mb-4 break-inside-avoid">
            <h3 className="mb-1 text-xs font-medium text-muted-foreground">{place}</h3>
            <dl className="flex flex-col">
              {shortcuts.map(({ keys, does }) => (
                <div key={does} className="flex min-h-7 items-center justify-between gap-4">
                  <dt>{does}</dt>
                  <dd className="flex shrink-0 gap-1">
                    {keys.map((each) => (
                      <Kbd key={each} keys={each} />
                    ))}
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

/** Somebody who dictates would press them by speaking. */
function SingleKeys() {
  const on = useSingleKeys((state) => state.on);
  return (
    <label className="mr-auto flex min-h-8 items-center gap-2">
      <input
        type="checkbox"
        checked={on}
        onChange={(event) => switchSingleKeys(event.target.checked)}
        className="size-4 accent-primary"
      />
      Single-character keys such as J, K and ?
    </label>
  );
}
