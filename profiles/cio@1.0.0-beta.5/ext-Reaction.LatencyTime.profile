profile ext-Reaction.LatencyTime
  url http://nictiz.nl/fhir/StructureDefinition/ext-Reaction.LatencyTime
  name ExtReactionLatencyTime
  version 1.0.0-beta.5
  status draft
  kind complex-type
  type Extension
  base Extension
  context element AllergyIntolerance.reaction

. ..1
.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-Reaction.LatencyTime"
.value[x]
  slicing open type:$this
  type Quantity
  type Range
.value[x]:valueRange
  type Range
.value[x]:valueRange.low
.value[x]:valueRange.high
.value[x]:valueQuantity
  type Quantity SimpleQuantity
