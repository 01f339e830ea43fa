#include "engine/storage/safetensors.h"
#include "tests/fuzz/fuzz.h"

namespace weft {

void readAs(std::string_view bytes)
{
    const SafetensorsReader reader(realFileSystem(), fileOf(bytes, "states.safetensors"));
    std::vector<std::byte> into;
    for (const SafetensorsReader::Tensor& tensor : reader.tensors()) {
        into.resize(tensor.bytes); // which the file has
        reader.read(tensor, into);
    }
}

} // namespace weft
