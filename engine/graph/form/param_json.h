#pragma once

#include "engine/graph/form/object_reader.h"

namespace weft {

// 3 is a whole number, 3.0 a real one; a list of whole numbers is a list of sizes; what is none of these is kept as
// OtherValue.
ParamValue paramFromJson(const Place& place, const Json& value);
Json toJson(const ParamValue& value); // a real number always has a point or an exponent, so that it stays one

Params paramsFromJson(const Place& place, const Json& value);
Json toJson(const Params& params);

} // namespace weft
