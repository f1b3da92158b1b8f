/**
 * How an answer came to the server. The script sends an operation: `ago` milliseconds lie between the choice and the
 * sending, by the difference of its own clock; `id` is "<page>-<count>", random for the page it was chosen on and
 * counting there; `moment` is the server's clock as the page reckons it on from when it was made, so that a request that
 * is held up on its way counts for no later than it was chosen. A form sent without the script tells the version of the answer that it showed.
 */
export type Choice = { kind: 'operation'; id: string; ago: number; moment?: number } | { kind: 'form'; version: number }

/** What is stored of an answer, as far as it decides. `answer` is JSON or null. */
export type StoredChoice = {
  answer: string | null
  version: number
  chosenAt: number | null
  operationId: string | null
}

export type Decision =
  | { decision: 'store'; chosenAt: number }
  /** The same answer, chosen again later: only the moment moves. */
  | { decision: 'confirm'; chosenAt: number }
  /** Received before, or nothing new. */
  | { decision: 'nothing' }
  /** A later answer is there, and stays. */
  | { decision: 'keep' }

/**
 * Whether a sent answer takes the place of the stored one: the later choice wins, not the later arrival. The moment of a
 * choice is the server's now less `ago`, never before the attempt began and never in the future, so that no clock of a
 * device matters. Of one page the count decides: what was held up on the way keeps its place however late it comes. A
 * form wins over the version that it showed, and over no other. Without a choice told, what arrives is stored.
 */
export function decideChoice(
  stored: StoredChoice,
  next: string | null,
  choice: Choice | undefined,
  { startedAt, now }: { startedAt: number; now: number },
): Decision {
  const isSame = next === stored.answer
  if (choice?.kind === 'operation') {
    if (comesAfter(stored.operationId, choice.id)) return { decision: isSame ? 'nothing' : 'keep' }
    if (choice.id === stored.operationId) return { decision: 'nothing' }
    const chosenAt = Math.min(Math.max(Math.min(now - choice.ago, choice.moment ?? now), startedAt), now)
    if (stored.chosenAt !== null && chosenAt < stored.chosenAt) return { decision: isSame ? 'nothing' : 'keep' }
    return { decision: isSame ? 'confirm' : 'store', chosenAt }
  }
  if (isSame) return { decision: 'nothing' }
  if (choice && choice.version !== stored.version) return { decision: 'keep' }
  return { decision: 'store', chosenAt: now }
}

/** Whether operation `one` was made after `other` on the same page. */
function comesAfter(one: string | null, other: string): boolean {
  const [first, second] = [splitId(one ?? ''), splitId(other)]
  return first !== null && second !== null && first.page === second.page && first.count > second.count
}

function splitId(id: string): { page: string; count: number } | null {
  const [, page = '', count = ''] = ID.exec(id) ?? []
  return page === '' ? null : { page, count: Number(count) }
}

const ID = /^([a-z0-9]{8,40})-(\d{1,9})$/

/** The field that tells the version which a form showed of the answer at `position`. */
export function versionField(position: number): string {
  return `v${position}`
}

/**
 * How each answer of a posted form came: "v<position>" with a version, or "o<position>" with "<id> <ago> <moment>". What no form
 * of ours sends is left out: the answer then counts as chosen when it arrives.
 */
export function readChoices(fields: Iterable<readonly [string, unknown]>): Map<number, Choice> {
  const choices = new Map<number, Choice>()
  for (const [name, value] of fields) {
    const [, kind, position] = /^([vo])(\d{1,3})$/.exec(name) ?? []
    if (position === undefined || typeof value !== 'string') continue
    if (kind === 'v' && /^\d{1,9}$/.test(value) && !choices.has(Number(position))) {
      choices.set(Number(position), { kind: 'form', version: Number(value) })
    }
    const [id = '', ago = '', moment] = value.split(' ')
    if (kind === 'o' && ID.test(id) && /^\d{1,15}$/.test(ago)) {
      const reckoned = moment !== undefined && /^\d{1,15}$/.test(moment) ? { moment: Number(moment) } : {}
      choices.set(Number(position), { kind: 'operation', id, ago: Number(ago), ...reckoned })
    }
  }
  return choices
}
