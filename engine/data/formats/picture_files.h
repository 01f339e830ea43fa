#pragma once

#include "engine/data/formats/format.h"

#include <functional>

namespace weft {

// Names of the JPEG and PNG files of a folder, sorted; hidden ones are passed over.
std::vector<std::string> pictureFiles(const std::string& folder);

// Calls read(i) for each of the files, on all cores, and says which could not be read: the sentence of their Error; ""
// for the others.
std::vector<std::string> readEach(size_t files, const std::function<void(size_t)>& read);

// Leaves out of `data` the samples whose sentence is not empty, with a warning that names the files. Throws Error if
// they are more than 100 and more than 0.1 %: then something is wrong with all of it.
void leaveOut(Dataset& data, std::span<const std::string> sentences, const ReadContext& context);

} // namespace weft
