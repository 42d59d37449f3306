profile zib-Refraction
  url http://nictiz.nl/fhir/StructureDefinition/zib-Refraction
  name ZibRefraction
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
  constraint zib-Refraction-1 error component.code.coding.where(system = 'http://snomed.info/sct' and code = '251797004').exists() implies component.code.coding.where(system = 'http://snomed.info/sct' and code = '251799001').exists()
  constraint zib-Refraction-2 error component.code.coding.where(system = 'http://snomed.info/sct' and code = '251799001').exists() implies component.code.coding.where(system = 'http://snomed.info/sct' and code = '251797004').exists()
  constraint zib-Refraction-3 error component.code.coding.where(system = 'http://snomed.info/sct' and code = '251762001').exists() implies component.code.coding.where(system = 'http://snomed.info/sct' and code = '246223004').exists()
  constraint zib-Refraction-4 error component.code.coding.where(system = 'http://snomed.info/sct' and code = '246223004').exists() implies component.code.coding.where(system = 'http://snomed.info/sct' and code = '251762001').exists()
  constraint zib-Refraction-5 error component.code.coding.where(system = 'http://snomed.info/sct' and code = '112881000146107').exists() implies component.code.coding.where(system = 'http://snomed.info/sct' and code = '251795007').exists()
.code
  pattern CodeableConcept http://snomed.info/sct#251718005
.effective[x]
  slicing open type:$this
.effective[x]:effectiveDateTime
  type dateTime
.bodySite
  type CodeableConcept http://nictiz.nl/fhir/StructureDefinition/zib-AnatomicalLocation
  pattern CodeableConcept http://snomed.info/sct#81745001
.bodySite.extension:laterality
.bodySite.extension:laterality.value[x]
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.12.20.2--20200901000000
.method
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.12.20.1--20200901000000
.component
  slicing open value:code
.component:cylindricalRefractionValue ..1
.component:cylindricalRefractionValue.code
  pattern CodeableConcept http://snomed.info/sct#251797004
.component:cylindricalRefractionValue.value[x]
  type Quantity
  pattern Quantity http://unitsofmeasure.org#[diop]
  minValue Quantity {"value":-10,"system":"http://unitsofmeasure.org","code":"[diop]"}
  maxValue Quantity {"value":0,"system":"http://unitsofmeasure.org","code":"[diop]"}
.component:cylindricalRefractionAxis ..1
.component:cylindricalRefractionAxis.code
  pattern CodeableConcept http://snomed.info/sct#251799001
.component:cylindricalRefractionAxis.value[x]
  type Quantity
  pattern Quantity http://unitsofmeasure.org#deg
  minValue Quantity {"value":0,"system":"http://unitsofmeasure.org","code":"deg"}
  maxValue Quantity {"value":180,"system":"http://unitsofmeasure.org","code":"deg"}
.component:prismValue ..1
.component:prismValue.code
  pattern CodeableConcept http://snomed.info/sct#251762001
.component:prismValue.value[x]
  type Quantity
  pattern Quantity http://unitsofmeasure.org#[p'diop]
  minValue Quantity {"value":0,"system":"http://unitsofmeasure.org","code":"[p'diop]"}
  maxValue Quantity {"value":40,"system":"http://unitsofmeasure.org","code":"[p'diop]"}
.component:prismBase ..1
.component:prismBase.code
  pattern CodeableConcept http://snomed.info/sct#246223004
.component:prismBase.value[x]
  type Quantity
  pattern Quantity http://unitsofmeasure.org#deg
  minValue Quantity {"value":0,"system":"http://unitsofmeasure.org","code":"deg"}
  maxValue Quantity {"value":360,"system":"http://unitsofmeasure.org","code":"deg"}
.component:sphericalRefractionValue ..1
.component:sphericalRefractionValue.code
  pattern CodeableConcept http://snomed.info/sct#251795007
.component:sphericalRefractionValue.value[x]
  type Quantity
  pattern Quantity http://unitsofmeasure.org#[diop]
  minValue Quantity {"value":-25,"system":"http://unitsofmeasure.org","code":"[diop]"}
  maxValue Quantity {"value":25,"system":"http://unitsofmeasure.org","code":"[diop]"}
.component:sphericalEquivalent ..1
.component:sphericalEquivalent.code
  pattern CodeableConcept http://snomed.info/sct#112881000146107
.component:sphericalEquivalent.value[x]
  type Quantity
  pattern Quantity http://unitsofmeasure.org#[diop]
  minValue Quantity {"value":-25,"system":"http://unitsofmeasure.org","code":"[diop]"}
  maxValue Quantity {"value":25,"system":"http://unitsofmeasure.org","code":"[diop]"}
.component:readAddition ..1
.component:readAddition.code
  pattern CodeableConcept http://snomed.info/sct#251718005
.component:readAddition.value[x]
  type Quantity
  pattern Quantity http://unitsofmeasure.org#[diop]
  minValue Quantity {"value":0,"system":"http://unitsofmeasure.org","code":"[diop]"}
  maxValue Quantity {"value":5,"system":"http://unitsofmeasure.org","code":"[diop]"}
