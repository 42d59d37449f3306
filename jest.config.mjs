import os from 'node:os';

const base = {
  testEnvironment: 'node',
  roots: ['<rootDir>/src', '<rootDir>/conformance-tests'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
};

export default {
  // Jest reads it here only, not in a project.
  testTimeout: 60_000,
  // By itself Jest leaves one core free; tests wait for PostgreSQL half of the time.
  maxWorkers: Math.max(2, os.availableParallelism() - 1),
  projects: [
    {
      ...base,
      displayName: 'unit',
      testMatch: ['**/*.test.ts', '**/*.test.mjs'],
      testPathIgnorePatterns: ['\\.db\\.test\\.ts$'],
    },
    {
      ...base,
      displayName: 'db',
      testMatch: ['**/*.db.test.ts'],
      globalSetup: '<rootDir>/src/testing/global-setup.mjs',
      globalTeardown: '<rootDir>/src/testing/global-teardown.mjs',
    },
  ],
};
