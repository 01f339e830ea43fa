#pragma once

#include <string_view>

namespace weft {

extern const std::string_view servePage; // HTML, whole in itself
extern const std::string_view servePagePolicy; // Content-Security-Policy of the page
extern const std::string_view serveDescription; // OpenAPI 3.0, JSON

} // namespace weft
