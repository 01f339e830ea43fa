#include "engine/layers/layer_type.h"

#include <algorithm>
#include <unordered_map>

namespace weft {

namespace layers {
#define WEFT_LAYER(folder, id) LayerType id();
#include "layers.inc"
#undef WEFT_LAYER
} // namespace layers

namespace {

LayerType entry(LayerType type, std::string category, std::string id)
{
    type.category = std::move(category);
    type.id = std::move(id);
    return type;
}

} // namespace

const std::vector<LayerType>& layerTypes()
{
    static const std::vector<LayerType> all = [] {
        std::vector<LayerType> types = {
#define WEFT_LAYER(folder, id) entry(layers::id(), #folder, #id),
#include "layers.inc"
#undef WEFT_LAYER
        };
        std::ranges::sort(types, {}, [](const LayerType& type) { return std::pair(type.category, type.title); });
        return types;
    }();
    return all;
}

const LayerType* findLayerType(const std::string& id)
{
    static const std::unordered_map<std::string_view, const LayerType*> byId = [] {
        std::unordered_map<std::string_view, const LayerType*> types;
        for (const LayerType& type : layerTypes())
            types.emplace(type.id, &type);
        return types;
    }();
    const auto found = byId.find(id);
    return found == byId.end() ? nullptr : found->second;
}

} // namespace weft
