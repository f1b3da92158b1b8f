/**
 * Words that say nothing of what is looked for, folded, in the six languages; dropped from a query that has others.
 * Only short lists: a word that somebody may look for does not belong here.
 */
const stopWords = new Set(
  [
    'a an the of to in on at by for from with and or is are be was were it its this that these what which who how when where do does can',
    'le la les un une des du de et ou en au aux dans par pour sur avec est sont que qui quoi quel quelle ce cette ces il elle',
    'el los las unas unos del y o al con para por es son una se lo como cual',
    'и в во на с со к ко по из за от до о об не что как кто это или для ли а но у',
    'في من الي علي عن مع هو هي هذا هذه ما ان او التي الذي و',
    '的 和 与 在 是 了 或',
  ].flatMap((words) => words.split(' ')),
)

export function isStopWord(word: string): boolean {
  return stopWords.has(word)
}
