const paths = {
  tick: 'M5 12.5l4.5 4.5L19 7.5',
  forward: 'M4 12h15M13 6l6 6-6 6',
  up: 'M12 19V5M6 11l6-6 6 6',
  down: 'M12 5v14M6 13l6 6 6-6',
  info: 'M12 11v8M12 5.5v.1',
  warning: 'M12 5v8M12 18.5v.1',
  danger: 'M7 7l10 10M17 7L7 17',
} as const

export type IconName = keyof typeof paths

/**
 * A drawing in the colour of the text around it. It is always hidden from screen readers:
 * whoever uses it must say the same thing in words. `flips` mirrors it in right-to-left text.
 */
export function Icon({ name, flips = false }: { name: IconName; flips?: boolean }) {
  return (
    <svg className={flips ? 'icon icon--flips' : 'icon'} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  )
}
