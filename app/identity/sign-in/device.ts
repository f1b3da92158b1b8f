import Bowser from 'bowser'

/** The longest User-Agent that is looked at; browsers' own are far shorter. */
const LONGEST = 400

/** Browser and system by their usual names, such as "Firefox, Android", from a User-Agent header; empty when it names none. */
export function describeDevice(userAgent: string | null): string {
  if (!userAgent) return ''
  const { browser, os } = Bowser.parse(userAgent.slice(0, LONGEST))
  return [browser.name, os.name]
    .filter((name) => name !== undefined && name !== '')
    .join(', ')
    .slice(0, 80)
}
