import { create } from "zustand";

const useAnnouncement = create<{ text: string }>(() => ({ text: "" }));

/** Says a boundary ("Generating", "Response complete") to screen readers; never a stream. */
export function announce(text: string): void {
  useAnnouncement.setState({ text });
}

/** The one polite status node of the application; mounted once by the shell. */
export function Announcer() {
  const text = useAnnouncement((state) => state.text);
  return (
    <div role="status" className="sr-only">
      {text}
    </div>
  );
}
