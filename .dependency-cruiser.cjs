/**
 * Who may import whom: the one table of the house. Every room of src/ is a key; its value lists the rooms it may
 * import besides itself. An import that is not in the table fails `npm run check`.
 */
const mayImport = {
  'core/decode': [],
  'core/topology': [],
  'core/correlate': ['core/decode', 'core/topology'],
  'core/journey': ['core/decode', 'core/topology', 'core/correlate'],
  'core/playback': ['core/decode', 'core/topology', 'core/correlate', 'core/journey'],
  'core/filter': ['core/decode', 'core/topology', 'core/correlate', 'core/journey'],
  'core/explain': ['core/decode', 'core/topology', 'core/correlate', 'core/journey'],
  'core/recording': ['core/decode', 'core/topology', 'core/correlate', 'core/journey'],
  'core/lesson': [
    'core/decode',
    'core/topology',
    'core/correlate',
    'core/journey',
    'core/playback',
    'core/filter',
    'core/explain',
    'core/recording',
  ],
  contract: ['core/decode', 'core/topology', 'core/correlate', 'core/journey', 'core/recording', 'core/lesson'],
  'lesson-file': ['core/*', 'contract'],
  'lesson-page': ['core/*', 'renderer/scene'],
  tracer: ['core/*', 'contract', 'lesson-file'],
  preload: ['contract'],
  main: ['tracer', 'contract', 'core/*'],
  serve: ['tracer', 'contract', 'core/*'],
  cli: ['tracer', 'contract', 'core/*', 'serve', 'lesson-file', 'lesson-page'],
  'renderer/scene': ['core/*', 'contract'],
  renderer: ['core/*', 'contract', 'lesson-file', 'lesson-page', 'renderer/scene'],
}

/** Packages a room may use; a room that is not named here may use any declared dependency. */
const mayUse = {
  core: '^$',
  contract: 'node_modules/valibot/',
  'lesson-file': 'node_modules/(valibot|fflate)/',
  'lesson-page': '^$',
  'renderer/scene': '^$',
}

const pattern = (room) => `^src/${room.replace('*', '[^/]+')}/`

const roomRules = Object.entries(mayImport).map(([room, allowed]) => ({
  name: `${room} imports only ${allowed.join(', ') || 'itself'}`,
  severity: 'error',
  from: {
    path: pattern(room),
    pathNot: room === 'renderer' ? ['\\.test\\.tsx?$', pattern('renderer/scene')] : ['\\.test\\.tsx?$'],
  },
  to: { path: '^src/', pathNot: [pattern(room), ...allowed.map(pattern)] },
}))

const packageRules = Object.entries(mayUse).map(([room, allowed]) => ({
  name: `${room} uses only ${allowed}`,
  severity: 'error',
  from: { path: pattern(room), pathNot: ['\\.test\\.tsx?$'] },
  to: { dependencyTypesNot: ['local', 'type-only'], pathNot: ['^src/', allowed] },
}))

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...roomRules,
    ...packageRules,
    { name: 'no cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'nothing unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: ['^electron(/|$)', '^../out/'] },
    },
    {
      name: 'src never imports test or scripts',
      severity: 'error',
      from: { path: '^src/', pathNot: ['\\.test\\.tsx?$'] },
      to: { path: '^(test|scripts)/' },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^out/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
  },
}
