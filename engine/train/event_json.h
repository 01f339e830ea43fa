#pragma once

#include "engine/support/json.h"
#include "engine/train/events.h"

namespace weft {

// An event as one JSON object, {"event": "epoch", "step": 938, …}: the lines of --json, of a run's metrics.jsonl and of
// a worker's pipe.
Json toJson(const Event& event);

// Throws Error for what toJson would not have written.
Event eventFromJson(const Json& json);

} // namespace weft
