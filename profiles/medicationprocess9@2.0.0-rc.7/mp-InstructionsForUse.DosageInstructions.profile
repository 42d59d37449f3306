profile mp-InstructionsForUse.DosageInstructions
  url http://nictiz.nl/fhir/StructureDefinition/mp-InstructionsForUse.DosageInstructions
  name MpInstructionsForUseDosageInstructions
  version 2.0.0-rc.7
  status active
  kind complex-type
  type Dosage
  base Dosage

.
.extension:asNeeded
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-Dosage-AsNeededFor
.extension:asNeeded.value[x]
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.9.12.4--20200901000000
.sequence
.additionalInstruction
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.20.77.11.9--20160407000000
.timing
.timing.repeat.extension:timingExact
  type Extension http://hl7.org/fhir/StructureDefinition/timing-exact
.timing.repeat.extension:timingExact.value[x]
.timing.repeat.bounds[x]
  slicing open type:$this
.timing.repeat.bounds[x]:boundsDuration
  type Duration
.timing.repeat.count
.timing.repeat.countMax
.timing.repeat.duration
.timing.repeat.durationUnit
.timing.repeat.frequency
.timing.repeat.frequencyMax
.timing.repeat.period
.timing.repeat.periodUnit
.timing.repeat.dayOfWeek
  binding required http://hl7.org/fhir/ValueSet/days-of-week|4.0.1
.timing.repeat.timeOfDay
.timing.repeat.when
  binding required http://hl7.org/fhir/ValueSet/event-timing
.asNeeded[x]
  slicing open type:$this
.asNeeded[x]:asNeededCodeableConcept
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.9.12.4--20200901000000
.asNeeded[x]:asNeededCodeableConcept.text
.route
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.9.12.1--20200901000000
.doseAndRate.dose[x]
  slicing open type:$this
.doseAndRate.dose[x]:doseRange
  type Range
.doseAndRate.dose[x]:doseRange.low
  type Quantity http://nictiz.nl/fhir/StructureDefinition/pattern-GstdSimpleQuantity
.doseAndRate.dose[x]:doseRange.high
  type Quantity http://nictiz.nl/fhir/StructureDefinition/pattern-GstdSimpleQuantity
.doseAndRate.dose[x]:doseQuantity
  type Quantity http://nictiz.nl/fhir/StructureDefinition/pattern-GstdSimpleQuantity
.doseAndRate.rate[x]
  slicing open type:$this
.doseAndRate.rate[x]:rateRange
  type Range
.doseAndRate.rate[x]:rateRange.low
.doseAndRate.rate[x]:rateRange.high
.doseAndRate.rate[x]:rateQuantity
  type Quantity
.maxDosePerPeriod
.maxDosePerPeriod.numerator
  type Quantity http://nictiz.nl/fhir/StructureDefinition/pattern-GstdSimpleQuantity
.maxDosePerPeriod.denominator
  type Quantity http://nictiz.nl/fhir/StructureDefinition/pattern-GstdSimpleQuantity
