import type { ReactNode } from "react";

interface EmptyStateProps {
  icon?: ReactNode;
  title: string;
  /** What would be here, and how it gets here. */
  children?: ReactNode;
  action?: ReactNode;
}

export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-2 px-6 py-12 text-center">
      {icon !== undefined && (
        <span aria-hidden="true" className="mb-1 text-muted-foreground [&_svg]:size-6">
          {icon}
        </span>
      )}
      <p className="font-medium">{title}</p>
      {children !== undefined && (
        <div className="max-w-md text-sm text-balance text-muted-foreground">{children}</div>
      )}
      {action !== undefined && <div className="mt-2">{action}</div>}
    </div>
  );
}
