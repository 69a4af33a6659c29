import { Component, type ErrorInfo, type ReactNode } from "react";

import { ErrorState } from "@/components/ui/error-state";

interface PaneBoundaryProps {
  title: string;
  /** A new value gives the pane another chance. */
  resetKey: string;
  children: ReactNode;
}

/** A pane that breaks leaves the other one alive. */
export class PaneBoundary extends Component<PaneBoundaryProps, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    // The browser's own reporting sees it; nothing is swallowed.
    reportError(new Error(`${this.props.title} ${info.componentStack ?? ""}`, { cause: error }));
  }

  override componentDidUpdate(before: PaneBoundaryProps): void {
    if (before.resetKey !== this.props.resetKey && this.state.error !== null)
      // oxlint-disable-next-line react/no-did-update-set-state -- once, since nothing is wrong after it
      this.setState({ error: null });
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <ErrorState
        title={this.props.title}
        error={error}
        onRetry={() => this.setState({ error: null })}
      />
    );
  }
}
