import { LayoutGrid, MessagesSquare, Package } from "lucide-react";

/** The places of the application, in the order of the navigation. */
export const places = [
  { to: "/designs", label: "Designs", icon: LayoutGrid },
  { to: "/conversations", label: "Conversations", icon: MessagesSquare },
  { to: "/artifacts", label: "Artifacts", icon: Package },
] as const;
