import type { TextRun } from '../search/snippet.ts'

/** A text with what was found in it marked. */
export function TextRuns({ runs }: { runs: readonly TextRun[] }) {
  return <>{runs.map(({ text, isMarked }, index) => (isMarked ? <mark key={index}>{text}</mark> : text))}</>
}
