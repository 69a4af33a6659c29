import { Dialog } from "@/components/ui/dialog";
import { ModelAndTools } from "@/features/account/components/model-and-tools";

export default function ModelSheet({ onClose }: { onClose: () => void }) {
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Model and tools"
      description="What answers in every conversation, and where it looks things up."
    >
      <ModelAndTools />
    </Dialog>
  );
}
