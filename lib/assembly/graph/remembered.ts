import type { ResourceNode } from '../model.ts';
import type { ResourceGraph } from './graph.ts';

/**
 * What is said of a resource. It is the identity of what is remembered: give the same function in
 * every call, not a new closure.
 */
export type AnswerOf<T> = (graph: ResourceGraph, node: ResourceNode) => T;

export interface Answer<T> {
  readonly value: T;
  /** Whether a condition that is open decides about it: the value is then good for no view. */
  readonly isOpen: boolean;
  /** The parameters whose defaults were read on the way, and of which resources. */
  readonly reads: readonly (readonly [
    parameters: readonly string[],
    node: ResourceNode | undefined,
  ])[];
}

export function answerOf<T>(graph: ResourceGraph, of: AnswerOf<T>, node: ResourceNode): Answer<T> {
  const reads: [readonly string[], ResourceNode | undefined][] = [];
  let isOpen = false;
  const view = graph.under({
    decide: () => {
      isOpen = true;
      return undefined;
    },
    onRead: (parameters, read) => reads.push([parameters, read]),
  });
  return { value: of(view, node), isOpen, reads };
}
