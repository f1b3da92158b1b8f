// `npm start` and `npm run demo`. Node's own modules only, since nothing else may be installed yet;
// nothing newer than Node 14 is used before the version is known.
import process from 'node:process'

const NEEDED = [20, 19]
const have = process.versions.node.split('.').map(Number)
if (have[0] < NEEDED[0] || (have[0] === NEEDED[0] && have[1] < NEEDED[1])) {
  process.stderr.write(
    '\nArticle 54 needs Node.js ' +
      NEEDED.join('.') +
      ' or newer, and this is ' +
      process.versions.node +
      '. Version 22 or 24 is best.\n',
  )
  process.exit(1)
}

import('./steps.mjs').then(async ({ checkFolder, checkPort, install, build, fail }) => {
  const demo = process.argv.includes('--demo')
  process.env.NODE_ENV = 'production'
  if (demo) process.env.DEMO = '1'
  process.env.DATA_DIR = process.env.DATA_DIR || (demo ? 'data-demo' : 'data')

  try {
    checkFolder(process.env.DATA_DIR)
    await checkPort(process.env.HOST || 'localhost', process.env.PORT || '3000')
    await install()
    await build()
  } catch (error) {
    fail(error)
  }
  await import('../build/server/serve.js')
})
