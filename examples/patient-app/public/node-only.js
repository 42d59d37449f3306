// In place of what fhir-kit-client needs in Node.js only: agents that keep connections open, which
// browsers do by themselves, and its log, which is off.
export default function nothing() {
  return Object.assign(() => undefined, { enabled: false });
}

nothing.HttpsAgent = nothing;
