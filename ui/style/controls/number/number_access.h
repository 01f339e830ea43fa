#pragma once

namespace weft {

// Screen readers learn a NumberField's value and range, and can set it. Once, before the first is made.
void installNumberAccess();

} // namespace weft
