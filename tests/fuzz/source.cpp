#include "tests/fuzz/source.h"

#include "engine/data/prepare.h"

namespace weft {

void readSource(const DataSource& source)
{
    DataSection section;
    section.sources = {source};
    Diagnostics diagnostics;
    const PreparedData prepared = prepareData(section, ".", diagnostics);
    for (const Diagnostic& one : diagnostics) {
        if (one.severity == Severity::error)
            throw Error(one.text);
    }
    std::vector<std::byte> scratch;
    for (const Column& column : prepared.data.columns) {
        for (int64_t sample = 0; sample < prepared.data.size && column.kind != ColumnKind::text; ++sample)
            storedSample(column, sample, scratch);
    }
}

} // namespace weft
