/** On the page of a result: what an attempt kept in this browser is of no use once it was handed in. */
try {
  localStorage.removeItem(`autosave ${location.pathname.replace(/\/result$/, '/answers')}`)
} catch {
  // Storage may be switched off: then nothing was kept.
}
