type ContentsProps = {
  label: string
  items: readonly { id: string; text: string }[]
  /** Language and direction of the items, when they are not the page's. */
  lang?: string
  dir?: 'ltr' | 'rtl'
}

/**
 * Links to the headings of a long page: a closed list above the text on a phone, an open one in the margin where there
 * is room. Written twice, of which one is shown, since no style can open a closed list. What follows it must leave the
 * margin free as far as the element around both reaches.
 */
export function Contents({ label, items, ...authored }: ContentsProps) {
  const list = (
    <ul {...authored}>
      {items.map(({ id, text }) => (
        <li key={id}>
          <a href={`#${id}`}>{text}</a>
        </li>
      ))}
    </ul>
  )
  return (
    <nav className="contents" aria-label={label}>
      <details>
        <summary>{label}</summary>
        {list}
      </details>
      <div className="contents__margin">
        <strong>{label}</strong>
        {list}
      </div>
    </nav>
  )
}
