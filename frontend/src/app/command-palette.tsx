import { Command } from "cmdk";
import { ArrowRight, Cpu, Keyboard, LayoutGrid, Moon, Plus, Scale, Sun } from "lucide-react";
import { Dialog } from "radix-ui";
import { useState, type ReactNode } from "react";
import { useMatch, useNavigate, useSearchParams } from "react-router";

import { DialogBackdrop } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { useRecentProjects } from "@/features/designs/hooks/use-projects";
import { withStandards } from "@/features/standards/model/address";
import { chooseTheme, useTheme } from "@/lib/theme";

import { places } from "./navigation";
import { useOverlays } from "./overlays-store";

/** Everything one can go to or do, by typing a part of its name. */
export default function CommandPalette({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState("");
  const projects = useRecentProjects(text.trim());
  const navigate = useNavigate();
  const inDesign = useMatch("/projects/:projectId");
  const [search] = useSearchParams();
  const openShortcuts = useOverlays((state) => state.openShortcuts);
  const openModel = useOverlays((state) => state.openModel);
  const shown = useTheme((state) => state.shown);
  const other = shown === "dark" ? "light" : "dark";

  const go = (to: string, state?: object) => {
    onClose();
    void navigate(to, { state });
  };

  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Portal>
        <DialogBackdrop />
        <Dialog.Content
          data-modal=""
          aria-describedby={undefined}
          className="fixed inset-x-3 top-[12dvh] z-50 mx-auto max-w-xl overflow-hidden rounded-lg border bg-popover text-popover-foreground"
        >
          <Dialog.Title className="sr-only">Go to</Dialog.Title>
          <Command label="Go to" loop>
            <Command.Input
              value={text}
              onValueChange={setText}
              placeholder="Design, page or action"
              className="h-12 w-full border-b bg-transparent px-4 text-base/6 outline-none placeholder:text-muted-foreground"
            />
            <Command.List className="max-h-[50dvh] overflow-y-auto p-1">
              <Command.Empty className="px-3 py-6 text-center text-muted-foreground">
                Nothing matches “{text}”.
              </Command.Empty>
              <Group heading="Actions">
                <Item onSelect={() => go("/designs", { compose: true })} icon={<Plus />}>
                  New design
                </Item>
                {inDesign !== null && (
                  <Item
                    onSelect={() => go(`${inDesign.pathname}?${withStandards(search).toString()}`)}
                    icon={<Scale />}
                  >
                    Standards of this design
                  </Item>
                )}
                <Item
                  onSelect={() => {
                    chooseTheme(other);
                    onClose();
                  }}
                  icon={other === "dark" ? <Moon /> : <Sun />}
                >
                  Switch to {other} theme
                </Item>
                <Item onSelect={openModel} icon={<Cpu />}>
                  Model and tools
                </Item>
                <Item onSelect={openShortcuts} icon={<Keyboard />} shortcut="Mod+/">
                  Keyboard shortcuts
                </Item>
              </Group>
              <Group heading="Pages">
                {places.map(({ to, label }) => (
                  <Item key={to} onSelect={() => go(to)} icon={<ArrowRight />}>
                    {label}
                  </Item>
                ))}
              </Group>
              {projects.data !== undefined && projects.data.items.length > 0 && (
                <Group heading="Designs">
                  {projects.data.items.map((project) => (
                    <Item
                      key={project.id}
                      value={`${project.name} ${project.id}`}
                      onSelect={() => go(`/projects/${project.id}`)}
                      icon={<LayoutGrid />}
                    >
                      {project.name}
                    </Item>
                  ))}
                </Group>
              )}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted-foreground"
    >
      {children}
    </Command.Group>
  );
}

interface ItemProps {
  onSelect: () => void;
  icon: ReactNode;
  value?: string;
  shortcut?: string;
  children: ReactNode;
}

function Item({ onSelect, icon, value, shortcut, children }: ItemProps) {
  return (
    <Command.Item
      {...(value === undefined ? {} : { value })}
      onSelect={onSelect}
      className="flex min-h-9 cursor-pointer items-center gap-2 rounded-md px-3 data-[selected=true]:bg-accent data-[selected=true]:text-accent-foreground pointer-coarse:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted-foreground"
    >
      <span aria-hidden="true">{icon}</span>
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {shortcut !== undefined && <Kbd keys={shortcut} />}
    </Command.Item>
  );
}
