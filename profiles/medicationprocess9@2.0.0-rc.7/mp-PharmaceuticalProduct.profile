profile mp-PharmaceuticalProduct
  url http://nictiz.nl/fhir/StructureDefinition/mp-PharmaceuticalProduct
  name MpPharmaceuticalProduct
  version 2.0.0-rc.7
  status active
  kind resource
  type Medication
  base Medication

.
.extension:description
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-PharmaceuticalProduct.Description
  constraint ext-1 error
    source DomainResource
.code
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.20.77.11.56--20230213120250
.code.text
.manufacturer
  constraint ref-1 error hasValue() or (children().count() > id.count())
    source Medication
.form
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.9.7.8--20200901000000
.amount
  constraint rat-1 error hasValue() or (children().count() > id.count())
    source Medication
.ingredient
.ingredient.item[x]
  slicing open type:$this
.ingredient.item[x]:itemCodeableConcept
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.121.11.13--20200901000000
.ingredient.strength
  constraint rat-1 error hasValue() or (children().count() > id.count())
    source Medication
.ingredient.strength.numerator
  type Quantity http://nictiz.nl/fhir/StructureDefinition/pattern-GstdSimpleQuantity
  constraint qty-3 error code.empty() or system.exists()
    source Ratio
.ingredient.strength.denominator
  type Quantity http://nictiz.nl/fhir/StructureDefinition/pattern-GstdSimpleQuantity
  constraint qty-3 error code.empty() or system.exists()
    source Ratio
