import { useState } from "react";

import { usualWeights, weightsIn, type Criterion, type Weights } from "../model/ranking";

const key = (projectId: string) => `cloudwright.weights.${projectId}`;

/** How much each criterion counts in this project, kept in this browser. */
export function useWeights(projectId: string) {
  const [weights, setWeights] = useState(() => stored(projectId));
  const keep = (next: Weights) => {
    setWeights(next);
    store(projectId, next);
  };
  return {
    weights,
    weigh: (criterion: Criterion, weight: number) => keep({ ...weights, [criterion]: weight }),
    reset: () => keep(usualWeights),
  };
}

function stored(projectId: string): Weights {
  try {
    return weightsIn(localStorage.getItem(key(projectId)));
  } catch {
    return usualWeights;
  }
}

function store(projectId: string, weights: Weights): void {
  try {
    localStorage.setItem(key(projectId), JSON.stringify(weights));
  } catch {
    // Without storage the weights last until the page is closed.
  }
}
