/** The types that a profile leaves of its base's: https://hl7.org/fhir/R4/profiling.html#limits */
import type { ElementDefinitionType } from '@medplum/fhirtypes';

/** Types that others may stand for, so that a code can't be compared with them. */
const GENERAL = new Set(['Resource', 'DomainResource', 'Element', 'BackboneElement', '*']);

/** Types of FHIRPath, which base R4 gives what is a FHIR primitive in a profile: `Extension.url`. */
const SYSTEM = 'http://hl7.org/fhirpath/System.';

const SPECIAL_QUANTITIES = new Set([
  'Age',
  'Count',
  'Distance',
  'Duration',
  'Money',
  'SimpleQuantity',
  'MoneyQuantity',
]);

/** Undefined when the profile says nothing of types. */
export function mergeTypes(
  base: readonly ElementDefinitionType[] | undefined,
  own: readonly ElementDefinitionType[] | undefined,
  report: (text: string) => void,
): ElementDefinitionType[] | undefined {
  if (own === undefined) return undefined;
  if (base === undefined || base.length === 0) return [...own];
  return own.flatMap((type) => {
    const before = base.find(({ code }) => code === type.code) ?? generalisation(type.code, base);
    if (before === undefined) {
      report(`the base does not allow the type ${type.code}`);
      return [];
    }
    return [mergeType(before, type)];
  });
}

function generalisation(
  code: string,
  base: readonly ElementDefinitionType[],
): ElementDefinitionType | undefined {
  return base.find(
    (type) =>
      GENERAL.has(type.code) ||
      type.code.startsWith(SYSTEM) ||
      (type.code === 'Quantity' && SPECIAL_QUANTITIES.has(code)),
  );
}

/** Profiles and targets that the profile leaves unsaid are the base's. */
function mergeType(base: ElementDefinitionType, own: ElementDefinitionType): ElementDefinitionType {
  const { profile, targetProfile, ...rest } = base;
  return {
    ...rest,
    ...(profile === undefined || own.code !== base.code ? {} : { profile }),
    ...(targetProfile === undefined ? {} : { targetProfile }),
    ...own,
  };
}
