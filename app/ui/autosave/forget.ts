/** On the page of a result: what an attempt kept in this browser is of no use once it was handed in. */
try {
  const attempt = `autosave ${location.pathname.replace(/\/result$/, '/answers')}`
  for (const key of Object.keys(localStorage)) if (key.startsWith(attempt)) localStorage.removeItem(key)
} catch {
  // Storage may be switched off: then nothing was kept.
}
