#pragma once

#include "engine/layers/layer_type.h"

namespace weft {

// Something that a part of the file names beside the layers: an optimizer, a schedule, a data format, a step.
struct SchemaChoice {
    std::string id;
    std::string doc;
    std::vector<Param> params = {};
};

// What other rooms have to offer; the layers do not see those rooms, so who calls passes it in. Empty: any is allowed.
struct SchemaChoices {
    std::vector<SchemaChoice> optimizers = {};
    std::vector<SchemaChoice> schedules = {};
    std::vector<SchemaChoice> formats = {};
    std::vector<SchemaChoice> cleaning = {};
    std::vector<SchemaChoice> transforms = {};
};

// From any records that have an id, a doc and params.
template <class Record> std::vector<SchemaChoice> schemaChoices(const std::vector<Record>& records)
{
    std::vector<SchemaChoice> choices;
    for (const Record& record : records)
        choices.push_back({record.id, record.doc, record.params});
    return choices;
}

// A JSON Schema (draft 2020-12) of project files of this version. Ranges, kinds and choices of what is known are held
// strictly; unknown layers, settings and parameters are allowed, since they survive. It refuses every shape that
// readProject refuses, but for the limits on sizes.
Json projectSchema(const std::vector<LayerType>& layers, const SchemaChoices& choices = {});

} // namespace weft
