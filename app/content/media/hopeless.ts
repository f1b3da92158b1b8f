import { errorAt, type LocalProblem, START } from '../problem.ts'

/** What is told of a file that the worker did not survive. */
export function hopeless(status: string): LocalProblem {
  return status === 'too-slow'
    ? errorAt(START, 'too-slow', 'This file takes too long to read.', 'Make it smaller or simpler.')
    : errorAt(START, 'too-hard', 'This file cannot be read: it needs too much memory.', 'Make it smaller or simpler.')
}

/** Whether that is what a problem tells. */
export function isHopeless({ rule }: LocalProblem): boolean {
  return rule === 'too-slow' || rule === 'too-hard'
}
