import { Monitor } from "lucide-react";
import { Suspense, useState } from "react";

import { Ago } from "@/components/list/cell";
import { ConfirmDialog } from "@/components/list/on-demand";
import { Loaded } from "@/components/settings/loaded";
import { Section } from "@/components/settings/section";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";

import { useDevices, useEndDevice, useFarewell } from "../hooks/use-profile";
import type { Device } from "../model/wire";

/** Where this person is signed in. */
export function DevicesSection() {
  const devices = useDevices();
  const end = useEndDevice();
  const { everywhere } = useFarewell();
  const [asking, setAsking] = useState(false);
  return (
    <Section
      title="Devices"
      description="Where you are signed in. End what you do not recognise, then change the password."
      action={<Button onClick={() => setAsking(true)}>Sign out everywhere</Button>}
    >
      <Loaded query={devices} things="devices">
        {({ items }) => (
          <Card className="divide-y">
            <ul aria-label="Devices" className="divide-y">
              {items.map((device) => (
                <DeviceRow
                  key={device.id}
                  device={device}
                  pending={end.isPending && end.variables === device.id}
                  onEnd={() => end.mutate(device.id)}
                />
              ))}
            </ul>
          </Card>
        )}
      </Loaded>
      <Suspense fallback={null}>
        {asking && (
          <ConfirmDialog
            open
            onOpenChange={setAsking}
            title="Sign out everywhere?"
            description="Every device is signed out within seconds, this one too. Runs that go on are not stopped."
            confirmLabel="Sign out everywhere"
            pending={everywhere.isPending}
            error={everywhere.error?.message ?? null}
            onConfirm={() => everywhere.mutate()}
          />
        )}
      </Suspense>
    </Section>
  );
}

interface DeviceRowProps {
  device: Device;
  pending: boolean;
  onEnd: () => void;
}

function DeviceRow({ device, pending, onEnd }: DeviceRowProps) {
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 p-4">
      <Monitor aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />
      <div className="min-w-0 flex-1 basis-48">
        <p className="flex flex-wrap items-center gap-2">
          {device.device}
          {device.current && <Badge>This device</Badge>}
        </p>
        <p className="text-xs text-muted-foreground">
          {device.address} · last seen <Ago at={device.last_seen_at} /> · since{" "}
          <Ago at={device.started_at} />
        </p>
      </div>
      {!device.current && (
        <Button
          size="small"
          pending={pending}
          onClick={onEnd}
          aria-label={`Sign out ${device.device}`}
        >
          Sign out
        </Button>
      )}
    </li>
  );
}
