profile zib-PharmaceuticalProduct
  url http://nictiz.nl/fhir/StructureDefinition/zib-PharmaceuticalProduct
  name ZibPharmaceuticalProduct
  status draft
  kind resource
  type Medication
  base Medication
  abstract true

.
.extension:description
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-PharmaceuticalProduct.Description
.code
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.121.11.12--20200901000000
.code.text
.form
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.9.7.8--20200901000000
.ingredient
.ingredient.item[x]
  slicing open type:$this
.ingredient.item[x]:itemCodeableConcept
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.121.11.13--20200901000000
.ingredient.strength
.ingredient.strength.numerator
  type Quantity http://nictiz.nl/fhir/StructureDefinition/pattern-GstdQuantity
.ingredient.strength.denominator
  type Quantity http://nictiz.nl/fhir/StructureDefinition/pattern-GstdQuantity
