import { create } from "zustand";

export interface ToastMessage {
  id: number;
  text: string;
  tone: "plain" | "bad";
  action?: { label: string; run: () => void };
}

interface ToastState {
  messages: ToastMessage[];
  dismiss: (id: number) => void;
}

export const useToasts = create<ToastState>((set) => ({
  messages: [],
  dismiss: (id) =>
    set((state) => ({ messages: state.messages.filter((message) => message.id !== id) })),
}));

let lastId = 0;

/** Says in a corner, and to screen readers, that something happened. */
export function toast(text: string, action?: ToastMessage["action"]): void {
  push({ text, tone: "plain", ...(action === undefined ? {} : { action }) });
}

/** Says that something failed; for failures that have no place of their own on the screen. */
export function toastError(text: string): void {
  push({ text, tone: "bad" });
}

function push(message: Omit<ToastMessage, "id">): void {
  lastId += 1;
  const id = lastId;
  useToasts.setState((state) => ({ messages: [...state.messages.slice(-2), { id, ...message }] }));
}
